"""A city may approve of its own pages of information itself, and never of its entries."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageLogEntry, Workflow

from portal.cities.approval import approves_itself, choose_approval
from portal.home.models import StandardPage
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/staedte/freigabe/"


def page_of(city) -> StandardPage:
    page = city.add_child(instance=StandardPage(title="Termine", live=False))
    page.save_revision()
    return page


def choose(user, city, approval="city"):
    return signed_in(user).post(ADDRESS, {"city": city.pk, "approval": approval}, follow=True)


def test_an_editor_approves_of_the_own_page_when_the_city_has_chosen_so(cast):
    page = page_of(cast.bochum)
    assert page.get_workflow().name == "Prüfung durch die Projektgruppe"

    answer = choose(cast.editor_bochum, cast.bochum)

    assert "gibt jetzt die Redaktion der Stadt frei" in answer.content.decode()
    workflow = page.get_workflow()
    assert workflow.name == "Redaktion Bochum gibt frei"
    workflow.start(page, cast.editor_bochum)
    page.refresh_from_db()
    signed_in(cast.editor_bochum).post(
        reverse(
            "wagtailadmin_pages:workflow_action",
            args=[page.pk, "approve", page.current_workflow_task_state.pk],
        )
    )
    page.refresh_from_db()
    assert page.live


def test_entries_and_other_cities_keep_their_way(cast):
    module = TrainingModuleFactory(parent=cast.bochum, live=False)
    practice = GoodPracticeFactory(parent=cast.bochum, live=False)
    before = [page.get_workflow() for page in (module, practice, page_of(cast.herne))]
    assert all(before)

    choose_approval(city=cast.bochum, user=cast.editor_bochum, itself=True)

    again = [type(page).objects.get(pk=page.pk) for page in (module, practice)]
    after = [page.get_workflow() for page in (*again, cast.herne.get_children().get())]
    assert after == before
    assert all(page.has_workflow for page in again)


def test_and_back_again_in_the_history(cast):
    for itself in (True, True, False, True):
        choose_approval(city=cast.bochum, user=cast.editor_bochum, itself=itself)
        assert approves_itself(cast.bochum) == itself

    assert Workflow.objects.filter(name="Redaktion Bochum gibt frei").count() == 1
    entries = PageLogEntry.objects.filter(action="cities.approval").order_by("pk")
    assert [entry.data["itself"] for entry in entries] == [True, False, True]
    assert "Redaktion der Stadt" in entries[0].message


#: who → may choose for Bochum
MATRIX = {
    "editor_bochum": True,
    "reviewer": True,
    "administrator": True,
    "editor_herne": False,
    "hr_developer": False,
    "learner": False,
}


@pytest.mark.parametrize("who", MATRIX)
def test_who_may_choose(cast, who):
    user = getattr(cast, who)
    choose(user, cast.bochum)
    assert approves_itself(cast.bochum) == MATRIX[who]
    if not MATRIX[who]:
        with pytest.raises(PermissionDenied, match="Redaktion von Bochum"):
            choose_approval(city=cast.bochum, user=user, itself=True)


@pytest.mark.parametrize("data", [{}, {"city": "x", "approval": "city"}, {"approval": "alle"}])
def test_what_is_no_choice_is_asked_for(cast, data):
    answer = signed_in(cast.editor_bochum).post(
        ADDRESS, {"city": cast.bochum.pk} | data, follow=True
    )
    assert "Bitte wählen Sie" in answer.content.decode()
    assert not approves_itself(cast.bochum)


def test_the_page_shows_what_holds(cast):
    choose_approval(city=cast.bochum, user=cast.editor_bochum, itself=True)
    page = signed_in(cast.editor_bochum).get(ADDRESS).content.decode()
    assert 'value="city" checked' in " ".join(page.split())
    assert "Herne" not in page
    assert ADDRESS in signed_in(cast.editor_bochum).get("/admin/").content.decode()
    assert signed_in(cast.hr_developer).get(ADDRESS).status_code in {302, 403}
