"""What the page of a training module shows."""

from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from portal.content import bands
from portal.content.cards import Card, cards_of_ids
from portal.content.entries import EntryPage
from portal.content.sections import sections_of
from portal.translating.pages import ORIGINALS, as_read
from portal.translating.rows import rows_of

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
    module.take_facts()
    original = module.original
    body = sections_of(module.body, taken=ANCHORS)
    units = rows_of(module, "units")
    origin = [module.adapted_from_id] if module.adapted_from_id else []
    adaptations = original.adaptations.live().public().filter(ORIGINALS)
    others = origin + list(adaptations.values_list("pk", flat=True)[:6])
    related = cards_of_ids(type(module).listed(), others, request)
    return {
        "learning_goals": rows_of(module, "learning_goals"),
        "units": units,
        "units_minutes": sum(unit.minutes for unit in units),
        "body_sections": [section for section in body if not section.has_questions],
        "question_sections": [section for section in body if section.has_questions],
        "goals": list(original.contract_goals.all()),
        "competences": list(original.competences.all()),
        "target_groups": list(original.target_groups.all()),
        "keywords": list(original.tags.all()),
        "origins": origins_of(original, request),
        "courses": _courses(original),
        "bands": [
            bands.related_band(related),
            bands.other_kind_band(
                _("So setzen Städte das um"),
                entries_that_use(original, request),
                page=original,
                kind="praxis",
            ),
            bands.similar_band(original, without=related),
        ],
    }


def _courses(module) -> list:
    return as_read(module.courses.live().public().filter(ORIGINALS)) if module.pk else []


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
