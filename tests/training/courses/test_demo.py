"""The demo's courses are whole: every kind of question, checked by the rules for authors."""

from io import BytesIO

import pytest
from PIL import Image
from wagtail.models import Revision

from portal.cities.services import create_city
from portal.demo import illustrations
from portal.demo.loading import read_files
from portal.media.models import PortalImage
from tests.factories import TrainingModuleFactory
from training.courses import demo
from training.courses.accessibility import refusals
from training.courses.models import CoursePage, CourseVersion, LessonPage
from training.courses.outline import outline_of
from training.finaltest.paper import draw_paper
from training.packages.models import PackageUse, PackageVersion
from training.questions.blocks import QUESTION_KINDS
from training.questions.reading import read_question

pytestmark = pytest.mark.django_db

MODULES = {
    "agg-basis-selbstlernkurs": "agg-basis",
    "einfache-sprache-selbstlernkurs": "einfache-sprache",
    "grundlagen-selbstlernkurs": "grundlagen-interkultureller-kompetenz",
}


@pytest.fixture
def courses(site, monkeypatch):
    """The three courses, published, below the cities that they belong to."""
    # The pictures are drawn where the whole demo is loaded; here any will do.
    picture = BytesIO()
    Image.new("RGB", (16, 9)).save(picture, "PNG")
    monkeypatch.setattr(illustrations, "draw", lambda *args, **kwargs: picture.getvalue())
    for course, data in read_files(demo.CONTENT):
        city = create_city(name=data["city"].title(), key=data["city"], publish=True)
        TrainingModuleFactory(
            parent=city, import_key=f"demo:{data['module']}", slug=MODULES[course]
        )
    assert len(list(demo.make())) == len(MODULES)
    demo.link()
    return list(CoursePage.objects.live().order_by("slug"))


def lessons_of(course):
    return LessonPage.objects.child_of(course).live()


def questions_of(course):
    """Block type and value of every question that a lesson asks."""
    return [
        (block.block_type, block.value)
        for lesson in lessons_of(course)
        for block in lesson.body
        if block.block_type in QUESTION_KINDS
    ]


def test_there_is_a_whole_course_for_each_module(courses):
    assert {course.slug: course.module.slug for course in courses} == MODULES
    for course in courses:
        assert course.has_certificate
        assert course.image.collection == course.city.collection
        assert course.missing_for_submission() == {}
        _lessons_are_short_and_whole(course)
        _lessons_ask_every_kind_of_question(course)
        _every_answer_gets_its_feedback(course)
        _the_final_test_has_more_than_it_draws(course)
    _every_activity_has_an_id_of_its_own(courses)
    _both_packages_are_given_to_learners(courses)


def _lessons_are_short_and_whole(course):
    lessons = list(lessons_of(course))
    assert len(lessons) >= 5
    for lesson in lessons:
        assert 5 <= lesson.minutes <= 15
        kinds = {block.block_type for block in lesson.body}
        assert {"heading", "text", "notice", "accordion"} <= kinds, lesson.title
        assert QUESTION_KINDS & kinds, lesson.title
        LessonPage.body.field.stream_block.clean(lesson.body)
    assert refusals(course) == []


def _lessons_ask_every_kind_of_question(course):
    asked = questions_of(course)
    assert len(asked) >= 12
    assert {kind for kind, _value in asked} == QUESTION_KINDS, course.title


def _every_answer_gets_its_feedback(course):
    tested = [
        (block.block_type, block.value)
        for pool in course.final_test
        for block in pool.value["questions"]
    ]
    for kind, value in questions_of(course) + tested:
        question = read_question(kind, value)
        assert question.right_feedback, question.prompt
        assert question.wrong_feedback, question.prompt
        assert all(choice.feedback for choice in question.choices), question.prompt
        if kind == "case":
            assert value["image"].description


def _the_final_test_has_more_than_it_draws(course):
    CoursePage.final_test.field.stream_block.clean(course.final_test)
    for pool in course.final_test:
        assert pool.value["draw"] < len(pool.value["questions"]), pool.value["title"]
    pools = course.final_test.get_prep_value()
    one, other = draw_paper(pools, "eins"), draw_paper(pools, "zwei")
    assert len(one) == sum(pool.value["draw"] for pool in course.final_test) >= 8
    assert [asked.id for asked in one] != [asked.id for asked in other]


def _every_activity_has_an_id_of_its_own(courses):
    ids = []
    for course in courses:
        outline = outline_of(course.versions.get())
        assert outline.final_test
        assert len(outline.lessons) == lessons_of(course).count()
        ids += [activity.id for lesson in outline.lessons for activity in lesson.activities]
    assert len(ids) == len(set(ids))


def _both_packages_are_given_to_learners(courses):
    uses = PackageUse.objects.filter(course_version__course__in=courses)
    given = [use.package_version for use in uses.select_related("package_version__package")]
    assert {version.manifest["version"] for version in given} == {"1.2", "2004 4th Edition"}
    for version in given:
        assert version.problems == []
        with version.open_file("imsmanifest.xml") as manifest:
            assert manifest.read(5) == b"<?xml"
        course = uses.get(package_version=version).course_version.course
        assert version.package.collection == course.city.collection


def test_loading_again_changes_nothing(courses):
    def counts():
        models = (
            CoursePage,
            LessonPage,
            CourseVersion,
            Revision,
            PortalImage,
            PackageVersion,
        )
        return [model.objects.count() for model in models]

    before = counts()
    changed = courses[0]
    CoursePage.objects.filter(pk=changed.pk).update(summary="Von der Redaktion geändert.")

    assert list(demo.make()) == []
    demo.link()

    assert counts() == before
    changed.refresh_from_db()
    assert changed.summary == "Von der Redaktion geändert."


def test_the_ids_of_blocks_are_the_same_in_every_database(courses):
    def ids():
        content = CourseVersion.objects.get(course__slug="agg-basis-selbstlernkurs").content
        parts = [*content["lessons"], *(pool["value"] for pool in content["final_test"])]
        return [block["id"] for part in parts for block in part.get("body") or part["questions"]]

    first = ids()
    CoursePage.objects.get(slug="agg-basis-selbstlernkurs").delete()
    assert len(list(demo.make())) == 1
    demo.link()

    assert ids() == first
