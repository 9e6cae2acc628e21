"""Three self-study courses for demonstrations; one TOML file each."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from time import sleep

from django.db import transaction

from portal.cities.models import CityPage
from portal.content.richtext import from_plain_text
from portal.demo.loading import Loader, import_key, publish, read_files, register
from portal.taxonomy.models import Competence, ContractGoal, Licence, ModuleLevel, TargetGroup
from portal.taxonomy.tags import canonical_names
from training.courses.models import CoursePage, LessonPage
from training.models import TrainingModulePage
from training.packages.importing.services import import_waiting
from training.packages.models import PackageVersion, Status
from training.packages.selectors import newest_ready_versions, packages_in

from .library import Library
from .reading import lesson_blocks, pools

CONTENT = Path(__file__).parent
PLAIN_FIELDS = [
    "title",
    "summary",
    "language",
    "access",
    "contact_role",
    "contact_email",
    "contact_phone",
    "pass_mark",
    "has_certificate",
]
#: What a course may do without.
LIMITS = ["max_attempts", "time_limit_minutes", "certificate_months"]

#: Seconds between two looks at packages that something else imports.
PAUSE = 0.2


def make() -> Iterator[str]:
    """Makes the courses that do not exist yet, as drafts; yields their titles."""
    for slug, data in read_files(CONTENT):
        if not CoursePage.objects.filter(import_key=import_key(slug)).exists():
            yield _make_course(slug, data)


@transaction.atomic
def _make_course(slug: str, data: Mapping) -> str:
    city = CityPage.originals.get(key=data["city"])
    library = Library(city.collection)
    course = CoursePage(
        slug=slug,
        live=False,
        import_key=import_key(slug),
        description=from_plain_text(data["description"]),
        level=ModuleLevel.objects.get(key=data["level"]),
        licence=Licence.objects.filter(key=data["licence"]).first(),
        **{field: data[field] for field in PLAIN_FIELDS},
        **{field: data.get(field) for field in LIMITS},
    )
    course.competences = list(Competence.objects.filter(key__in=data["competences"]))
    course.target_groups = list(TargetGroup.objects.filter(key__in=data["target_groups"]))
    course.contract_goals = list(ContractGoal.objects.filter(key__in=data["contract_goals"]))
    course.tags.add(*canonical_names(data["tags"]))
    course.image_id = library.image(data["illustration"], seed=slug, title=data["title"])
    course.final_test = CoursePage.final_test.field.stream_block.to_python(
        pools(slug, data, library)
    )
    city.add_child(instance=course)
    for lesson in data["lessons"]:
        blocks = lesson_blocks(slug, lesson, library)
        page = course.add_child(
            instance=LessonPage(
                slug=lesson["slug"],
                title=lesson["title"],
                minutes=lesson["minutes"],
                body=LessonPage.body.field.stream_block.to_python(blocks),
                live=False,
            )
        )
        # It goes live with the course, as an author's new lesson does.
        page.save_revision()
    return course.title


def link() -> None:
    """Connects new courses with the modules whose theme they have, and publishes them."""
    for slug, data in read_files(CONTENT):
        course = CoursePage.objects.get(import_key=import_key(slug))
        if course.first_published_at:
            continue
        _import_packages(course)
        course.module = TrainingModulePage.objects.get(import_key=import_key(data["module"]))
        with transaction.atomic():
            publish(course, on=data["published_on"])


def _import_packages(course: CoursePage) -> None:
    """Sees to it that the packages of the lessons are ready: a version gets no others."""
    lessons = LessonPage.objects.child_of(course)
    wanted = {pk for lesson in lessons for pk in packages_in(lesson.body.get_prep_value())}
    while missing := wanted - newest_ready_versions(wanted).keys():
        if PackageVersion.objects.filter(package__in=missing, status=Status.REFUSED).exists():
            raise RuntimeError(f"Packages of the demo course {course.slug} were refused.")
        # Nothing to do where a thread beside this one has taken them: it needs a moment.
        if not import_waiting():
            sleep(PAUSE)


register(Loader(45, "Selbstlernkurse", make, link))
