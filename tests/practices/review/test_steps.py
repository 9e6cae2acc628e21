"""Submitted, looked at by the Projektgruppe, confirmed by another city, public."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, TaskState

from practices.review.models import Review
from practices.review.services import ReviewRefusedError
from tests.cast import signed_in

from .people import act, approval, post_action, submit

pytestmark = pytest.mark.django_db


def test_it_takes_both_steps_to_be_public(practice, people):
    act(practice, people["bochum"])
    practice.refresh_from_db()
    assert not practice.live
    assert practice.current_workflow_task.name == "Zweitprüfung durch eine andere Stadt"

    act(practice, people["herne"])
    practice.refresh_from_db()
    assert practice.live
    assert practice.current_workflow_state is None


def test_what_the_review_found_stands_on_the_page(practice, people, time_machine):
    time_machine.move_to(datetime.datetime(2027, 2, 3, 12, tzinfo=datetime.UTC), tick=False)
    act(practice, people["bochum"])
    act(practice, people["herne"], data=approval(evidence_level="", evidence_reason=""))

    practice.refresh_from_db()
    assert practice.reviewed_by == "Projektgruppe, Zweitprüfung: Herne"
    assert practice.reviewed_on == datetime.date(2027, 2, 3)
    assert practice.review_due == datetime.date(2028, 2, 3)
    assert (practice.evidence_level, practice.evidence_reason) == (2, "Mit Zahlen belegt.")


def test_each_further_review_makes_the_next_version(cast, practice, people):
    def version_after_review(**changes) -> int:
        for name, value in changes.items():
            setattr(practice, name, value)
        if not practice.current_workflow_state:
            submit(practice, cast.editor_bochum)
        act(practice, people["bochum"])
        act(practice, people["herne"])
        practice.refresh_from_db()
        return practice.version

    assert version_after_review() == 1
    assert version_after_review(title="Tandem für alle") == 2
    assert version_after_review(version=7) == 7
    assert version_after_review(version=3) == 8


def test_the_second_review_may_correct_the_level(practice, people):
    act(practice, people["bochum"])
    act(practice, people["herne"], data=approval(evidence_level=0, evidence_reason="Ein Bericht."))

    practice.refresh_from_db()
    assert (practice.evidence_level, practice.evidence_reason) == (0, "Ein Bericht.")


def test_the_second_review_reads_what_the_first_one_found(practice, people):
    def dialog(user, action="approve") -> str:
        state = practice.current_workflow_task_state
        address = reverse(
            "wagtailadmin_pages:workflow_action", args=[practice.pk, action, state.pk]
        )
        return signed_in(user).get(address).json()["html"]

    assert "Erste Prüfung" not in dialog(people["bochum"])
    act(
        practice,
        people["bochum"],
        data=approval(check_need="nein", note_need="Wen <b> betraf es?", comment="Sonst gut."),
    )
    practice.refresh_from_db()

    told = dialog(people["herne"])
    for words in (
        "Erste Prüfung",
        "mit Kennzahlen",
        "Mit Zahlen belegt.",
        "Bedarf: nein (Wen &lt;b&gt; betraf es?)",
        "Sonst gut.",
    ):
        assert words in told, words
    assert "Erste Prüfung" not in dialog(people["herne"], "reject")


def test_what_was_checked_is_kept_with_the_step(practice, people):
    data = approval(check_participation="nein", note_participation="Personalrat fehlt.")
    act(practice, people["bochum"], data=data)

    review = Review.objects.get()
    assert review.task_state.task.name == "Projektgruppe prüft"
    assert review.checks["participation"] == {"answer": "nein", "note": "Personalrat fehlt."}
    assert review.checks["need"]["answer"] == "ja"
    assert (review.reviewer, review.reviewer_city) == (people["bochum"], people["bochum"].home_city)


def test_every_step_is_in_the_history_with_who_and_when(cast, practice, people):
    act(practice, people["bochum"], "reject", {"comment": "Das Ergebnis fehlt."})
    practice.current_workflow_state.resume(user=cast.editor_bochum)
    act(practice, people["bochum"])
    act(practice, people["herne"])

    entries = PageLogEntry.objects.filter(
        page=practice.pk, action__startswith="wagtail.workflow."
    ).order_by("timestamp", "pk")
    assert [(entry.action.rpartition(".")[2], entry.user) for entry in entries] == [
        ("start", cast.editor_bochum),
        ("reject", people["bochum"]),
        ("resume", cast.editor_bochum),
        ("approve", people["bochum"]),
        ("approve", people["herne"]),
    ]
    comments = [entry.data.get("comment", "") for entry in entries]
    assert comments[1] == "Das Ergebnis fehlt."
    assert comments[4].startswith("Bedarf: ja; Beteiligung: ja;")
    assert all(entry.timestamp for entry in entries)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"check_need": ""}, "Bedarf: Bitte antworten Sie mit ja oder nein."),
        ({"check_need": "nein"}, "Bitte schreiben Sie, was fehlt."),
        (
            {"check_privacy": "nein", "note_privacy": "Ein Name im Bild."},
            "So kann der Eintrag nicht veröffentlicht werden.",
        ),
        ({"evidence_level": "4"}, "Evidenzstufe"),
        ({"evidence_reason": ""}, "Begründung der Evidenzstufe"),
    ],
)
def test_an_approval_answers_the_whole_list(practice, people, changes, sentence):
    with pytest.raises(ReviewRefusedError) as refused:
        act(practice, people["bochum"], data=approval(**changes))

    assert sentence in refused.value.sentence()
    assert practice.current_workflow_task.name == "Projektgruppe prüft"
    assert not Review.objects.exists()


def test_a_changed_level_wants_its_reason(practice, people):
    act(practice, people["bochum"])

    with pytest.raises(ReviewRefusedError, match="begründen"):
        act(practice, people["herne"], data=approval(evidence_level=3, evidence_reason=""))


def test_sending_back_wants_reasons(practice, people):
    answer = post_action(practice, people["bochum"], "reject", {"comment": " "})
    assert practice.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS
    assert answer.status_code == 200

    post_action(practice, people["bochum"], "reject", {"comment": "Das Ergebnis fehlt."})
    assert practice.current_workflow_state.status == "needs_changes"


def test_who_reviews_finds_the_answers_before_all_other_actions(practice, people):
    shown = signed_in(people["bochum"]).get(reverse("wagtailadmin_pages:edit", args=[practice.pk]))
    menu = shown.context["action_menu"]
    names = [item.name for item in (menu.default_item, *menu.menu_items)]
    assert names[:3] == ["approve", "reject", "action-save-draft"]


def test_a_request_without_the_form_is_no_way_around_it(practice, people):
    with pytest.raises(ReviewRefusedError):
        act(practice, people["bochum"], data={"comment": "Passt schon."})

    assert practice.current_workflow_task.name == "Projektgruppe prüft"


def test_of_two_reviewers_at_once_the_second_hears_of_the_first(practice, people):
    seen_by_both = practice.current_workflow_task_state
    task = seen_by_both.task.specific
    task.on_action(seen_by_both, people["bochum"], "approve", **approval())

    with pytest.raises(ReviewRefusedError, match="inzwischen erledigt"):
        task.on_action(seen_by_both, people["herne"], "approve", **approval())
    assert Review.objects.count() == 1
