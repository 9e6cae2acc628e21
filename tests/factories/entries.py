import datetime

import factory
from wagtail_factories import PageFactory

from portal.taxonomy.models import (
    Competence,
    ContractGoal,
    CostLevel,
    FieldOfAction,
    ModuleFormat,
    ModuleLevel,
    PracticeStatus,
    TargetGroup,
    Transferability,
)
from practices.models import GoodPracticePage
from training.models import LearningGoal, TrainingModulePage


def term(model, key):
    return factory.LazyFunction(lambda: model.objects.get(key=key))


class EntryFactory(PageFactory):
    """A live entry; `parent` is the city. `live=False` makes a draft.

    `goals`, `audiences` and `tags` take keys or names; an empty list leaves the field empty.
    """

    title = factory.Sequence(lambda number: f"Eintrag {number}")
    slug = factory.Sequence(lambda number: f"eintrag-{number}")
    summary = "Worum es geht, in einem Satz."
    contact_role = "Koordination Vielfalt"
    contact_email = "vielfalt@stadt.example"
    contact_phone = "0221 4710-100"
    first_published_at = factory.LazyFunction(
        lambda: datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    )

    class Meta:
        abstract = True

    @classmethod
    def _build_instance(
        cls,
        model_class,
        *args,
        goals=("ziel-1",),
        audiences=("beschaeftigte",),
        keywords=(),
        **kwargs,
    ):
        page = model_class(**kwargs)
        page.contract_goals = list(ContractGoal.objects.filter(key__in=goals))
        page.target_groups = list(TargetGroup.objects.filter(key__in=audiences))
        if keywords:
            page.tags.add(*keywords)
        return page

    @classmethod
    def _create(cls, model_class, *args, parent, **kwargs):
        page = cls._build_instance(model_class, *args, **kwargs)
        return parent.add_child(instance=page)


class GoodPracticeFactory(EntryFactory):
    department = "Fachbereich Personal"
    started = datetime.date(2024, 1, 1)
    status = term(PracticeStatus, "laufend")
    need = "<p>Zu wenige Bewerbungen.</p>"
    aim = "<p>Mehr Bewerbungen.</p>"
    approach = "<p>Wir haben gefragt.</p>"
    result = "<p>Es kamen mehr.</p>"
    pitfalls = "<p>Es dauerte.</p>"
    success_factors = "<p>Rückhalt der Leitung.</p>"
    effort_days = 20
    cost_level = term(CostLevel, "bis-1000")
    lead_weeks = 8
    transferability = term(Transferability, "direkt")
    evidence_level = 1

    class Meta:
        model = GoodPracticePage

    @classmethod
    def _build_instance(cls, model_class, *args, fields=("personalauswahl",), **kwargs):
        page = super()._build_instance(model_class, *args, **kwargs)
        page.fields_of_action = list(FieldOfAction.objects.filter(key__in=fields))
        return page


class TrainingModuleFactory(EntryFactory):
    description = "<p>Ein Seminar.</p>"
    level = term(ModuleLevel, "einstieg")
    format = term(ModuleFormat, "praesenz")
    workload_minutes = 390
    prerequisites = "Keine."

    class Meta:
        model = TrainingModulePage

    @classmethod
    def _build_instance(cls, model_class, *args, competences=("grundlagen",), **kwargs):
        page = super()._build_instance(model_class, *args, **kwargs)
        page.competences = list(Competence.objects.filter(key__in=competences))
        page.learning_goals = [LearningGoal(text="erkennen Vorurteile")]
        return page
