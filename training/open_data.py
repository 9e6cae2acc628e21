"""Training modules in the stock that everybody may download."""

from django.utils.translation import gettext_lazy as _

from portal.opendata.columns import (
    Column,
    Layout,
    field,
    first_columns,
    last_columns,
    one_term,
    story,
    terms,
)

from .models import TrainingModulePage as Module


def layout() -> Layout:
    """Everything that the page of a module shows."""
    return Layout(
        kind=Module.search_kind,
        sheet=_("Trainingsmodule"),
        select=("level", "format", "licence", "adapted_from_licence"),
        prefetch=("learning_goals", "units"),
        columns=(
            *first_columns(Module),
            field(Module, "language"),
            story(Module, "description"),
            terms(Module, "competences"),
            terms(Module, "target_groups"),
            terms(Module, "contract_goals"),
            one_term(Module, "level"),
            one_term(Module, "format"),
            Column(
                "learning_goals",
                _("Lernziele"),
                lambda page: [goal.text for goal in page.learning_goals.all()],
            ),
            field(Module, "prerequisites"),
            field(Module, "workload_minutes"),
            field(Module, "group_size"),
            Column("units", _("Ablauf"), _units),
            field(Module, "access"),
            field(Module, "is_free"),
            field(Module, "cost_note"),
            field(Module, "funder"),
            field(Module, "adapted_from_title"),
            field(Module, "adapted_from_url"),
            one_term(Module, "adapted_from_licence"),
            *last_columns(Module),
        ),
    )


def _units(module) -> list[dict[str, object]]:
    return [
        {"title": unit.title, "minutes": unit.minutes, "text": unit.text}
        for unit in module.units.all()
    ]
