"""Three self-study courses for demonstrations; one TOML file each."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db import transaction

from portal.cities.models import CityPage
from portal.content.richtext import from_plain_text
from portal.demo.loading import Loader, draw_image, import_key, publish, read_files, register
from portal.taxonomy.models import Competence, ContractGoal, Licence, ModuleLevel, TargetGroup
from portal.taxonomy.tags import canonical_names
from training.courses.models import CoursePage, LessonPage
from training.models import TrainingModulePage

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


def make() -> Iterator[str]:
    """Makes the courses that do not exist yet, as drafts; yields their titles."""
    for slug, data in read_files(CONTENT):
        if not CoursePage.objects.filter(import_key=import_key(slug)).exists():
            yield _make_course(slug, data)


@transaction.atomic
def _make_course(slug: str, data: Mapping) -> str:
    city = CityPage.objects.get(key=data["city"])

    def draw(motif: str, *, seed: str, title: str) -> int:
        return draw_image(motif, seed=seed, title=title, collection=city.collection).pk

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
    course.image_id = draw(data["illustration"], seed=slug, title=data["title"])
    course.final_test = CoursePage.final_test.field.stream_block.to_python(pools(slug, data, draw))
    city.add_child(instance=course)
    for lesson in data["lessons"]:
        blocks = lesson_blocks(slug, lesson, draw)
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
        course.module = TrainingModulePage.objects.get(import_key=import_key(data["module"]))
        with transaction.atomic():
            publish(course, on=data["published_on"])


register(Loader(45, "Selbstlernkurse", make, link))
