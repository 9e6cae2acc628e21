"""Practices in the stock that everybody may download."""

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

from .models import GoodPracticePage as Practice

_STORY = ("need", "aim", "approach", "result", "pitfalls", "lessons", "success_factors")


def layout() -> Layout:
    """Everything that the page of a practice shows; who reviewed it stays out."""
    return Layout(
        kind=Practice.search_kind,
        sheet=_("Praxisbeispiele"),
        select=(
            "status",
            "cost_level",
            "transferability",
            "licence",
            "locale",
            "confirmed_evidence",
        ),
        prefetch=("figures",),
        columns=(
            *first_columns(Practice),
            Column("language", _("Sprache"), lambda page: page.locale.language_code),
            field(Practice, "department"),
            terms(Practice, "fields_of_action"),
            terms(Practice, "target_groups"),
            terms(Practice, "contract_goals"),
            one_term(Practice, "status"),
            field(Practice, "started"),
            field(Practice, "ended"),
            *(story(Practice, name) for name in _STORY),
            Column("figures", _("Kennzahlen"), _figures),
            field(Practice, "staff_council_involved"),
            field(Practice, "data_protection_checked"),
            field(Practice, "effort_days"),
            one_term(Practice, "cost_level"),
            field(Practice, "lead_weeks"),
            one_term(Practice, "transferability"),
            Column("evidence_level", _("Evidenzstufe"), lambda page: page.shown_evidence),
            field(Practice, "evidence_reason"),
            Column("reused_in", _("nachgenutzt in"), lambda page: list(page.search_reuse.cities)),
            field(Practice, "reviewed_on"),
            field(Practice, "review_due"),
            field(Practice, "archived_on"),
            field(Practice, "version"),
            *last_columns(Practice),
        ),
    )


def _figures(practice) -> list[dict[str, str]]:
    return [
        {name: getattr(figure, name) for name in ("label", "value", "unit", "period", "source")}
        for figure in practice.figures.all()
    ]
