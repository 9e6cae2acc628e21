"""What the pages on open data show."""

from dataclasses import dataclass

from portal.cities.selectors import live_cities
from portal.taxonomy import models as taxonomy

from .linked import term_anchor
from .workbook import licence_note

#: In the order in which people meet them. Licences are not the portal's own: they have addresses.
VOCABULARIES = (
    taxonomy.ContractGoal,
    taxonomy.FieldOfAction,
    taxonomy.TargetGroup,
    taxonomy.PracticeStatus,
    taxonomy.Transferability,
    taxonomy.CostLevel,
    taxonomy.Competence,
    taxonomy.ModuleLevel,
    taxonomy.ModuleFormat,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    anchor: str
    title: str
    key: str
    explanation: str
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    anchor: str
    title: str
    terms: tuple[TermRow, ...]


def vocabularies() -> list[Vocabulary]:
    """Every term, also what rests: old entries refer to it. A query for each vocabulary."""
    return [
        Vocabulary(
            anchor=model._meta.model_name,
            title=str(model._meta.verbose_name_plural),
            terms=tuple(
                TermRow(
                    anchor=term_anchor(term),
                    title=term.title,
                    key=term.key,
                    explanation=getattr(term, "text", "") or term.description,
                    retired=term.retired,
                )
                for term in model.objects.all()
            ),
        )
        for model in VOCABULARIES
    ]


def offers() -> dict[str, object]:
    """What can be fetched; three queries (cities, fields of action, licences)."""
    return {
        "cities": list(live_cities()),
        "fields_of_action": list(taxonomy.FieldOfAction.objects.all()),
        "licences": list(taxonomy.Licence.objects.active()),
        "licence_note": licence_note(),
    }
