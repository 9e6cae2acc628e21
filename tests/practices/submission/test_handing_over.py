"""From the author to the Redaktion and back: who writes when, and who hears of it, once."""

import re
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse

from practices.submission import mails, services
from practices.submission.models import Notice, State, Submission
from practices.submission.selectors import waiting_for
from tests.cast import signed_in

from .writing import address, begun, draft, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(cast) -> Submission:
    made = begun(cast.learner, "Tandem")
    write(cast.learner, made, "kurzfassung", {"summary": "Ein Gegenüber für Neue."})
    return made


def handed_over(cast, submission, commits, text="Der Personalrat weiß Bescheid.") -> Submission:
    with commits(execute=True):
        answer = signed_in(cast.learner).post(address("hand_over", submission), {"text": text})
    assert answer.status_code == 302
    return Submission.objects.get(pk=submission.pk)


def test_the_redaktion_is_told_what_there_is_and_what_is_missing(
    cast, submission, mailoutbox, django_capture_on_commit_callbacks
):
    after = handed_over(cast, submission, django_capture_on_commit_callbacks)

    assert after.state == State.HANDED_OVER
    [mail] = mailoutbox
    assert mail.to == [cast.editor_bochum.email]
    assert mail.subject == "Neuer Entwurf: Tandem"
    for text in (
        cast.learner.email,
        "Ein Gegenüber für Neue.",
        "Der Personalrat weiß Bescheid.",
        "- Aufwand",
        f"/admin/pages/{submission.page_id}/edit/",
        address("overview", submission),
    ):
        assert text in mail.body
    assert "Titel" not in mail.body


def test_the_message_stays_in_the_form_where_something_is_missing(cast):
    bare = begun(cast.learner, "Ohne Kurzfassung")
    answer = signed_in(cast.learner).post(
        address("hand_over", bare), {"text": "Der Personalrat weiß Bescheid."}
    )
    assert answer.status_code == 200
    assert "Der Personalrat weiß Bescheid.</textarea>" in answer.content.decode()
    assert Submission.objects.get(pk=bare.pk).state != State.HANDED_OVER


def test_what_is_in_review_waits_for_nobody_here(cast, submission):
    services.hand_over(submission=submission, user=cast.learner, text="")
    assert list(waiting_for(cast.editor_bochum)) == [submission]
    page = submission.page.specific
    page.get_workflow().start(page, cast.editor_bochum)
    assert list(waiting_for(cast.editor_bochum)) == []


def test_handed_over_twice_a_mail_goes_out_once(
    cast, submission, mailoutbox, django_capture_on_commit_callbacks
):
    handed_over(cast, submission, django_capture_on_commit_callbacks)
    handed_over(cast, submission, django_capture_on_commit_callbacks)
    mails.send_notices()
    assert len(mailoutbox) == 1


def test_what_the_mail_server_does_not_take_goes_out_with_the_timer_s_next_run(
    cast, submission, mailoutbox, settings, django_capture_on_commit_callbacks
):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1

    after = handed_over(cast, submission, django_capture_on_commit_callbacks)
    assert (after.state, mailoutbox) == (State.HANDED_OVER, [])
    assert Notice.objects.get().sent_at is None

    settings.EMAIL_BACKEND = working
    for _run in range(2):
        call_command("send_reminders", stdout=StringIO())
    assert len(mailoutbox) == 1


def test_without_a_summary_nobody_knows_what_it_is_about(cast):
    bare = begun(cast.learner)

    with pytest.raises(ValidationError, match="Kurzfassung fehlt noch"):
        services.hand_over(submission=bare, user=cast.learner)
    answer = signed_in(cast.learner).post(address("hand_over", bare), {"text": ""}, follow=True)

    assert "Die Kurzfassung fehlt noch." in answer.content.decode()
    assert Submission.objects.get().state == State.WRITING


def test_the_author_reads_on_and_writes_no_more(cast, submission):
    services.hand_over(submission=submission, user=cast.learner)
    client = signed_in(cast.learner)

    page = client.get(address("overview", submission)).content.decode()
    assert "Sie können ihn lesen" in page
    assert address("step", submission, "anlass") not in page
    assert client.get(address("step", submission, "anlass")).url == address("overview", submission)

    answer = write(cast.learner, submission, "anlass", {"need": "Zu spät getippt."}, base="x")
    assert answer.status_code == 403
    # Nothing that was typed is lost: it can be copied.
    assert "Zu spät getippt." in answer.content.decode()
    assert draft(submission).need == ""


def test_the_redaktion_sends_it_back_with_what_is_missing(
    cast, submission, mailoutbox, django_capture_on_commit_callbacks
):
    handed_over(cast, submission, django_capture_on_commit_callbacks)
    client = signed_in(cast.editor_bochum)

    empty = client.post(address("send_back", submission), {"text": " "})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("send_back", submission), {"text": "Was hat es gekostet?"})

    assert "Bitte schreiben Sie, was zu ergänzen ist." in empty.content.decode()
    mail = mailoutbox[-1]
    assert mail.to == [cast.learner.email]
    assert "Was hat es gekostet?" in mail.body
    page = signed_in(cast.learner).get(address("step", submission, "aufwand")).content.decode()
    assert "Was hat es gekostet?" in page
    write(cast.learner, submission, "aufwand", {"effort_days": "3"})
    assert draft(submission).effort_days == 3
    # And back again, as often as it takes.
    handed_over(cast, submission, django_capture_on_commit_callbacks)
    assert len(mailoutbox) == 3


