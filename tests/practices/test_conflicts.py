"""Two people on one entry: nothing is lost, and each gets a sentence that says what to do."""

import json

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import TaskState

from tests.cast import make_user, signed_in
from tests.factories import GoodPracticeFactory
from tests.practices.review.people import act, approval, reviewers, submit
from tests.practices.test_submission import complete

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    page = GoodPracticeFactory(
        parent=cast.bochum, live=False, first_published_at=None, title="Tandem", slug="tandem"
    )
    page.save_revision(user=cast.editor_bochum)
    page.refresh_from_db()
    return page


@pytest.fixture
def colleague(cast):
    """Another editor of Bochum."""
    groups = cast.editor_bochum.groups.values_list("name", flat=True)
    return make_user("vertretung@bochum.example", cast.bochum, *groups)


def opened(page) -> dict[str, str]:
    """What the form remembers of the version with which it was opened."""
    revision = page.get_latest_revision()
    return {
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }


def save(user, page, loaded, **changes):
    fields = complete(slug=page.slug, **changes) | loaded
    return signed_in(user).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)


def titles(page) -> list[str]:
    return [revision.content["title"] for revision in page.revisions.order_by("created_at", "pk")]


def said(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_the_form_carries_the_version_it_shows(cast, draft):
    answer = signed_in(cast.editor_bochum).get(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    for name, value in opened(draft).items():
        assert f'name="{name}" value="{value}"' in answer.content.decode()


def test_the_second_save_does_not_write_over_the_first(cast, draft, colleague):
    loaded = opened(draft)
    assert save(colleague, draft, loaded, title="Erste Fassung").status_code == 302

    answer = save(cast.editor_bochum, draft, loaded, title="Zweite Fassung")

    text = answer.content.decode()
    assert answer.status_code == 200
    assert titles(draft) == ["Tandem", "Erste Fassung"]
    assert "Erste Fassung“ wurde inzwischen geändert: vertretung@bochum.example" in text
    assert "Ihr Text steht noch im Formular" in text
    assert 'value="Zweite Fassung"' in text
    assert reverse("wagtailadmin_pages:history", args=[draft.pk]) in text


def test_who_saves_again_is_taken_at_their_word_and_both_texts_stay(cast, draft, colleague):
    loaded = opened(draft)
    save(colleague, draft, loaded, title="Erste Fassung")
    save(cast.editor_bochum, draft, loaded, title="Zweite Fassung")
    draft.refresh_from_db()

    answer = save(cast.editor_bochum, draft, opened(draft), title="Zweite Fassung")

    assert answer.status_code == 302
    assert titles(draft) == ["Tandem", "Erste Fassung", "Zweite Fassung"]


@pytest.mark.parametrize("action", ["action-submit", "action-publish"])
def test_neither_submits_nor_publishes_what_it_has_not_read(cast, draft, colleague, action):
    loaded = opened(draft)
    save(colleague, draft, loaded, title="Erste Fassung")

    save(cast.administrator, draft, loaded, title="Zweite Fassung", **{action: "1"})

    draft.refresh_from_db()
    assert titles(draft) == ["Tandem", "Erste Fassung"]
    assert not draft.live
    assert not draft.workflow_in_progress


def test_what_the_browser_had_saved_by_itself_is_no_excuse(cast, draft, colleague):
    save(cast.editor_bochum, draft, opened(draft), title="Von selbst gespeichert")
    draft.refresh_from_db()
    own = opened(draft)
    save(colleague, draft, own, title="Vertretung")

    answer = save(
        cast.editor_bochum,
        draft,
        own | {"overwrite_revision_id": own["loaded_revision_id"]},
        title="Zweite Fassung",
    )

    assert answer.status_code == 200
    assert titles(draft) == ["Tandem", "Von selbst gespeichert", "Vertretung"]


def test_saving_by_itself_is_refused_in_german(cast, draft, colleague):
    loaded = opened(draft)
    save(colleague, draft, loaded, title="Erste Fassung")

    answer = signed_in(cast.editor_bochum).post(
        reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        complete(title="Zweite Fassung", slug=draft.slug) | loaded,
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 400
    assert answer.json()["error_message"] == (
        "Beim Speichern wird eine neuere Version überschrieben."
    )
    assert titles(draft) == ["Tandem", "Erste Fassung"]


def test_the_author_who_writes_on_while_it_is_reviewed_reads_why_it_is_not_saved(
    cast, draft, colleague
):
    loaded = opened(draft)
    submit(draft, colleague)

    answer = save(cast.editor_bochum, draft, loaded, title="Noch ein Gedanke")

    text = answer.content.decode()
    assert "gesperrt" in text
    assert "Projektgruppe prüft" in text
    assert 'value="Noch ein Gedanke"' in text
    assert titles(draft) == ["Tandem", "Tandem"]


def test_what_is_published_is_what_was_reviewed_and_the_authors_text_stays_a_draft(
    cast, draft, colleague
):
    people = reviewers(cast)
    submit(draft, colleague)
    loaded = opened(draft)
    act(draft, people["none"])
    act(draft, people["herne"])
    draft.refresh_from_db()

    first = save(cast.editor_bochum, draft, loaded, title="Noch ein Gedanke")
    assert "Ihr Text steht noch im Formular" in first.content.decode()
    draft.refresh_from_db()
    save(cast.editor_bochum, draft, opened(draft), title="Noch ein Gedanke")

    draft.refresh_from_db()
    assert (draft.live, draft.title) == (True, "Tandem")
    assert draft.has_unpublished_changes
    assert draft.get_latest_revision().content["title"] == "Noch ein Gedanke"


@pytest.fixture
def in_review(cast, draft):
    submit(draft, cast.editor_bochum)
    draft.refresh_from_db()
    return draft


def dialog(client, page, name="workflow_action"):
    state = page.current_workflow_task_state
    address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk, "approve", state.pk])
    return address, client.get(address)


@pytest.mark.parametrize("is_script", [True, False])
def test_a_review_counts_for_the_version_that_was_read(cast, in_review, is_script):
    people = reviewers(cast)
    reviewer = signed_in(people["none"])
    address, shown = dialog(reviewer, in_review)
    read = in_review.latest_revision_id
    assert "read_revision" in json.loads(shown.content)["html"]
    in_review.title = "Geändert"
    in_review.save_revision(user=people["bochum"])
    headers = {"x-requested-with": "XMLHttpRequest"} if is_script else {}

    answer = reviewer.post(address, approval() | {"read_revision": read}, headers=headers)

    state = in_review.current_workflow_task_state
    assert state.status == TaskState.STATUS_IN_PROGRESS
    assert "seit Sie den Eintrag gelesen haben" in said(answer)
    where = json.loads(answer.content)["redirect"] if is_script else answer.url
    assert where == reverse("wagtailadmin_pages:edit", args=[in_review.pk])
    assert (
        "read_revision"
        not in json.loads(dialog(reviewer, in_review, "collect_workflow_action_data")[1].content)[
            "html"
        ]
    )


def test_a_review_of_the_latest_version_is_taken(cast, in_review):
    reviewer = signed_in(reviewers(cast)["none"])
    address, _shown = dialog(reviewer, in_review)
    state = in_review.current_workflow_task_state

    reviewer.post(address, approval() | {"read_revision": in_review.latest_revision_id})

    state.refresh_from_db()
    assert state.status == TaskState.STATUS_APPROVED


def test_the_editor_does_not_approve_what_has_changed_meanwhile(cast, in_review):
    people = reviewers(cast)
    loaded = opened(in_review)
    in_review.title = "Geändert"
    in_review.save_revision(user=people["bochum"])

    answer = save(
        people["none"],
        in_review,
        loaded,
        title="Tandem",
        **{
            "action-workflow-action": "1",
            "workflow-action-name": "approve",
            "workflow-action-extra-data": json.dumps(approval()),
        },
    )

    assert "wurde inzwischen geändert" in answer.content.decode()
    assert in_review.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS
