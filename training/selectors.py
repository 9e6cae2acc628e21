"""What the page of a training module shows."""

from portal.content.cards import public_cards
from portal.content.sections import sections_of

ANCHORS = ("worum-es-geht", "lernziele", "ablauf", "voraussetzungen", "kontakt")


def module_context(module, request=None) -> dict:
    """The parts of the page beyond the module's own fields.

    About fifteen queries (vocabularies, goals, units, relatives), whatever the number of each.
    """
    body = sections_of(module.body, taken=ANCHORS)
    units = list(module.units.all())
    origin = [module.adapted_from_id] if module.adapted_from_id else []
    adaptations = list(module.adaptations.live().public().values_list("pk", flat=True)[:6])
    related = public_cards(type(module), origin + adaptations, request)
    return {
        "learning_goals": list(module.learning_goals.all()),
        "units": units,
        "units_minutes": sum(unit.minutes for unit in units),
        "body_sections": [section for section in body if not section.has_questions],
        "question_sections": [section for section in body if section.has_questions],
        "goals": list(module.contract_goals.all()),
        "competences": list(module.competences.all()),
        "target_groups": list(module.target_groups.all()),
        "keywords": list(module.tags.all()),
        "origin": module.adapted_from if module.adapted_from_id else None,
        "related_modules": related,
    }
