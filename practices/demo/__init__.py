"""Thirty good practices for demonstrations; one TOML file each."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db import transaction

from portal.cities.models import CityPage
from portal.content.richtext import from_plain_text
from portal.demo.loading import (
    Loader,
    body_blocks,
    draw_image,
    import_key,
    publish,
    read_files,
    register,
)
from portal.demo.template_files import make_document
from portal.taxonomy.models import (
    ContractGoal,
    CostLevel,
    FieldOfAction,
    Licence,
    PracticeStatus,
    TargetGroup,
    Transferability,
)
from portal.taxonomy.tags import canonical_names
from practices.models import (
    GoodPracticePage,
    PracticeFigure,
    PracticeTemplate,
    RelatedModule,
    RelatedPractice,
)

CONTENT = Path(__file__).parent
STORY_FIELDS = ["need", "aim", "approach", "result", "pitfalls", "lessons", "success_factors"]
PLAIN_FIELDS = [
    "title",
    "summary",
    "department",
    "contact_role",
    "contact_email",
    "contact_phone",
    "started",
    "staff_council_involved",
    "data_protection_checked",
    "effort_days",
    "lead_weeks",
    "evidence_level",
    "evidence_reason",
    "reviewed_on",
]


def make() -> Iterator[str]:
    """Makes the practices that do not exist yet; yields their titles."""
    for slug, data in read_files(CONTENT):
        if not GoodPracticePage.objects.filter(import_key=import_key(slug)).exists():
            yield _make_practice(slug, data)


@transaction.atomic
def _make_practice(slug: str, data: Mapping) -> str:
    city = CityPage.originals.get(key=data["city"])
    practice = GoodPracticePage(
        slug=slug,
        live=False,
        import_key=import_key(slug),
        ended=data.get("ended"),
        status=PracticeStatus.objects.get(key=data["status"]),
        cost_level=CostLevel.objects.get(key=data["cost_level"]),
        transferability=Transferability.objects.get(key=data["transferability"]),
        licence=Licence.objects.get(key=data["licence"]),
        reviewed_by="Projektgruppe",
        **{field: data[field] for field in PLAIN_FIELDS},
        **{field: from_plain_text(data[field]) for field in STORY_FIELDS},
    )
    practice.body = body_blocks(data)
    if easy := data.get("easy"):
        _write_easy_version(practice, easy)
    practice.figures = [PracticeFigure(**figure) for figure in data.get("figures", [])]
    practice.templates = [
        PracticeTemplate(document=make_document(template, collection=city.collection))
        for template in data.get("templates", [])
    ]
    practice.contract_goals = list(ContractGoal.objects.filter(key__in=data["contract_goals"]))
    practice.fields_of_action = list(FieldOfAction.objects.filter(key__in=data["fields_of_action"]))
    practice.target_groups = list(TargetGroup.objects.filter(key__in=data["target_groups"]))
    practice.tags.add(*canonical_names(data["tags"]))
    practice.image = draw_image(
        data["illustration"], seed=slug, title=data["title"], collection=city.collection
    )
    city.add_child(instance=practice)
    return practice.title


def _write_easy_version(practice: GoodPracticePage, data: Mapping) -> None:
    practice.easy_title = data["title"]
    practice.easy_checked_by = data["checked_by"]
    practice.easy_checked_on = data["checked_on"]
    practice.easy_body = [
        ("word", {"word": block["word"], "meaning": block["meaning"]})
        if "word" in block
        else ("heading", block["heading"])
        if "heading" in block
        else ("text", from_plain_text(block["text"]))
        for block in data["blocks"]
    ]


def link() -> None:
    """Connects the new practices with their relatives and publishes them."""
    module_model = RelatedModule._meta.get_field("module").related_model
    practices = _by_import_key(GoodPracticePage.objects.exclude(import_key=""))
    modules = _by_import_key(module_model.objects.exclude(import_key=""))
    for slug, data in read_files(CONTENT):
        practice = practices[import_key(slug)]
        if practice.first_published_at:
            continue
        practice.related_practices = [
            RelatedPractice(related=practices[import_key(name)])
            for name in data.get("related_practices", [])
        ]
        practice.related_modules = [
            RelatedModule(module=modules[import_key(name)])
            for name in data.get("related_modules", [])
        ]
        with transaction.atomic():
            publish(practice, on=data["published_on"])


def _by_import_key(pages):
    return {page.import_key: page for page in pages}


register(Loader(50, "Praxisbeispiele", make, link))
