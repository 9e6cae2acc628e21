"""„Ähnliches gibt es in Herne“ while one writes: from what everybody may read, others' first."""

import pytest
from django.test import Client
from django.urls import reverse

from search.services import rebuild
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

from .writing import address, begun, write

pytestmark = pytest.mark.django_db
NEAR = reverse("submission:near")


@pytest.fixture
def stock(cast):
    """What is public and what is not, indexed."""
    GoodPracticeFactory(parent=cast.herne, title="Mentoring im Rathaus", slug="rathaus")
    GoodPracticeFactory(parent=cast.bochum, title="Mentoring zum Aufstieg")
    GoodPracticeFactory(parent=cast.herne, title="Mentoring als Entwurf", live=False)
    TrainingModuleFactory(parent=cast.herne, title="Mentoring als Modul")
    GoodPracticeFactory(parent=cast.herne, title="Feiertagskalender")
    rebuild()


def asked(user, title="", summary="", **more) -> str:
    answer = signed_in(user).post(NEAR, {"title": title, "summary": summary, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_other_cities_come_first_and_are_named(cast, stock):
    html = asked(cast.learner, "Mentoring für Neue")

    assert "Ähnliches gibt es in Herne" in html
    assert html.index("Mentoring im Rathaus") < html.index("Mentoring zum Aufstieg")
    assert 'href="/staedte/herne/rathaus/"' in html
    assert "Feiertagskalender" not in html
    assert "Modul" not in html


def test_what_is_only_in_one_s_own_city_is_said_to_be_there(cast, stock):
    html = asked(cast.learner, summary="Unser Aufstieg für alle")
    assert "Ähnliches gibt es schon in Ihrer Stadt" in html


def test_drafts_are_in_nobody_s_answer(cast, stock):
    for user in (cast.learner, cast.editor_herne, cast.administrator):
        assert "Entwurf" not in asked(user, "Mentoring als Entwurf")


@pytest.mark.parametrize("text", ["", "  ", "xyz", "Xylophon", "?!*", "a" * 5000])
def test_nothing_is_near_to_nothing(cast, stock, text):
    assert asked(cast.learner, text).strip() == ""


def test_a_page_is_not_near_to_itself(cast, stock):
    page = GoodPracticeFactory(parent=cast.bochum, title="Mentoring mit Tandem")
    rebuild()
    assert "Mentoring mit Tandem" in asked(cast.editor_bochum, page.title)
    assert "Mentoring mit Tandem" not in asked(cast.editor_bochum, page.title, page=page.pk)
    assert "Mentoring mit Tandem" in asked(cast.editor_bochum, page.title, page="x" * 30)


def test_it_stands_beside_the_first_questions_without_any_script(cast, stock):
    submission = begun(cast.learner, "Mentoring für Neue")
    write(cast.learner, submission, "kurzfassung", {"summary": "Für alle."})
    for slug, shown in {
        "titel": True,
        "kurzfassung": True,
        "kontakt": True,
        "ziele": False,
    }.items():
        page = signed_in(cast.learner).get(address("step", submission, slug)).content.decode()
        assert ("Mentoring im Rathaus" in page) == shown, slug


def test_the_editor_s_form_asks_the_same_address(cast):
    add = reverse("wagtailadmin_pages:add", args=["practices", "goodpracticepage", cast.bochum.pk])
    page = signed_in(cast.editor_bochum).get(add).content.decode()
    assert f'data-near="{NEAR}"' in page
    assert "portal/near.js" in page


def test_it_is_for_who_is_signed_in(cast, stock):
    assert Client().post(NEAR, {"title": "Mentoring"}).status_code == 401
    assert signed_in(cast.learner).get(NEAR).status_code == 405


def test_who_asks_too_often_waits(cast, stock, settings):
    settings.ACCOUNT_RATE_LIMITS = {"submission_near": "2/m/user"}
    client = signed_in(cast.learner)
    statuses = [client.post(NEAR, {"title": "Mentoring"}).status_code for _number in range(3)]
    assert statuses == [200, 200, 429]


def test_without_the_engine_the_form_goes_on(cast, monkeypatch):
    from search import similar
    from search.engines import EngineUnavailableError

    def away(question):
        raise EngineUnavailableError("away")

    monkeypatch.setattr(similar, "ask", away)
    submission = begun(cast.learner, "Mentoring")
    assert signed_in(cast.learner).get(address("step", submission, "titel")).status_code == 200
    assert asked(cast.learner, "Mentoring").strip() == ""
