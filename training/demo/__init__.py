"""Twenty training modules for demonstrations; one TOML file each."""

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
from portal.taxonomy.models import (
    Competence,
    ContractGoal,
    Licence,
    ModuleFormat,
    ModuleLevel,
    TargetGroup,
)
from portal.taxonomy.tags import canonical_names
from training.models import LearningGoal, ModuleUnit, TrainingModulePage

CONTENT = Path(__file__).parent
PLAIN_FIELDS = [
    "title",
    "summary",
    "language",
    "prerequisites",
    "workload_minutes",
    "group_size",
    "funder",
    "access",
    "is_free",
    "cost_note",
    "contact_role",
    "contact_email",
    "contact_phone",
]


def make() -> Iterator[str]:
    """Makes the modules that do not exist yet; yields their titles."""
    for slug, data in read_files(CONTENT):
        if not TrainingModulePage.objects.filter(import_key=import_key(slug)).exists():
            yield _make_module(slug, data)


@transaction.atomic
def _make_module(slug: str, data: Mapping) -> str:
    city = CityPage.originals.get(key=data["city"])
    module = TrainingModulePage(
        slug=slug,
        live=False,
        import_key=import_key(slug),
        description=from_plain_text(data["description"]),
        level=ModuleLevel.objects.get(key=data["level"]),
        format=ModuleFormat.objects.get(key=data["format"]),
        licence=Licence.objects.filter(key=data["licence"]).first(),
        **{field: data[field] for field in PLAIN_FIELDS},
    )
    module.body = body_blocks(data)
    module.learning_goals = [LearningGoal(text=text) for text in data["learning_goals"]]
    module.units = [ModuleUnit(**unit) for unit in data["units"]]
    module.competences = list(Competence.objects.filter(key__in=data["competences"]))
    module.target_groups = list(TargetGroup.objects.filter(key__in=data["target_groups"]))
    module.contract_goals = list(ContractGoal.objects.filter(key__in=data["contract_goals"]))
    module.tags.add(*canonical_names(data["tags"]))
    module.image = draw_image(
        data["illustration"], seed=slug, title=data["title"], collection=city.collection
    )
    city.add_child(instance=module)
    return module.title


def link() -> None:
    """Connects new modules with those that they were adapted from, and publishes them."""
    modules = {
        module.import_key: module for module in TrainingModulePage.objects.exclude(import_key="")
    }
    for slug, data in read_files(CONTENT):
        module = modules[import_key(slug)]
        if module.first_published_at:
            continue
        if source := data.get("adapted_from"):
            module.adapted_from = modules[import_key(source)]
        with transaction.atomic():
            publish(module, on=data["published_on"])


register(Loader(40, "Trainingsmodule", make, link))
