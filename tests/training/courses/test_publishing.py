"""A course is published with its lessons, and never without one."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.test.utils.form_data import querydict_from_html

from portal.content.entries import EntryRefusedError
from search import services
from search.request import SearchRequest
from tests.cast import signed_in
from tests.factories import CoursePageFactory, LessonPageFactory
from training.courses.enrolling import enrol
from training.courses.models import CoursePage
from training.courses.outline import outline_of

pytestmark = pytest.mark.django_db

SENTENCE = "Der Kurs hat noch keine Lektion."


@pytest.fixture
def draft(cast):
    """A course without a lesson, as its author has saved it."""
    course = CoursePageFactory(parent=cast.bochum, slug="kurs", live=False)
    course.save_revision(user=cast.editor_bochum, clean=False)
    return CoursePage.objects.get(pk=course.pk)


def is_live(course) -> bool:
    return CoursePage.objects.get(pk=course.pk).live


def sent(client, address, **more):
    """The form at an address as it was shown, with what the browser's scripts write."""
    data = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    for name, value in ({"body-count": "0", "final_test-count": "0"} | more).items():
        data[name] = value
    return client.post(address, data, follow=True)


def bulk_publish(client, course):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{address}?next=/admin/&id={course.pk}", follow=True)


def test_the_service_refuses_with_a_sentence(draft):
    with pytest.raises(EntryRefusedError) as refused:
        draft.latest_revision.publish()

    assert SENTENCE in refused.value.sentence()
    assert not is_live(draft)


def test_a_draft_is_saved(cast, draft):
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])

    sent(signed_in(cast.editor_bochum), address, title="Neuer Titel")

    draft.refresh_from_db()
    assert draft.draft_title == "Neuer Titel"


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_the_form_says_why(cast, draft, action):
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])

    answer = sent(signed_in(cast.administrator), address, **{action: "1"})

    assert SENTENCE in answer.content.decode()
    draft.refresh_from_db()
    assert not draft.live
    assert draft.current_workflow_state is None


def test_nothing_is_published_while_it_is_first_written(cast):
    client = signed_in(cast.administrator)
    address = reverse("wagtailadmin_pages:add", args=["courses", "coursepage", cast.bochum.pk])

    answer = sent(client, address, title="Ganz neu", slug="ganz-neu", **{"action-publish": "1"})

    assert SENTENCE in answer.content.decode()
    assert not CoursePage.objects.exists()


def test_bulk_actions_say_why(cast, draft):
    answer = bulk_publish(signed_in(cast.administrator), draft)

    assert SENTENCE in answer.content.decode()
    assert not is_live(draft)


def test_an_approval_publishes_nothing(cast, draft):
    """It was submitted with a lesson, which somebody has deleted since."""
    lesson = LessonPageFactory(parent=draft, live=False)
    lesson.save_revision()
    draft = CoursePage.objects.get(pk=draft.pk)
    state = draft.get_workflow().start(draft, cast.editor_bochum)
    lesson.delete()

    with pytest.raises(EntryRefusedError, match=SENTENCE):
        state.current_task_state.approve(user=cast.administrator)

    assert not is_live(draft)


def due(page):
    """The page with a revision that the clock has to publish now."""
    revision = page.save_revision(clean=False)
    revision.approved_go_live_at = timezone.now() - timedelta(hours=1)
    revision.save()
    return page


def test_the_clock_publishes_what_stands_behind_it(cast, draft):
    due(draft)
    whole = due(CoursePageFactory(parent=cast.bochum, slug="ganz", lessons=1, live=False))

    call_command("publish_scheduled")
    call_command("publish_scheduled")

    assert not is_live(draft)
    assert is_live(whole)
    history = signed_in(cast.editor_bochum).get(
        reverse("wagtailadmin_pages:history", args=[draft.pk])
    )
    shown = history.content.decode()
    assert shown.count("Zum geplanten Zeitpunkt nicht veröffentlicht") == 1
    assert SENTENCE in shown


def test_whoever_scheduled_it_is_told_once_and_why(
    cast, draft, mailoutbox, django_capture_on_commit_callbacks
):
    due(draft)
    log(draft, "wagtail.publish.schedule", user=cast.administrator, revision=draft.latest_revision)

    for _turn in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("publish_scheduled")
            call_command("send_reminders")

    [mail] = mailoutbox
    assert mail.to == [cast.administrator.email]
    assert mail.subject == f"Nicht veröffentlicht: {draft.title}"
    assert SENTENCE in mail.body
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in mail.body


def test_who_has_left_is_not_told_but_the_function_is(
    cast, draft, mailoutbox, django_capture_on_commit_callbacks
):
    due(draft)
    log(draft, "wagtail.publish.schedule", user=cast.editor_bochum, revision=draft.latest_revision)
    cast.editor_bochum.is_active = False
    cast.editor_bochum.save()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")

    assert [mail.to for mail in mailoutbox] == [[draft.contact_email]]


def test_what_the_mail_server_does_not_take_goes_with_the_next_reminders(
    draft, mailoutbox, settings, django_capture_on_commit_callbacks
):
    due(draft)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")
    assert not is_live(draft)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    for _run in range(2):
        call_command("send_reminders")

    assert len(mailoutbox) == 1


def test_a_new_lesson_is_enough(draft):
    LessonPageFactory(parent=draft, live=False).save_revision()

    CoursePage.objects.get(pk=draft.pk).save_revision().publish()

    assert is_live(draft)
    assert draft.versions.get().number == 1


def test_a_lesson_that_was_taken_offline_is_none(cast):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)
    course.get_children().get().specific.unpublish()

    revision = CoursePage.objects.get(pk=course.pk).save_revision(clean=False)

    with pytest.raises(EntryRefusedError, match=SENTENCE):
        revision.publish()


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_a_public_course_keeps_what_people_learn(cast, client, how):
    course = CoursePageFactory(parent=cast.bochum, lessons=1, title="Perspektiven wechseln")
    getattr(course.get_children().get().specific, how)()
    course = CoursePage.objects.get(pk=course.pk)
    services.rebuild()

    assert course.live
    assert "Lektion 1" in client.get(course.url).content.decode()
    (hit,) = services.find(SearchRequest(text="Perspektiven wechseln")).hits
    assert hit.document.url == course.relative_address()
    enrolment = enrol(cast.learner, course)
    (lesson,) = outline_of(enrolment.version).lessons
    address = reverse("courses:lesson", args=[course.pk, lesson.id])
    assert "Ein Absatz." in signed_in(cast.learner).get(address).content.decode()


@pytest.mark.parametrize("action", ["copy", "create_alias"])
def test_a_copy_begins_as_a_draft(cast, action):
    course = CoursePageFactory(parent=cast.bochum, lessons=1)
    course.save_revision().publish()
    client = signed_in(cast.administrator)

    form = client.get(reverse("wagtailadmin_pages:copy", args=[course.pk])).content.decode()
    answer = client.post(
        f"/admin/api/main/pages/{course.pk}/action/{action}/",
        {"destination_page_id": cast.bochum.pk, "slug": "zwei", "recursive": True},
        content_type="application/json",
    )

    assert 'name="publish_copies"' not in form
    assert answer.status_code == 400
    assert "beginnt als Entwurf" in answer.content.decode()
    assert CoursePage.objects.count() == 1
