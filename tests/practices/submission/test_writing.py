"""One question a page: what is answered is in the draft, and the draft is below the city."""

import datetime

import pytest
from django.urls import reverse
from wagtail.models import Revision

from portal.taxonomy.models import (
    ContractGoal,
    CostLevel,
    FieldOfAction,
    PracticeStatus,
    TargetGroup,
    Transferability,
)
from practices.models import GoodPracticePage
from practices.submission.models import Submission
from practices.submission.steps import STEPS
from tests.cast import make_user, signed_in

from .writing import address, begun, draft, hidden, write

pytestmark = pytest.mark.django_db


def answers() -> dict[str, dict]:
    """An answer to every question that the review needs, slug → what the browser sends."""
    return {
        "kurzfassung": {"summary": "Wer neu ist, bekommt ein Gegenüber."},
        "kontakt": {
            "department": "Fachbereich Personal",
            "contact_role": "Koordination Einarbeitung",
            "contact_email": "einarbeitung@bochum.example",
            "contact_phone": "0221 4710-100",
        },
        "ziele": {"contract_goals": [ContractGoal.objects.first().pk]},
        "handlungsfelder": {
            "fields_of_action": [FieldOfAction.objects.first().pk],
            "tags": "Patenprogramm, Einarbeitung",
        },
        "zielgruppen": {"target_groups": [TargetGroup.objects.first().pk]},
        "stand": {"status": PracticeStatus.objects.first().pk, "started": "2025-03-01"},
        "anlass": {"need": "Viele gingen früh.\r\n\r\n- im ersten Jahr\r\n- ohne Gespräch"},
        "ziel": {"aim": "Wer kommt, bleibt."},
        "vorgehen": {"approach": "Wir haben Tandems gebildet."},
        "ergebnis": {"result": "Weniger Kündigungen & mehr Lob."},
        "stolpersteine": {"pitfalls": "Zeit.", "lessons": "Früher fragen."},
        "bedingungen": {"success_factors": "Rückhalt.", "staff_council_involved": "on"},
        "aufwand": {
            "effort_days": "12",
            "lead_weeks": "6",
            "cost_level": CostLevel.objects.first().pk,
        },
        "uebertragen": {"transferability": Transferability.objects.first().pk},
    }


def test_the_first_answer_makes_a_draft_below_the_city(cast):
    submission = begun(cast.learner, "Tandem für den ersten Monat")

    page = submission.page
    assert page.title == "Tandem für den ersten Monat"
    assert page.slug == "tandem-fuer-den-ersten-monat"
    assert page.get_parent().specific == cast.bochum
    assert (page.live, page.owner) == (False, cast.learner)
    assert page.latest_revision.user == cast.learner


def test_a_form_that_is_sent_twice_makes_one_draft(cast):
    client = signed_in(cast.learner)
    form = client.get(reverse("submission:new"))
    data = {"title": "Tandem", "key": hidden(form, "key"), "base": hidden(form, "base")}

    client.post(reverse("submission:new"), data)
    client.post(reverse("submission:new"), data | {"title": "Tandem im Amt"})

    assert [page.draft_title for page in GoodPracticePage.objects.all()] == ["Tandem im Amt"]


def test_nothing_is_made_without_a_title(cast):
    client = signed_in(cast.learner)
    form = client.get(reverse("submission:new"))

    answer = client.post(reverse("submission:new"), {"title": " ", "key": hidden(form, "key")})

    assert "Bitte geben Sie dem Beispiel einen Titel." in answer.content.decode()
    assert not GoodPracticePage.objects.exists()


def test_all_answers_together_are_what_the_review_needs(cast):
    submission = begun(cast.learner)
    for slug, sent in answers().items():
        answer = write(cast.learner, submission, slug, sent)
        assert answer.status_code == 302, (slug, answer.context["form"].errors)

    page = draft(submission)
    assert set(page.missing_for_submission()) == {"evidence_level"}
    assert page.need == (
        "<p>Viele gingen früh.</p><ul><li>im ersten Jahr</li><li>ohne Gespräch</li></ul>"
    )
    assert page.result == "<p>Weniger Kündigungen &amp; mehr Lob.</p>"
    assert page.started == datetime.date(2025, 3, 1)
    assert {tag.name for tag in page.tags.all()} == {"Patenprogramm", "Einarbeitung"}
    assert (page.staff_council_involved, page.data_protection_checked) == (True, False)
    # A reader's form shows the text as it was typed.
    shown = signed_in(cast.learner).get(address("step", submission, "anlass"))
    assert "Viele gingen früh.\n\n- im ersten Jahr\n- ohne Gespräch" in shown.content.decode()


@pytest.mark.parametrize("step", STEPS[1:], ids=lambda step: step.slug)
def test_every_answer_may_be_left_empty(cast, step):
    submission = begun(cast.learner)

    form = signed_in(cast.learner).get(address("step", submission, step.slug))
    rows = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"} if step.has_rows else {}
    answer = write(cast.learner, submission, step.slug, rows)

    assert form.status_code == 200
    assert answer.status_code == 302


def test_figures_are_rows_and_empty_rows_are_none(cast):
    submission = begun(cast.learner)
    row = {"label": "Tandems", "value": "14", "unit": "", "period": "2025", "source": "Akten"}
    rows = {f"form-0-{name}": value for name, value in row.items()}
    count = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}

    write(cast.learner, submission, "kennzahlen", rows | count)
    incomplete = write(cast.learner, submission, "kennzahlen", {"form-0-label": "x"} | count)

    [figure] = draft(submission).figures.all()
    assert (figure.label, figure.value, figure.period) == ("Tandems", "14", "2025")
    assert incomplete.status_code == 200
    assert "In einer Zeile fehlt noch etwas." in incomplete.content.decode()
    shown = signed_in(cast.learner).get(address("step", submission, "kennzahlen"))
    assert 'value="Tandems"' in shown.content.decode()

    write(cast.learner, submission, "kennzahlen", count)
    assert not draft(submission).figures.exists()


