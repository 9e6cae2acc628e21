"""What the script saves; and that nothing is lost when two write, or a sign-in ends."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from practices.models import GoodPracticePage
from practices.submission import services
from practices.submission.models import Submission
from tests.cast import make_user, signed_in

from .writing import address, autosave, begun, draft, hidden, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(cast) -> Submission:
    return begun(cast.learner)


def base_of(user, submission, slug: str) -> str:
    return hidden(signed_in(user).get(address("step", submission, slug)), "base")


def test_it_says_when_it_saved(cast, submission, time_machine):
    time_machine.move_to("2026-03-02 10:32 +0100", tick=False)

    answer = autosave(cast.learner, submission, "anlass", {"need": "Viele gingen."})

    assert answer.status_code == 200
    assert answer.json()["sentence"] == "Gespeichert um 10:32"
    assert draft(submission).need == "<p>Viele gingen.</p>"


def test_what_it_answers_is_the_next_base(cast, submission):
    base = base_of(cast.learner, submission, "anlass")
    for text in ("Viele", "Viele gingen", "Viele gingen früh."):
        answer = autosave(cast.learner, submission, "anlass", {"need": text}, base=base)
        assert answer.status_code == 200
        base = answer.json()["base"]
    assert draft(submission).need == "<p>Viele gingen früh.</p>"


def test_the_first_words_of_a_title_make_the_draft(cast):
    client = signed_in(cast.learner)
    form = client.get(reverse("submission:new"))
    data = {"key": hidden(form, "key"), "base": hidden(form, "base")}

    answer = client.post(
        reverse("submission:new"), data | {"title": "Tan"}, headers={"X-Autosave": "1"}
    ).json()
    again = client.post(
        answer["address"],
        data | {"title": "Tandem im Amt", "base": answer["base"]},
        headers={"X-Autosave": "1"},
    )

    assert again.status_code == 200
    [page] = GoodPracticePage.objects.all()
    assert (page.draft_title, page.slug) == ("Tandem im Amt", "tandem-im-amt")


def test_what_is_not_valid_stays_in_the_form_with_the_reason(cast, submission):
    answer = autosave(cast.learner, submission, "kontakt", {"contact_email": "vielfalt"})

    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith("Noch nicht gespeichert: E-Mail der Funktion:")
    assert draft(submission).contact_email == ""


# Two at once -------------------------------------------------------------------------------------


def test_of_two_who_answer_one_question_the_second_sees_both(cast, submission):
    base = base_of(cast.learner, submission, "anlass")
    write(cast.editor_bochum, submission, "anlass", {"need": "So sagt es die Redaktion."})

    by_script = autosave(cast.learner, submission, "anlass", {"need": "So ich."}, base=base)
    page = write(cast.learner, submission, "anlass", {"need": "So ich."}, base=base)

    assert (by_script.status_code, page.status_code) == (409, 409)
    assert "hat inzwischen jemand anderes geändert" in by_script.json()["sentence"]
    text = html.unescape(page.content.decode())
    assert "So sagt es die Redaktion." in text
    assert "So ich.</textarea>" in text
    assert "Nichts ist verloren" in text
    assert draft(submission).need == "<p>So sagt es die Redaktion.</p>"

    # Who saves once more, having read both, means it.
    write(cast.learner, submission, "anlass", {"need": "So ich."}, base=hidden(page, "base"))
    assert draft(submission).need == "<p>So ich.</p>"
    contents = [revision.content["need"] for revision in submission.page.revisions.all()]
    assert "<p>So sagt es die Redaktion.</p>" in contents


def test_an_edit_in_the_admin_counts_alike(cast, submission):
    base = base_of(cast.learner, submission, "anlass")
    page = draft(submission)
    page.need = "<p>Im Admin.</p>"
    page.save_revision(user=cast.editor_bochum, clean=False)

    answer = autosave(cast.learner, submission, "anlass", {"need": "Hier."}, base=base)

    assert answer.status_code == 409


def test_different_questions_do_not_disturb_each_other(cast, submission):
    base = base_of(cast.learner, submission, "anlass")
    write(cast.editor_bochum, submission, "ziel", {"aim": "Wer kommt, bleibt."})

    answer = autosave(cast.learner, submission, "anlass", {"need": "Viele gingen."}, base=base)

    assert answer.status_code == 200
    page = draft(submission)
    assert (page.need, page.aim) == ("<p>Viele gingen.</p>", "<p>Wer kommt, bleibt.</p>")


def test_two_who_say_the_same_agree(cast, submission):
    base = base_of(cast.learner, submission, "anlass")
    for _tab in range(2):
        answer = autosave(cast.learner, submission, "anlass", {"need": "Gleich."}, base=base)
        assert answer.status_code == 200


# Signed out meanwhile ----------------------------------------------------------------------------


def test_the_script_hears_that_the_sign_in_has_ended(submission):
    answer = Client().post(
        address("step", submission, "anlass"), {"need": "x"}, headers={"X-Autosave": "1"}
    )
    assert answer.status_code == 401
    assert "Ihr Text steht noch hier" in answer.json()["sentence"]


def left_behind(submission, writer, text="Lange getippt.") -> Client:
    """A browser whose sign-in has ended while its user wrote."""
    client = Client()
    answer = client.post(
        address("step", submission, "anlass"), {"need": text, "writer": writer.pk, "base": "x"}
    )
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    return client


def test_what_was_typed_is_there_after_signing_in_again(cast, submission):
    client = left_behind(submission, cast.learner)
    client.force_login(cast.learner)

    page = client.get(address("step", submission, "anlass"))

    text = page.content.decode()
    assert "Lange getippt.</textarea>" in text
    assert "noch nicht gespeichert" in text
    assert draft(submission).need == ""
    # Once: whoever comes back later sees what is saved.
    assert (
        "Lange getippt." not in client.get(address("step", submission, "anlass")).content.decode()
    )


def test_files_stay_ticked_after_signing_in_again(cast, submission):
    paper = SimpleUploadedFile("liste.txt", b"Eins, zwei, drei.")
    write(cast.learner, submission, "vorlagen", {"file": paper})
    kept = draft(submission).templates.get().document_id
    client = Client()
    step = address("step", submission, "vorlagen")
    client.post(
        step, {"keep": [kept], "summary": "Für morgens", "writer": cast.learner.pk, "base": "x"}
    )
    client.force_login(cast.learner)

    text = client.get(step).content.decode()

    assert re.search(rf'name="keep" value="{kept}"[^>]*checked', text)
    assert "Für morgens" in text


@pytest.mark.parametrize(
    ("slug", "posted"),
    [
        ("kennzahlen", {"form-0-label": "Rückfragen am Schalter"}),
        ("vorlagen", {"title": "Rückfragen am Schalter"}),
    ],
)
def test_rows_and_words_about_files_can_be_copied_too(cast, submission, slug, posted):
    write(cast.learner, submission, "kurzfassung", {"summary": "Kurz gesagt."})
    services.hand_over(submission=submission, user=cast.learner, text="")
    answer = signed_in(cast.learner).post(address("step", submission, slug), posted)
    assert answer.status_code == 403
    assert "Rückfragen am Schalter" in answer.content.decode()


def test_another_person_on_the_same_pc_never_sees_it(cast, submission):
    client = left_behind(submission, cast.learner)
    client.force_login(cast.editor_bochum)

    page = client.get(address("step", submission, "anlass"))

    assert page.status_code == 200
    assert "Lange getippt." not in page.content.decode()


def test_too_much_for_a_session_is_shown_to_be_copied(cast, submission):
    answer = Client().post(
        address("step", submission, "anlass"), {"need": "lang " * 20_000, "writer": cast.learner.pk}
    )
    assert answer.status_code == 401
    assert "lang lang" in answer.content.decode()


def test_a_title_typed_by_who_was_signed_out_is_kept_too(cast):
    client = Client()
    client.post(
        reverse("submission:new"), {"title": "Tandem", "key": "x", "writer": cast.learner.pk}
    )
    client.force_login(cast.learner)
    assert 'value="Tandem"' in client.get(reverse("submission:new")).content.decode()


def test_nobody_fills_the_tree_with_drafts(cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {"submission": "2/h/user"}
    user = make_user("eifrig@bochum.example", cast.bochum)
    client = signed_in(user)
    for number in range(3):
        form = client.get(reverse("submission:new"))
        answer = client.post(
            reverse("submission:new"), {"title": f"Beispiel {number}", "key": hidden(form, "key")}
        )
    assert "viele neue Entwürfe" in answer.content.decode()
    assert Submission.objects.count() == 2
