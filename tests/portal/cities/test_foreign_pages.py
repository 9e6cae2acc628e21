"""Every view of the admin about a page refuses those who edit another city."""

import pytest
from django.urls import NoReverseMatch, reverse
from wagtail.admin.urls import pages as page_urls
from wagtail.models import Task

from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db

SECRET = "Streng geheimer Entwurf"

#: Views about one page, with the further arguments of their addresses.
VIEWS = {
    "edit": {},
    "delete": {},
    "unpublish": {},
    "move": {},
    "move_confirm": {"destination_id": "own city"},
    "copy": {},
    "history": {},
    "history_results": {},
    "workflow_history": {},
    "workflow_history_detail": {"workflow_state_id": "workflow state"},
    "workflow_preview": {"task_id": "task"},
    "workflow_action": {"action_name": "approve", "task_state_id": "task state"},
    "collect_workflow_action_data": {"action_name": "approve", "task_state_id": "task state"},
    "confirm_workflow_cancellation": {},
    "revisions_view": {"revision_id": "revision"},
    "revisions_revert": {"revision_id": "revision"},
    "revisions_unschedule": {"revision_id": "revision"},
    "revisions_compare": {"revision_id_a": "live", "revision_id_b": "latest"},
    "view_draft": {},
    "preview_on_edit": {},
    "set_privacy": {},
    "usage": {},
    "lock": {},
    "unlock": {},
    "set_page_position": {},
    "add_subpage": {},
    "convert_alias": {},
}
#: Views that are about no page or about a new one; and one that only leads to the history.
OTHER_VIEWS = {
    "add",
    "preview_on_add",
    "type_use",
    "type_use_results",
    "choose_parent",
    "search",
    "search_results",
    "revisions_index",
}
PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "parent_page_id", "pk")


@pytest.fixture
def foreign(cast):
    """A public page of Herne with a draft that waits for the review."""
    page = make_foreign(cast)
    page.get_workflow().start(page, cast.editor_herne)
    page.refresh_from_db()
    return page


def make_foreign(cast):
    page = GoodPracticeFactory(parent=cast.herne, title="Aus Herne", slug="aus-herne")
    page.title = SECRET
    page.save_revision(user=cast.editor_herne)
    page.refresh_from_db()
    return page


@pytest.fixture
def address_of(cast):
    def address(view, page):
        state = page.current_workflow_state
        numbers = {
            "own city": cast.bochum.pk,
            "revision": page.latest_revision_id,
            "workflow state": state.pk if state else 1,
            "task state": state.current_task_state.pk if state else 1,
            "task": state.current_task_state.task_id if state else Task.objects.first().pk,
        }
        further = {name: numbers.get(value, value) for name, value in VIEWS[view].items()}
        for argument in PAGE_ARGUMENTS:
            try:
                return reverse(f"wagtailadmin_pages:{view}", kwargs={argument: page.pk, **further})
            except NoReverseMatch:
                continue
        raise AssertionError(f"No address for {view}")

    return address


def state_of(page):
    """What an action could have changed, as the database has it now."""
    page = type(page).objects.get(pk=page.pk)
    return (
        page.title,
        page.draft_title,
        page.live,
        page.locked,
        page.path,
        page.latest_revision_id,
        page.workflow_in_progress,
        page.view_restrictions.count(),
    )


def test_the_list_has_every_view_about_a_page():
    assert {pattern.name for pattern in page_urls.urlpatterns} == VIEWS.keys() | OTHER_VIEWS


def refuses(editor, address) -> bool:
    """Whether neither the answer nor the message on the next page tells anything."""
    for method in (editor.get, editor.post):
        answer = method(
            address,
            {"title": "Gekapert", "slug": "gekapert", "action-publish": "1", "position": "0"},
        )
        assert answer.status_code in {302, 403, 404, 405}
        assert answer.status_code != 302 or answer.url in {reverse("wagtailadmin_home"), "/"}
        assert SECRET not in answer.content.decode()
        assert SECRET not in editor.get(reverse("wagtailadmin_home")).content.decode()
    return True


@pytest.mark.parametrize("view", VIEWS)
def test_refuses_a_foreign_page(cast, foreign, address_of, view):
    before = state_of(foreign)

    assert refuses(signed_in(cast.editor_bochum), address_of(view, foreign))
    assert state_of(foreign) == before


@pytest.mark.parametrize("view", VIEWS)
def test_refuses_a_foreign_page_that_is_not_in_review(cast, address_of, view):
    page = make_foreign(cast)
    before = state_of(page)

    assert refuses(signed_in(cast.editor_bochum), address_of(view, page))
    assert state_of(page) == before


@pytest.mark.parametrize("view", ["edit", "history", "revisions_compare", "view_draft", "usage"])
def test_answers_the_citys_own_editor(cast, foreign, address_of, view):
    answer = signed_in(cast.editor_herne).get(address_of(view, foreign))

    assert answer.status_code == 200


def test_a_foreign_page_does_not_move_into_the_own_city(cast, foreign, address_of):
    signed_in(cast.editor_bochum).post(address_of("move_confirm", foreign))

    foreign.refresh_from_db()
    assert foreign.get_parent().pk == cast.herne.pk


def test_the_admins_api_has_no_foreign_page(cast, foreign):
    editor = signed_in(cast.editor_bochum)

    answer = editor.get(reverse("wagtailadmin_api:pages:detail", args=[foreign.pk]))
    everything = editor.get(reverse("wagtailadmin_api:pages:listing"))

    assert answer.status_code == 404
    assert SECRET not in everything.content.decode()
