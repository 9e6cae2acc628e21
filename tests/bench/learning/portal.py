"""The portal's side: progress writes, and lesson pages of courses of several sizes."""

import json
from functools import partial
from itertools import count
from uuid import UUID

from django.test import Client
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from django.urls import reverse

from portal.cities.services import create_city
from portal.home.services import create_site
from portal.people.models import User
from tests.bench.timing import in_turn
from tests.factories import CoursePageFactory
from tests.training.progress.sending import address_of, browser
from training.courses.enrolling import enrol
from training.courses.models import CourseVersion, Enrolment
from training.courses.outline import Outline, outline_of
from training.progress.completing import activities_of
from training.progress.service import record
from training.progress.storing import Record

from .hammer import hammer, queries_of

LEARNERS = 4
ELEMENTS = 20
SIZES = (10, 100, 500)
#: So many lessons of a course are read.
PAGES = 10
_WORDS = "Wer am Schalter steht, hört zu, fragt nach und erklärt, was als Nächstes geschieht. "


def main(writes: int, rounds: int) -> dict:
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        create_site()
        city = create_city(name="Bochum", key="bochum", publish=True)
        return {
            **_writes(city, writes),
            "lengths": [lengths(city, n, writes) for n in SIZES],
            "pages": [pages(city, n, rounds) for n in SIZES],
        }
    finally:
        teardown_databases(databases, verbosity=0)


def _writes(city, writes: int) -> dict:
    version = _course(city, ELEMENTS)
    notes = [each.id for each in activities_of(outline_of(version)) if each.kind == "reflection"]
    users = [_learner(number) for number in range(LEARNERS + 1)]
    addresses = [address_of(enrol(user, version.course)) for user in users]

    def one(address: str, client: Client, number: int) -> None:
        _send(client, address, [_record(notes[number % ELEMENTS], number + 1)])

    def session(number: int) -> None:
        first = number * ELEMENTS + 1
        _send(alone, addresses[0], [_record(note, first + at) for at, note in enumerate(notes)])

    alone = browser()
    crowd = [partial(one, address, browser()) for address in addresses[1:]]
    return {
        "queries": queries_of(partial(one, addresses[0], alone)),
        "session_queries": queries_of(session),
        "write": hammer(crowd, writes),
        "session": hammer([session], max(writes // ELEMENTS, 10)),
    }


def lengths(city, lessons: int, writes: int) -> dict:
    """Writes in a course of which everything but the questions is done: a note's state, and what
    is done once more, after which one looks for what is still missing."""
    version = _course(city, lessons, slug=f"schreiben-{lessons}")
    enrolment = enrol(_learner(2100 + lessons), version.course)
    _read_all(enrolment, outline_of(version))
    address, client = address_of(enrolment), browser()

    sequences = count(2 * lessons + 1)

    def write(_number: int, *, done: bool) -> None:
        _send(client, address, [_record("note-1", next(sequences)) | {"done": done}])

    ways = {"state": partial(write, done=False), "done": partial(write, done=True)}
    found = {f"{name}_queries": queries_of(way) for name, way in ways.items()}
    taken = in_turn(ways, range(writes), rounds=1)
    return {
        "lessons": lessons,
        **found,
        **{name: list(times.milliseconds) for name, times in taken.items()},
    }


def pages(city, lessons: int, rounds: int) -> dict:
    """Lessons from all over a course, with nothing read and with everything."""
    version = _course(city, lessons)
    outline = outline_of(version)
    chosen = outline.lessons[:: max(lessons // PAGES, 1)]
    addresses = [reverse("courses:lesson", args=[version.course_id, each.id]) for each in chosen]
    found = {"lessons": lessons}
    ways = {}
    for name, user in (
        ("nothing", _learner(100 + lessons)),
        ("everything", _learner(1100 + lessons)),
    ):
        enrolment = enrol(user, version.course)
        if name == "everything":
            _read_all(enrolment, outline)
        client = Client()
        client.force_login(user)
        ways[name] = partial(_get, client)
        # Where one stands is written when it changes; what is counted is a page that is read.
        found[f"{name}_queries"] = queries_of(lambda _number, way=ways[name]: way(addresses[0]))
    taken = in_turn(ways, addresses, rounds=rounds)
    return found | {name: list(times.milliseconds) for name, times in taken.items()}


def _read_all(enrolment: Enrolment, outline: Outline) -> None:
    """Every lesson and note; the questions are open, or the course would be finished."""
    read = [
        activity.id
        for activity in activities_of(outline)
        if activity.kind in {"lesson", "reflection"}
    ]
    rows = [
        Record(activity=each, sequence=number, state={"text": _WORDS}, done=True)
        for number, each in enumerate(read, start=1)
    ]
    record(enrolment.pk, rows)


def _course(city, lessons: int, slug: str = "") -> CourseVersion:
    """A course of which there is nothing but the version that is learned from."""
    course = CoursePageFactory(
        parent=city, title=f"Kurs aus {lessons} Lektionen", slug=slug or f"kurs-{lessons}"
    )
    content = {
        "title": course.title,
        "final_test": [],
        "packages": {},
        "lessons": [
            {"id": number, "title": f"Lektion {number}", "minutes": 10, "body": _body(number)}
            for number in range(1, lessons + 1)
        ],
    }
    return CourseVersion.objects.create(course=course, number=1, content=content)


def _body(number: int) -> list[dict]:
    """Six paragraphs, a question, a note for oneself: 4 KB."""
    texts = [
        {"type": "text", "value": f"<p>{_WORDS * 6}</p>", "id": f"text-{number}-{place}"}
        for place in range(6)
    ]
    choices = [{"text": f"Antwort {place}", "right": place == 1} for place in range(4)]
    question = {"question": "Was hilft zuerst?", "choices": choices}
    return [
        *texts,
        {"type": "single", "value": question, "id": f"question-{number}"},
        {"type": "reflection", "value": {"prompt": "Und Sie?"}, "id": f"note-{number}"},
    ]


def _learner(number: int) -> User:
    return User.objects.create_user(f"lernen-{number}@bochum.example", None)


def _record(activity: str, sequence: int) -> dict:
    return {
        "activity": activity,
        "sequence": sequence,
        "state": {"text": f"{sequence}: {_WORDS * 2}"},
        "done": sequence % 5 == 0,
    }


def _send(client: Client, address: str, records: list[dict]) -> None:
    body = json.dumps({"device": str(UUID(int=7)), "records": records})
    answer = client.post(address, body, content_type="text/plain")
    if answer.status_code != 200 or len(answer.json()["acknowledged"]) != len(records):
        raise RuntimeError(f"{answer.status_code}: {answer.content[:300]!r}")


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.status_code} for {address}")
