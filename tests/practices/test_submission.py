"""A draft may be incomplete; a submission may not, and hears of everything at once."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from portal.taxonomy.models import (
    ContractGoal,
    CostLevel,
    FieldOfAction,
    PracticeStatus,
    TargetGroup,
    Transferability,
)
from practices.models import GoodPracticePage
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db

STORY = ["need", "aim", "approach", "result", "pitfalls", "lessons", "success_factors"]
REQUIRED = {
    "summary",
    "department",
    "contact_role",
    "contact_email",
    "contact_phone",
    "contract_goals",
    "fields_of_action",
    "target_groups",
    "started",
    "status",
    "need",
    "aim",
    "approach",
    "result",
    "pitfalls",
    "success_factors",
    "effort_days",
    "cost_level",
    "lead_weeks",
    "transferability",
    "evidence_level",
}


def form_data(**changes) -> dict:
    """What the editor's browser sends for an empty practice with a title."""
    data = {
        "title": "Neue Praxis",
        "slug": "neue-praxis",
        "version": "1",
        "body": streamfield([]),
        "easy_body": streamfield([]),
        **{field: rich_text("") for field in STORY},
        **{
            name: inline_formset([])
            for name in ("figures", "templates", "related_modules", "related_practices")
        },
        "comments": inline_formset([]),
        **changes,
    }
    return nested_form_data(data)


def complete(**changes) -> dict:
    return form_data(
        **{
            "summary": "In einem Satz.",
            "department": "Personal",
            "contact_role": "Koordination",
            "contact_email": "vielfalt@bochum.example",
            "contact_phone": "0221 4710-100",
            "started": "01.03.2024",
            "status": PracticeStatus.objects.first().pk,
            **{field: rich_text("<p>Text</p>") for field in STORY},
            "effort_days": "10",
            "cost_level": CostLevel.objects.first().pk,
            "lead_weeks": "4",
            "transferability": Transferability.objects.first().pk,
            "evidence_level": "1",
        }
        | changes
    ) | {
        # Lists are several values of one field here, and no nested forms.
        "contract_goals": [ContractGoal.objects.first().pk],
        "fields_of_action": [FieldOfAction.objects.first().pk],
        "target_groups": [TargetGroup.objects.first().pk],
    }


@pytest.fixture
def post(cast):
    """Sends the create form as the editor in Bochum."""
    address = reverse(
        "wagtailadmin_pages:add", args=["practices", "goodpracticepage", cast.bochum.pk]
    )
    return lambda data: signed_in(cast.editor_bochum).post(address, data)


def test_a_draft_needs_only_its_title(post):
    post(form_data())

    page = GoodPracticePage.objects.get()
    assert not page.live
    assert page.latest_revision


def test_a_submission_hears_of_everything_at_once(post):
    answer = post(form_data() | {"action-submit": "1"})

    assert set(answer.context["form"].errors) == {*REQUIRED, "__all__"}
    # The list above the form follows this order, and begins with what it is.
    assert next(iter(answer.context["form"].errors)) == "__all__"
    assert "Kurzfassung: Dieses Feld muss ausgefüllt werden." in answer.content.decode()
    assert not GoodPracticePage.objects.exists()


def test_a_complete_entry_is_submitted_to_the_projektgruppe(post):
    post(complete() | {"action-submit": "1"})
    page = GoodPracticePage.objects.get()
    assert page.current_workflow_task.name == "Projektgruppe prüft"
    assert not page.live


def test_an_end_before_the_beginning_is_explained(post):
    answer = post(complete(started="01.03.2024", ended="01.03.2023"))

    assert answer.context["form"].errors["ended"] == ["Das Ende liegt vor dem Beginn."]


def test_nobody_types_evidence_level_four(post):
    answer = post(complete(evidence_level="4") | {"action-submit": "1"})

    assert "evidence_level" in answer.context["form"].errors


@pytest.mark.parametrize("length", [101, 255])
def test_a_long_title_is_refused_with_its_length(cast, length):
    page = GoodPracticeFactory.build(title="x" * length)

    with pytest.raises(ValidationError, match=f"{length} Zeichen"):
        page.clean()


def test_code_cannot_publish_what_is_incomplete(cast):
    page = GoodPracticeFactory(parent=cast.bochum, live=False, fields=[], summary="")

    assert set(page.missing_for_submission()) == {"fields_of_action", "summary"}
    with pytest.raises(ValidationError):
        page.save_revision().publish()
    page.refresh_from_db()
    assert not page.live


def test_the_next_review_follows_from_the_last(cast):
    page = GoodPracticeFactory(parent=cast.bochum, reviewed_on=datetime.date(2024, 2, 29))

    assert page.review_due == datetime.date(2025, 2, 28)


def test_only_the_review_notes_that_it_has_taken_place(cast, post):
    address = reverse(
        "wagtailadmin_pages:add", args=["practices", "goodpracticepage", cast.bochum.pk]
    )

    def offered(user):
        return set(signed_in(user).get(address).context["form"].fields)

    review = {"reviewed_by", "reviewed_on", "review_due", "version"}
    assert not review & offered(cast.editor_bochum)
    assert review <= offered(cast.reviewer)
    post(complete(reviewed_on="01.03.2026", reviewed_by="Wir selbst"))
    assert GoodPracticePage.objects.get().reviewed_on is None
