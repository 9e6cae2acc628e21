"""Whoever reads the interface in English meets entries in English, wherever there is a version."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import GoodPracticePage
from search.models import OutboxEntry
from search.services import rebuild
from tests.factories import (
    CoursePageFactory,
    GoodPracticeFactory,
    LessonPageFactory,
    TrainingModuleFactory,
)
from tests.portal.translating.english import published_version, translate, translation_of
from training.courses.models import CoursePage
from training.courses.versions import fix_version
from training.models import TrainingModulePage

pytestmark = pytest.mark.django_db

ENGLISH_TITLE = "Letters that people understand"


def reader(language: str = "en") -> Client:
    client = Client()
    client.cookies["django_language"] = language
    return client


def shown(client, address, **data) -> str:
    response = client.get(address, data)
    assert response.status_code == 200
    page = " ".join(response.content.decode().split())
    return page.replace("<mark>", "").replace("</mark>", "")


def link(url: str, title: str) -> str:
    return f'<a href="{url}">{title}</a>'


@pytest.fixture
def practice(cast):
    practice = GoodPracticeFactory(
        parent=cast.bochum, title="Briefe, die man versteht", summary="Ämter schreiben einfach."
    )
    published_version(practice, title=ENGLISH_TITLE, summary="Offices write plainly.")
    return practice


@pytest.fixture
def german(cast):
    """An entry that nobody has translated."""
    return GoodPracticeFactory(parent=cast.herne, title="Tandem für Neue")


PLACES = ["/praxis/", "/suche/", "/", "/staedte/bochum/"]


@pytest.mark.parametrize("address", PLACES)
def test_lists_show_the_english_version_and_lead_to_it(cast, practice, address):
    rebuild()
    english, original = shown(reader(), address), shown(reader("de"), address)
    assert re.search(
        rf'<h[23] class="\w+__title">\s*{link(f"{practice.url}en/", ENGLISH_TITLE)}', english
    )
    assert "Offices write plainly." in english
    assert practice.title not in english
    assert "<li>also in English</li>" not in english
    assert "<li>auch auf Englisch</li>" not in english
    assert link(practice.url, practice.title) in original
    assert ENGLISH_TITLE not in original


@pytest.mark.parametrize("address", ["/praxis/", "/suche/", "/"])
def test_what_is_only_german_is_shown_as_german(german, address):
    rebuild()
    page = shown(reader(), address)
    assert re.search(rf'__title" lang="de">\s*{link(german.url, german.title)}', page)


def test_one_entry_is_one_hit_whichever_words_find_it(practice, german):
    rebuild()
    for text in ("letters", "Briefe", "letters Briefe"):
        page = shown(reader(), "/suche/", q=text)
        assert f"1 result for “{text}”" in page
        assert page.count(link(f"{practice.url}en/", ENGLISH_TITLE)) == 1
    answer = reader().get("/api/search/", {"q": "letters"}).json()
    assert answer["total"] == 1
    [hit] = answer["hits"]
    assert (hit["title"], hit["language"]) == (ENGLISH_TITLE, "en")
    assert hit["url"].endswith(f"{practice.url}en/")


def test_facts_and_kinds_are_said_in_english(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    course = CoursePageFactory(parent=cast.bochum, title="Das AGG")
    module = TrainingModuleFactory(parent=cast.bochum, title="Kollegiale Beratung")
    TrainingModulePage.objects.filter(pk=module.pk).update(workload_minutes=90)
    rebuild()
    page = shown(reader(), "/training/")
    assert "Self-study course" in page
    assert "1 hour 30 minutes" in page
    assert "<li>ongoing</li>" in shown(reader(), "/praxis/")
    assert "<li>laufend</li>" in shown(reader("de"), "/praxis/")
    german = shown(reader("de"), "/training/")
    assert "Selbstlernkurs" in german
    assert "1 Stunde 30 Minuten" in german
    assert course.title in page


def test_an_english_page_shows_related_entries_in_english(cast, practice):
    other = GoodPracticeFactory(
        parent=cast.herne, title="Briefe im Bürgeramt, die man versteht", summary=practice.summary
    )
    rebuild()
    page = shown(Client(), published_version(other, title="Letters at the counter").url)
    assert link(f"{practice.url}en/", ENGLISH_TITLE) in page
    assert link(practice.url, practice.title) in shown(Client(), other.url)


def test_a_course_and_its_module_lead_to_each_others_english_versions(cast):
    module = TrainingModuleFactory(parent=cast.bochum, title="Einfache Sprache")
    course = CoursePageFactory(parent=cast.bochum, title="Briefe schreiben", module=module)
    lesson = LessonPageFactory(parent=course, title="Anfang")
    fix_version(course)
    assert link(module.url, module.title) in shown(reader("de"), course.url)
    page = shown(reader(), course.url)
    assert f'<a href="{module.url}" lang="de">{module.title}</a>' in page
    published_version(module, title="Plain language")
    translate(translation_of(lesson))
    published_version(CoursePage.objects.get(pk=course.pk), title="Writing letters")
    assert link(f"{module.url}en/", "Plain language") in shown(reader(), course.url)
    assert link(f"{course.url}en/", "Writing letters") in shown(reader(), f"{module.url}en/")
    assert link(course.url, course.title) in shown(reader("de"), module.url)


def test_the_list_of_ones_own_speaks_english(cast, practice, german):
    module = TrainingModuleFactory(parent=cast.bochum, title="Beratung")
    published_version(module, title="Peer advice")
    client = reader()
    client.post(reverse("shortlist"), {"aufnehmen": [practice.pk]})
    client.post(reverse("shortlist"), {"aufnehmen": [module.pk]})
    client.post(reverse("shortlist"), {"aufnehmen": [german.pk]})
    page = shown(client, reverse("shortlist"))
    assert link(f"{practice.url}en/", ENGLISH_TITLE) in page
    assert link(f"{module.url}en/", "Peer advice") in page
    assert f'lang="de">{link(german.url, german.title)}' in page
    client.cookies["django_language"] = "de"
    assert link(practice.url, practice.title) in shown(client, reverse("shortlist"))


def test_suggestions_lead_to_the_english_version(practice):
    rebuild()
    answer = reader().get("/suche/vorschlaege/", {"q": "letters"}).json()
    [proposal] = [each for group in answer["groups"] for each in group["proposals"] if each["url"]]
    assert proposal["text"] == ENGLISH_TITLE
    assert proposal["url"] == f"{practice.url}en/"
    assert proposal["language"] == "en"
    assert reader("de").get("/suche/vorschlaege/", {"q": "letters"}).json()["groups"] == []


def test_a_version_taken_offline_is_not_shown(cast, practice):
    version = practice.english_version
    version.unpublish()
    rebuild()
    page = shown(reader(), "/praxis/")
    assert link(practice.url, practice.title) in page
    assert ENGLISH_TITLE not in page


def test_a_comparison_speaks_english(cast, practice, german):
    GoodPracticePage.objects.filter(pk=german.pk).update(pitfalls="<p>Zu wenig Zeit.</p>")
    address = reverse("practices_comparison")
    page = shown(reader(), address, eintrag=[practice.pk, german.pk])
    columns = re.findall(r'<th scope="col"( lang="de")?>\s*(<a href=.*?</a>)', page)
    assert columns == [
        ("", link(f"{practice.url}en/", ENGLISH_TITLE)),
        (' lang="de"', link(german.url, german.title)),
    ]
    assert re.search(r"<td>\s*<p>English: ", page)
    assert re.search(r'<td lang="de">\s*<p>Zu wenig Zeit', page)
    assert re.search(r"<td>\s*ongoing", page)


def test_the_way_back_is_english_as_far_as_it_goes(cast, practice):
    published_version(cast.bochum, title="City of Bochum")
    page = shown(Client(), practice.english_version.url)
    [trail] = re.findall('<nav class="breadcrumbs".*?</nav>', page)
    assert '<a href="/staedte/bochum/en/">City of Bochum</a>' in trail
    assert '<a href="/staedte/" lang="de">' in trail
    assert practice.title not in trail
    german = shown(Client(), practice.url)
    assert "City of Bochum" not in german


def test_without_the_search_engine_english_words_find_too(practice, german):
    # There is no index.
    page = shown(reader(), "/suche/", q="plainly")
    assert page.count(link(f"{practice.url}en/", ENGLISH_TITLE)) == 1
    assert german.title not in page


def fill(cast, number: int) -> None:
    for index in range(number):
        practice = GoodPracticeFactory(parent=cast.bochum, title=f"Beispiel {index} {number}")
        published_version(practice, title=f"Example {index} {number}")
    rebuild()


def queries(address: str, client: Client) -> int:
    OutboxEntry.objects.all().delete()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_many_entries_cost_as_many_queries_as_few(cast):
    fill(cast, 2)
    client = reader()
    keep = [practice.pk for practice in cast.bochum.get_children().specific()]
    client.post(reverse("shortlist"), {"aufnehmen": keep[:1]})
    client.post(reverse("shortlist"), {"aufnehmen": keep[1:2]})
    compared = f"{reverse('practices_comparison')}?eintrag={keep[0]}&eintrag={keep[1]}"
    addresses = [*PLACES, reverse("shortlist"), compared]
    few = {address: queries(address, client) for address in addresses}
    fill(cast, 6)
    kept = [practice.pk for practice in cast.bochum.get_children()]
    for pk in kept:
        client.post(reverse("shortlist"), {"aufnehmen": [pk]})
    many = "&".join(f"eintrag={pk}" for pk in kept[:4])
    assert {address: queries(address, client) for address in addresses} == few
    assert queries(f"{reverse('practices_comparison')}?{many}", client) == few[compared]
