"""An address leads to one package, for one person, on one host, for a working day."""

import json
from dataclasses import replace

import pytest
import time_machine

from training.cage.grants import MAX_AGE
from training.packages.models import PackageUse, Status

from .packed import SITE, body, content_client, fetch, packed

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(cast):
    return packed(cast)


def test_who_is_enrolled_runs_the_package(lesson, django_assert_num_queries):
    with django_assert_num_queries(2):
        page = fetch(lesson.grant)
    with django_assert_num_queries(1):
        file = fetch(lesson.grant, "inhalt/index.html")

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert body(file) == b"<!DOCTYPE html><title>Eins</title>"


def test_the_page_knows_the_learner_by_a_pseudonym_only(lesson, cast):
    html = fetch(lesson.grant).content.decode()
    other = fetch(packed(cast).grant).content.decode()

    learner = page_settings(html)["learner"]
    assert learner["name"] == "Gast"
    assert cast.learner.email not in html
    assert learner["id"] == page_settings(fetch(lesson.grant).content.decode())["learner"]["id"]
    assert learner["id"] != page_settings(other)["learner"]["id"]


def page_settings(html: str) -> dict:
    start = html.index('type="application/json">') + len('type="application/json">')
    return json.loads(html[start : html.index("</script>", start)])


def test_an_address_expires(lesson):
    with time_machine.travel(0, tick=False) as clock:
        clock.shift(MAX_AGE * 100)
        token, client = lesson.grant.token(), content_client(lesson.grant)
        clock.shift(MAX_AGE - 1)
        assert client.get(f"/{token}/").status_code == 200
        clock.shift(2)
        expired = client.get(f"/{token}/")
        file = client.get(f"/{token}/inhalt/index.html")

    assert expired.status_code == file.status_code == 410
    assert "Bitte laden Sie die Seite mit der Lektion neu" in expired.content.decode()


def test_an_address_works_on_its_own_host_only(lesson, cast):
    other = packed(cast)

    assert fetch(lesson.grant, host=other.grant.origin.removeprefix("http://")).status_code == 404
    assert fetch(replace(lesson.grant, user=cast.hr_developer.pk)).status_code == 404


def test_a_forged_address_is_none(lesson):
    token, client = lesson.grant.token(), content_client(lesson.grant)
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), "x", token.split(":")[0]):
        assert client.get(f"/{forged}/").status_code == 404


def test_it_ends_with_the_enrolment_and_the_account(lesson):
    grant = lesson.grant
    lesson.enrolment.user.is_active = False
    lesson.enrolment.user.save()
    assert fetch(grant).status_code == 404
    lesson.enrolment.user.is_active = True
    lesson.enrolment.user.save()
    assert fetch(grant).status_code == 200

    lesson.enrolment.delete()
    assert fetch(grant).status_code == 404


def test_an_enrolment_runs_what_its_version_names(lesson):
    PackageUse.objects.all().delete()

    assert fetch(lesson.grant).status_code == 404


@pytest.mark.parametrize("status", [Status.WAITING, Status.UNPACKING, Status.REFUSED])
def test_a_version_that_is_not_ready_runs_nowhere(lesson, status):
    lesson.version.status = status
    lesson.version.save()

    assert fetch(lesson.grant).status_code == 404
    assert fetch(lesson.grant, "inhalt/index.html").status_code == 404


def test_a_preview_is_for_who_writes(lesson, cast):
    assert fetch(replace(lesson.preview, user=cast.editor_bochum.pk)).status_code == 200
    assert fetch(replace(lesson.preview, user=cast.learner.pk)).status_code == 404


def test_only_the_page_that_was_meant_may_frame_it(lesson):
    policy = fetch(lesson.grant).headers["Content-Security-Policy"]

    assert f"frame-ancestors 'self' {SITE};" in policy
