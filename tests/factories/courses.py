import factory
from wagtail_factories import PageFactory

from portal.taxonomy.models import Competence, ModuleLevel
from training.courses.enrolling import enrol
from training.courses.models import CoursePage, Enrolment, LessonPage
from training.courses.versions import fix_version

from .entries import EntryFactory, term


class CoursePageFactory(EntryFactory):
    """A live course; `lessons` of them with a text each, and the version that they make."""

    description = "<p>Ein Kurs.</p>"
    level = term(ModuleLevel, "einstieg")

    class Meta:
        model = CoursePage

    @classmethod
    def _build_instance(cls, model_class, *args, competences=("grundlagen",), **kwargs):
        page = super()._build_instance(model_class, *args, **kwargs)
        page.competences = list(Competence.objects.filter(key__in=competences))
        return page

    @classmethod
    def _create(cls, model_class, *args, lessons=0, **kwargs):
        course = super()._create(model_class, *args, **kwargs)
        for number in range(1, lessons + 1):
            LessonPageFactory(parent=course, title=f"Lektion {number}")
        fix_version(course)
        return course


class LessonPageFactory(PageFactory):
    """A live lesson; `parent` is the course. `body` is a list of (type, value)."""

    title = factory.Sequence(lambda number: f"Lektion {number}")
    slug = factory.Sequence(lambda number: f"lektion-{number}")
    minutes = 10
    body = factory.LazyFunction(lambda: [("text", "<p>Ein Absatz.</p>")])

    class Meta:
        model = LessonPage

    @classmethod
    def _create(cls, model_class, *args, parent, **kwargs):
        return parent.add_child(instance=model_class(**kwargs))


class EnrolmentFactory(factory.django.DjangoModelFactory):
    """Somebody has begun the course, in its newest version."""

    class Meta:
        model = Enrolment

    @classmethod
    def _create(cls, model_class, *args, user, course, **kwargs):
        enrolment = enrol(user, course)
        for name, value in kwargs.items():
            setattr(enrolment, name, value)
        if kwargs:
            enrolment.save()
        return enrolment
