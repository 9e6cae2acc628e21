"""wagtail-lms's side: the same writes, one call of its SCORM interface each.

That is how packages write there; it has no other way to keep the progress of a lesson.
"""

import json

from django.contrib.auth import get_user_model
from django.test import Client
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from wagtail_lms.models import SCORMAttempt, SCORMPackage

from .hammer import hammer, queries_of

LEARNERS = 4
ELEMENTS = 20
_WORDS = "Wer am Schalter steht, hört zu, fragt nach und erklärt, was als Nächstes geschieht. "


def main(writes: int) -> dict:
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        package = SCORMPackage.objects.create(title="Kurs")
        writers = []
        for number in range(LEARNERS + 1):
            user = get_user_model().objects.create_user(f"lernen-{number}")
            attempt = SCORMAttempt.objects.create(user=user, scorm_package=package)
            client = Client()
            client.force_login(user)
            writers.append(lambda n, client=client, attempt=attempt: _write(client, attempt.pk, n))
        alone, *crowd = writers

        def session(number: int) -> None:
            for at in range(ELEMENTS):
                alone(number * ELEMENTS + at)

        return {
            "queries": queries_of(alone),
            "session_queries": queries_of(session),
            "write": hammer(crowd, writes),
            "session": hammer([session], max(writes // ELEMENTS, 10)),
        }
    finally:
        teardown_databases(databases, verbosity=0)


def _write(client, attempt: int, number: int) -> None:
    """The elements that packages write most, in turn."""
    match number % ELEMENTS:
        case 0:
            element, value = "cmi.core.lesson_location", str(number)
        case 1:
            element, value = "cmi.suspend_data", f"{number}: {_WORDS * 2}"
        case 2:
            element, value = "cmi.core.score.raw", str(number % 100)
        case place:
            element, value = f"cmi.interactions.{place}.result", "correct"
    body = json.dumps({"method": "SetValue", "parameters": [element, value]})
    answer = client.post(f"/scorm-api/{attempt}/", body, content_type="application/json")
    if answer.status_code != 200 or answer.json().get("result") != "true":
        raise RuntimeError(f"{answer.status_code}: {answer.content[:300]!r}")
