"""What the page of a practice shows."""

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from portal.content import bands
from portal.content.cards import Card, cards_of_ids
from portal.content.sections import sections_of
from portal.translating.rows import rows_of

from .evidence import EvidenceLevel
from .origins import template_origins
from .reuse.selectors import evidence_reason, reuse_of_practice

#: The story in reading order: field, anchor. Empty fields are left out.
STORY = (
    ("need", "anlass"),
    ("aim", "ziel"),
    ("approach", "vorgehen"),
    ("result", "ergebnis"),
    ("pitfalls", "stolpersteine"),
    ("lessons", "anders-machen"),
    ("success_factors", "erfolgsbedingungen"),
)
OTHER_ANCHORS = (
    "auf-einen-blick",
    "kennzahlen",
    "vorlagen",
    "nachnutzung",
    "kontakt",
    "beteiligung",
    *bands.ANCHORS,
)


def practice_context(practice, request=None) -> dict:
    """The parts of the page beyond the practice's own fields.

    About twenty queries (vocabularies, figures, files, relatives with their pictures and
    cities) and two looks into the index, whatever the number of each.
    """
    original = practice.original
    practices = _related(original.related_practices, "related", request)
    modules = _related(original.related_modules, "module", request)
    return page_parts(practice) | {
        "reuse": reuse_of_practice(original, request),
        "easy_address": practice.easy_address(request),
        "relatives": [*practices, *modules],
        "bands": [
            bands.related_band(practices),
            bands.other_kind_band(
                _("Das können Sie dazu lernen"), modules, page=original, kind="training"
            ),
            bands.similar_band(original, without=practices),
        ],
    }


def page_parts(practice) -> dict:
    """What belongs to the practice itself, on its page and in print.

    An English version has its own texts; all else is its original's.
    """
    practice.take_facts()
    original = practice.original
    body = sections_of(
        practice.body, taken=[anchor for _field, anchor in STORY] + list(OTHER_ANCHORS)
    )
    return {
        "story": {
            field: {"anchor": anchor, "title": practice._meta.get_field(field).verbose_name}
            for field, anchor in STORY
            if getattr(practice, field)
        },
        "body_sections": [section for section in body if not section.has_questions],
        "question_sections": [section for section in body if section.has_questions],
        "figures": rows_of(practice, "figures"),
        "templates": _files(original),
        **_evidence(original),
        "goals": list(original.contract_goals.all()),
        "fields_of_action": list(original.fields_of_action.all()),
        "target_groups": list(original.target_groups.all()),
        "keywords": list(original.tags.all()),
    }


def _evidence(practice) -> dict:
    """The level, and why: what the review wrote, and which cities have confirmed it since."""
    reasons = [practice.evidence_reason]
    if practice.is_confirmed_elsewhere:
        reasons.insert(0, evidence_reason(practice))
    return {
        "evidence": evidence_scale(practice.shown_evidence),
        "evidence_reasons": [reason for reason in reasons if reason],
    }


def evidence_scale(level: int | None) -> dict | None:
    """The level as text and as the steps of its scale; None while nobody has judged it."""
    if level is None:
        return None
    return {
        "level": level,
        "label": EvidenceLevel(level).label,
        "text": _("Stufe %(level)d von %(highest)d") % {"level": level, "highest": 4},
        "steps": [
            {"label": step.label, "reached": step <= level, "current": step == level}
            for step in EvidenceLevel
        ],
    }


def _files(practice, request=None) -> list:
    """The files of the practice in its order, with what each was adapted from (`origins`) and its
    own `licence`; two queries, and those of `template_origins`."""
    rows = list(practice.templates.all())
    documents = get_document_model().objects.in_bulk([row.document_id for row in rows])
    origins = template_origins(rows, request)
    for row in rows:
        if document := documents.get(row.document_id):
            document.origins = origins.get(row.document_id, [])
            document.licence = row.licence
    return [documents[row.document_id] for row in rows if row.document_id in documents]


def _related(rows, field: str, request) -> list[Card]:
    """Cards of the pages that `rows` point to by `field`: those that are public.

    A preview's rows are not saved yet, so the pages are found by their ids.
    """
    rows = list(rows.all())
    if not rows:
        return []
    model = rows[0]._meta.get_field(field).related_model
    return cards_of_ids(model.listed(), [getattr(row, f"{field}_id") for row in rows], request)