def test_only_what_was_handed_over_is_sent_back(cast, submission):
    with pytest.raises(ValidationError, match="liegt nicht bei der Redaktion"):
        services.send_back(submission=submission, user=cast.editor_bochum, text="Mehr.")


def test_what_is_reviewed_or_public_is_changed_by_nobody_here(cast, submission):
    services.hand_over(submission=submission, user=cast.learner)
    page = draft(submission)
    page.get_workflow().start(page, cast.editor_bochum)
    for user in (cast.learner, cast.editor_bochum, cast.administrator):
        answer = write(user, submission, "anlass", {"need": "Neu."}, base="x")
        assert (answer.status_code, "wird gerade geprüft" in answer.content.decode()) == (403, True)
    returned = signed_in(cast.editor_bochum).post(
        address("send_back", submission), {"text": "Bitte mehr."}
    )
    assert returned.status_code == 403
    assert "wird gerade geprüft" in returned.content.decode()
    assert "Bitte mehr." in returned.content.decode()
    with pytest.raises(PermissionDenied, match="wird gerade geprüft"):
        services.send_back(submission=submission, user=cast.editor_bochum, text="Mehr.")

    type(submission.page).objects.filter(pk=submission.page_id).update(live=True)
    answer = write(cast.learner, submission, "anlass", {"need": "Neu."}, base="x")
    assert "ist veröffentlicht" in answer.content.decode()
    assert draft(submission).need == ""


def test_an_account_that_is_gone_leaves_its_draft_to_the_redaktion(cast, submission, mailoutbox):
    services.hand_over(submission=submission, user=cast.learner)
    cast.learner.delete()

    mails.send_notices()

    [mail] = mailoutbox
    assert "ist ein Praxisbeispiel geschrieben" in mail.body
    fresh = Submission.objects.get(pk=submission.pk)
    with pytest.raises(ValidationError, match="gibt es nicht mehr"):
        services.send_back(submission=fresh, user=cast.editor_bochum, text="Mehr.")
    write(cast.editor_bochum, fresh, "anlass", {"need": "Von der Redaktion."})
    assert draft(fresh).need == "<p>Von der Redaktion.</p>"


def test_every_step_is_in_the_history(cast, submission):
    services.hand_over(submission=submission, user=cast.learner)
    services.send_back(submission=submission, user=cast.editor_bochum, text="Mehr.")

    history = signed_in(cast.editor_bochum).get(
        reverse("wagtailadmin_pages:history", args=[submission.page_id])
    )

    text = re.sub(r"\s+", " ", history.content.decode())
    for label in (
        "Schritt für Schritt begonnen",
        "An die Redaktion gegeben",
        "Zum Ergänzen zurückgegeben: Mehr.",
    ):
        assert label in text


def test_the_admin_says_where_it_comes_from(cast, submission):
    client = signed_in(cast.editor_bochum)
    edit = reverse("wagtailadmin_pages:edit", args=[submission.page_id])

    writing = client.get(edit).content.decode()
    services.hand_over(submission=submission, user=cast.learner)
    handed = client.get(edit).content.decode()
    home = client.get(reverse("wagtailadmin_home")).content.decode()

    assert f"Von {cast.learner.email} am" in writing
    assert "schreibt gerade daran" in writing
    assert "an die Redaktion gegeben" in handed
    assert "Schreiben Sie hier weiter" in handed
    assert address("send_back", submission) in handed
    assert "Über das Formular eingereicht" in home
    assert reverse("submission:start") in home
    elsewhere = signed_in(cast.editor_herne).get(reverse("wagtailadmin_home")).content.decode()
    assert "Über das Formular eingereicht" not in elsewhere


def test_the_admin_asks_for_nothing_while_others_review(cast, submission):
    services.hand_over(submission=submission, user=cast.learner)
    page = draft(submission)
    page.get_workflow().start(page, cast.editor_bochum)
    edit = reverse("wagtailadmin_pages:edit", args=[submission.page_id])
    for user in (cast.editor_bochum, cast.reviewer):
        shown = signed_in(user).get(edit).content.decode()
        assert f"Von {cast.learner.email} am" in shown
        assert "Schreiben Sie hier weiter" not in shown
        assert address("send_back", submission) not in shown


def test_the_redaktion_finishes_it_in_the_admin_s_form(cast, submission):
    """The guided form's draft is an ordinary one: the admin's form opens it whole."""
    write(cast.learner, submission, "anlass", {"need": "Viele gingen."})
    services.hand_over(submission=submission, user=cast.learner)
    edit = reverse("wagtailadmin_pages:edit", args=[submission.page_id])

    form = signed_in(cast.editor_bochum).get(edit).context["form"]

    assert form.initial["summary"] == "Ein Gegenüber für Neue."
    assert form.initial["need"] == "<p>Viele gingen.</p>"


def test_where_nobody_can_be_told_the_mail_waits_until_somebody_can(
    cast, submission, mailoutbox, django_capture_on_commit_callbacks
):
    cast.editor_bochum.groups.clear()
    handed_over(cast, submission, django_capture_on_commit_callbacks)
    assert mailoutbox == []
    cast.bochum.contacts.create(role="Redaktion", email="redaktion@bochum.example")
    cast.bochum.save()

    assert mails.send_notices().sent == 1
    assert [one.to for one in mailoutbox] == [["redaktion@bochum.example"]]
