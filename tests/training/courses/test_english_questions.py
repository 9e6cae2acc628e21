"""What translators must leave of questions as it is, and how they read of it."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.content.entries import EntryRefusedError
from portal.translating.pages import english
from tests.cast import signed_in
from tests.factories import CoursePageFactory, LessonPageFactory
from tests.portal.translating.english import translate, translation_of
from tests.training.questions.questions import VALUES
from training.courses.lessons import lessons_of
from training.courses.models import CoursePage, LessonPage
from training.courses.versions import fix_version

pytestmark = pytest.mark.django_db

GAPS = "An [[indirect|oblique]] effect needs a [[factual]] reason."


def course_with(cast, *kinds: str) -> CoursePage:
    """A course with questions of these kinds in its only lesson, and with a pool of them."""
    questions = [(kind, VALUES[kind]) for kind in kinds]
    pool = {"title": "Vorrat", "draw": 1, "questions": questions}
    course = CoursePageFactory(parent=cast.bochum, title="AGG", final_test=[("pool", pool)])
    LessonPageFactory(parent=course, title="Anfang", body=questions)
    fix_version(course)
    return CoursePage.objects.get(pk=course.pk)


def begun(cast, course) -> CoursePage:
    """The draft of the English version, all of it translated, as an editor began it."""
    client = signed_in(cast.editor_bochum)
    address = reverse("wagtail_localize:submit_page_translation", args=[course.pk])
    client.post(address, {"locales": [english().pk]})
    for translation in Translation.objects.all():
        translate(translation)
        for german, text in TRANSLATED.items():
            say(translation, german, text)
    return CoursePage.objects.get(locale=english())


#: What a test does not turn to is translated well.
TRANSLATED = {VALUES["gap"]["text"]: GAPS}


def segments(translation, german: str):
    return StringSegment.objects.filter(source=translation.source, string__data=german)


def say(translation, german: str, text: str) -> None:
    """Writes the English text for a German one, wherever that stands."""
    for segment in segments(translation, german):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": text, "has_error": False, "field_error": ""},
        )


def errors(translation) -> list[str]:
    texts = StringTranslation.objects.filter(context__object_id=translation.source.object_id)
    return [error for text in texts.order_by("pk") if (error := text.get_error())]


def publish(cast, page):
    client = signed_in(cast.editor_bochum)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, {"action": "publish"}, follow=True)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize(
    ("kind", "german", "text", "sentence"),
    [
        ("gap", VALUES["gap"]["text"], "An [[indirect]] effect.", "hat 2 Lücken, der englische 1"),
        ("gap", VALUES["gap"]["text"], "An indirect effect.", "Der Text hat keine Lücke"),
        ("gap", VALUES["gap"]["text"], "An [[indirect] effect [[of]].", "ist offen geblieben"),
        ("gap", VALUES["gap"]["text"], "An [[]] effect of [[it]].", "Eine Lücke ist leer"),
        ("single", "Alter", "English: Behinderung", "steht zweimal da"),
        ("multiple", "Nur Deutsche", "english: auszubildende", "steht zweimal da"),
        ("case", "Die Stimme heben", "English: Ruhig nachfragen", "steht zweimal da"),
        ("ordering", "Anhören", "English: Aufschreiben", "steht zweimal da"),
        ("matching", "§ 16", "English: § 13", "steht zweimal da"),
    ],
)
@pytest.mark.parametrize("model", [CoursePage, LessonPage])
def test_what_cannot_be_answered_in_english_is_refused_at_its_text(
    cast, model, kind, german, text, sentence
):
    course = course_with(cast, kind)
    version = begun(cast, course)
    page = course if model is CoursePage else lessons_of(course)[0]
    translation = translation_of(page)
    say(translation, german, text)
    answer = publish(cast, version)
    assert sentence in said(answer)
    assert answer.redirect_chain[-1][0] == reverse(
        "wagtailadmin_pages:edit", args=[translation.get_target_instance().pk]
    )
    [error] = errors(translation)
    assert sentence in error
    assert sentence in answer.content.decode()
    assert not CoursePage.objects.get(pk=version.pk).live
    # It is no less wrong the second time, and says so again rather than that it is not there.
    assert sentence in said(publish(cast, version))
    with pytest.raises(EntryRefusedError, match=sentence):
        version.latest_revision.publish()


def test_all_left_as_it_was_it_is_published(cast, django_capture_on_commit_callbacks):
    course = course_with(cast, *VALUES)
    version = begun(cast, course)
    with django_capture_on_commit_callbacks(execute=True):
        publish(cast, version)
    version = CoursePage.objects.get(pk=version.pk)
    assert version.live
    [fixed], [german] = version.versions.all(), course.versions.all()
    [lesson], [original] = fixed.content["lessons"], german.content["lessons"]
    # Nobody has published the lesson by itself.
    assert lesson["title"] == "English: Anfang"
    by_kind = {block["type"]: block["value"] for block in lesson["body"]}
    before = {block["type"]: block["value"] for block in original["body"]}
    assert by_kind["gap"]["text"] == GAPS
    for kind in ("single", "multiple", "case"):
        right = [
            [choice["value"]["right"] for choice in value["choices"]]
            for value in (by_kind[kind], before[kind])
        ]
        assert right[0] == right[1]
    assert by_kind["true_false"]["is_true"] == before["true_false"]["is_true"]


def test_what_has_been_mended_is_published(cast, django_capture_on_commit_callbacks):
    course = course_with(cast, "gap", "single")
    version = begun(cast, course)
    translation = translation_of(lessons_of(course)[0])
    say(translation, VALUES["gap"]["text"], "No gap.")
    say(translation, "Alter", "English: Einkommen")
    publish(cast, version)
    assert len(errors(translation)) == 2
    # The text that was marked was the other one's double, and needs no other words any more.
    say(translation, "Einkommen", "Income")
    publish(cast, version)
    assert len(errors(translation)) == 1
    say(translation, VALUES["gap"]["text"], GAPS)
    with django_capture_on_commit_callbacks(execute=True):
        publish(cast, version)
    assert not errors(translation)
    assert CoursePage.objects.get(pk=version.pk).live


def test_a_lesson_is_not_published_by_itself_either(cast):
    course = course_with(cast, "gap")
    begun(cast, course)
    translation = translation_of(lessons_of(course)[0])
    say(translation, VALUES["gap"]["text"], "No gap.")
    lesson = translation.get_target_instance()
    assert "Der Text hat keine Lücke" in said(publish(cast, lesson))
    lesson.refresh_from_db()
    assert not lesson.live


def test_what_is_translated_later_comes_with_the_next_publication(
    cast, django_capture_on_commit_callbacks
):
    course = course_with(cast, "gap")
    version = begun(cast, course)
    with django_capture_on_commit_callbacks(execute=True):
        publish(cast, version)
    say(translation_of(lessons_of(course)[0]), "Anfang", "Beginning")
    with django_capture_on_commit_callbacks(execute=True):
        publish(cast, version)
    newest = version.versions.order_by("-number").first()
    assert [lesson["title"] for lesson in newest.content["lessons"]] == ["Beginning"]
    lesson = lessons_of(version)[0]
    revisions = lesson.revisions.count()
    with django_capture_on_commit_callbacks(execute=True):
        publish(cast, version)
    assert lesson.revisions.count() == revisions


def test_it_is_said_as_soon_as_the_text_is_kept(cast):
    course = course_with(cast, "gap")
    begun(cast, course)
    translation = translation_of(lessons_of(course)[0])
    [segment] = segments(translation, VALUES["gap"]["text"])
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])

    def keep(client, text: str):
        return client.put(
            address, f"value={quote(text)}", content_type="application/x-www-form-urlencoded"
        )

    editor = signed_in(cast.editor_bochum)
    kept = keep(editor, "An [[indirect]] effect.").json()
    assert kept["data"] == "An [[indirect]] effect."
    assert "hat 2 Lücken, der englische 1" in kept["error"]
    assert keep(editor, GAPS).json()["error"] is None
    assert not errors(translation)
    assert keep(signed_in(cast.editor_herne), "No gap.").status_code != 200
    assert not errors(translation)
