"""An editor's form saves itself, and then a button is pressed: no conflict of two people."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, expect

from tests.factories import GoodPracticeFactory
from tests.practices.review.people import reviewers, submit

pytestmark = pytest.mark.browser


def is_saving_itself(request: Request) -> bool:
    accepts = request.headers.get("accept", "")
    return (
        request.method == "POST"
        and request.url.endswith("/edit/")
        and "application/json" in accepts
    )


def opened(browsing, practice, user: str) -> Page:
    page = browsing.open(f"/admin/pages/{practice.pk}/edit/", user=user)
    page.wait_for_load_state("networkidle")
    # The form begins to look for changes a moment after it was opened.
    page.wait_for_timeout(2500)
    return page


def test_what_the_form_saved_itself_is_no_other_person_s_version(browsing, cast):
    practice = GoodPracticeFactory(parent=cast.bochum, title="Tandem", live=False)
    practice.save_revision(user=cast.editor_bochum)
    page = opened(browsing, practice, cast.editor_bochum.email)
    with page.expect_response(lambda response: is_saving_itself(response.request)):
        page.locator("#id_summary").fill("Zwölf Tage Arbeit.")
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Entwurf speichern").click()
    expect(page.locator(".messages")).to_contain_text("Tandem", timeout=30_000)
    expect(page.locator(".messages")).not_to_contain_text("inzwischen geändert")
    practice.refresh_from_db()
    assert practice.get_latest_revision_as_object().summary == "Zwölf Tage Arbeit."


def test_a_button_waits_while_the_form_is_saving_itself(browsing, cast):
    people = reviewers(cast)
    practice = GoodPracticeFactory(parent=cast.bochum, title="Tandem", live=False)
    submit(practice, cast.editor_bochum)
    page = opened(browsing, practice, people["herne"].email)
    held, sent = [], []

    def hold(route):
        if is_saving_itself(route.request):
            held.append(route)
        elif route.request.method == "POST":
            sent.append(parse_qs(route.request.post_data))
            route.abort()
        else:
            route.continue_()

    page.route("**/edit/", hold)
    with page.expect_request(is_saving_itself):
        page.locator("#id_summary").fill("Zwölf Tage Arbeit.")
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="Zurückgeben").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Begründung").fill("Was hat es gekostet?")
    with page.expect_response(lambda response: "/collect_action_data/" in response.url):
        dialog.get_by_role("button", name="Zurückgeben").click()
    page.wait_for_timeout(1000)
    assert sent == []
    with page.expect_request(lambda request: request.method == "POST"):
        held[0].fulfill(
            json={
                "success": True,
                "pk": practice.pk,
                "revision_id": 4711,
                "revision_created_at": "2028-03-31T12:00:00Z",
            }
        )
    page.wait_for_timeout(500)
    [form] = sent
    assert form["workflow-action-name"] == ["reject"]
    assert form["loaded_revision_id"] == ["4711"]