@pytest.mark.parametrize(
    ("slug", "sent", "sentence"),
    [
        ("titel", {"title": "x" * 101}, "höchstens 100"),
        ("kurzfassung", {"summary": "x" * 301}, "höchstens 300"),
        ("anlass", {"need": "x" * 4001}, "höchstens 4000"),
        ("kontakt", {"contact_email": "vielfalt"}, "gültige E-Mail"),
        ("aufwand", {"effort_days": "10001"}, "10000"),
        ("stand", {"started": "2025-03-01", "ended": "2024-03-01"}, "Ende liegt vor dem Beginn"),
    ],
)
def test_the_model_s_own_rules_hold(cast, slug, sent, sentence):
    submission = begun(cast.learner)
    before = Revision.objects.count()

    answer = write(cast.learner, submission, slug, sent)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Revision.objects.count() == before


def test_the_address_follows_the_title_and_stays_apart_from_others(cast):
    first, second = begun(cast.learner, "Tandem"), begun(cast.learner, "Tandem")
    assert [first.page.slug, second.page.slug] == ["tandem", "tandem-2"]

    write(cast.learner, second, "titel", {"title": "Tandem im Amt"})

    page = draft(second)
    assert (page.slug, page.title) == ("tandem-im-amt", "Tandem im Amt")
    row = GoodPracticePage.objects.get(pk=page.pk)
    assert (row.slug, row.draft_title, row.url_path) == (page.slug, page.title, page.url_path)


def test_a_sitting_leaves_one_revision(cast, time_machine):
    time_machine.move_to("2026-03-02 10:00", tick=False)
    submission = begun(cast.learner)
    for minutes, text in (("05", "Zu wenig Leute."), ("25", "Zu wenig Leute blieben.")):
        time_machine.move_to(f"2026-03-02 10:{minutes}", tick=False)
        write(cast.learner, submission, "anlass", {"need": text})
    assert submission.page.revisions.count() == 1

    time_machine.move_to("2026-03-03 10:00", tick=False)
    write(cast.learner, submission, "anlass", {"need": "Nach einer Nacht."})

    assert submission.page.revisions.count() == 2


def test_what_an_editor_has_formatted_stays_while_its_words_stay(cast):
    submission = begun(cast.learner)
    page = draft(submission)
    page.need = '<p data-block-key="a">Viele <b>gingen</b>.</p>'
    page.save_revision(user=cast.editor_bochum, clean=False)

    form = signed_in(cast.learner).get(address("step", submission, "anlass"))
    write(cast.learner, submission, "anlass", {"need": "Viele gingen."})

    assert "gehen sie verloren" in form.content.decode()
    assert draft(submission).need == '<p data-block-key="a">Viele <b>gingen</b>.</p>'

    write(cast.learner, submission, "anlass", {"need": "Viele blieben."})
    assert draft(submission).need == "<p>Viele blieben.</p>"


def test_the_buttons_lead_on_back_and_to_the_overview(cast):
    submission = begun(cast.learner)
    for where, target in {
        "weiter": address("step", submission, "kontakt"),
        "zurueck": address("step", submission, "titel"),
        "spaeter": address("overview", submission),
    }.items():
        answer = write(cast.learner, submission, "kurzfassung", {"summary": where, "weiter": where})
        assert answer.url == target
        assert draft(submission).summary == where
    last = write(cast.learner, submission, "vorlagen", {"weiter": "weiter"})
    assert last.url == address("overview", submission)


def test_the_overview_links_what_is_missing_to_its_question(cast):
    submission = begun(cast.learner)
    write(cast.learner, submission, "kurzfassung", {"summary": "In einem Satz."})

    answer = signed_in(cast.learner).get(address("overview", submission))

    overview = answer.context["overview"]
    missing = {state.step.slug for state in overview.missing}
    assert {"kontakt", "ziele", "anlass", "aufwand", "uebertragen"} <= missing
    assert not {"titel", "kurzfassung", "kennzahlen", "bild", "vorlagen"} & missing
    assert not overview.others
    assert f'href="{address("step", submission, "aufwand")}"' in answer.content.decode()


def test_the_preview_is_the_page_as_visitors_will_see_it(cast):
    submission = begun(cast.learner)
    write(cast.learner, submission, "anlass", {"need": "Viele gingen früh."})

    answer = signed_in(cast.learner).get(address("preview", submission))

    assert "practices/practice.html" in [template.name for template in answer.templates]
    html = answer.content.decode()
    assert "Viele gingen früh." in html
    assert "draft-banner" in html
    assert address("overview", submission) in html


def test_one_s_drafts_stand_at_the_start(cast):
    submission = begun(cast.learner, "Tandem")
    page = signed_in(cast.learner).get(reverse("submission:start")).content.decode()
    assert "Tandem" in page
    assert address("overview", submission) in page


def test_who_has_no_city_hears_whom_to_ask(cast):
    nobody = make_user("neu@portal.example", None)

    page = signed_in(nobody).get(reverse("submission:start")).content.decode()

    assert "von der Administration eintragen" in page
    assert signed_in(nobody).get(reverse("submission:new")).url == reverse("submission:start")
    assert not Submission.objects.exists()
