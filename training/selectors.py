"""What the page of a training module shows."""

from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from portal.content import bands
from portal.content.cards import Card, cards_of_ids
from portal.content.entries import EntryPage
from portal.content.sections import sections_of

from .origins import origins_of

ANCHORS = (
    "herkunft",
    "worum-es-geht",
    "lernziele",
    "selbstlernkurs",
    "ablauf",
    "voraussetzungen",
    "kontakt",
    *bands.ANCHORS,
)


def module_context(module, request=None) -> dict:
    """The parts of the page beyond the module's own fields.

    About twenty queries (vocabularies, goals, units, relatives) and two looks into the index,
    whatever the number of each.
    """
    body = sections_of(module.body, taken=ANCHORS)
    units = list(module.units.all())
    origin = [module.adapted_from_id] if module.adapted_from_id else []
    adaptations = list(module.adaptations.live().public().values_list("pk", flat=True)[:6])
    related = cards_of_ids(type(module).listed(), origin + adaptations, request)
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
        "origins": origins_of(module, request),
        "courses": list(module.courses.live().public()) if module.pk else [],
        "bands": [
            bands.related_band(related),
            bands.other_kind_band(
                _("So setzen Städte das um"),
                entries_that_use(module, request),
                page=module,
                kind="praxis",
            ),
            bands.similar_band(module, without=related),
        ],
    }


def entries_that_use(module, request=None) -> list[Card]:
    """Public entries of other kinds that point to the module, newest first.

    Wagtail's reference index knows them, so the module need not know who may point to it.
    Two queries, and four for each kind that does.
    """
    if not module.pk:
        return []
    ids = (
        ReferenceIndex.get_references_to(module)
        .filter(base_content_type=ContentType.objects.get_for_model(Page))
        .values_list("object_id", flat=True)
    )
    pages = (
        Page.objects.live()
        .public()
        .filter(pk__in={int(pk) for pk in ids})
        .order_by("content_type_id", "-first_published_at")
    )
    cards = []
    for model, group in groupby(pages, key=lambda page: page.specific_class):
        if model and issubclass(model, EntryPage) and model is not type(module):
            cards += cards_of_ids(model.listed(), [page.pk for page in group], request)
    return cards
