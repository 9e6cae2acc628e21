"""A step's part of a practice: as a form shows it, as one compares it, as one writes it."""

import hashlib
import json
from collections.abc import Mapping

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField

from portal.content.richtext import from_plain_text, to_plain_text
from portal.taxonomy.tags import tags_from_string
from portal.translating.rows import keep_rows
from practices.models import PracticeFigure, PracticeTemplate

from .steps import Step

FIGURE_FIELDS = ("label", "value", "unit", "period", "source")


def fingerprint(page, step: Step) -> str:
    """Changes exactly when somebody changes what this step asks for.

    The form sends it back, so that two people (or two tabs) who answer different questions
    never disturb each other, and those who answer the same one hear of it.
    """
    content = json.dumps([_raw(page, name) for name in step.fields], default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:20]


def initial(page, step: Step) -> dict[str, object]:
    """What the step's form begins with."""
    return {name: _shown(page, name) for name in step.fields if name not in _OWN_FORMS}


def readable(page, step: Step) -> list[tuple[str, str]]:
    """(label, text) for people: what is saved, beside what somebody else wrote meanwhile."""
    return [(label_of(page, name), _in_words(page, name)) for name in step.fields]


def is_answered(page, name: str) -> bool:
    value = _raw(page, name)
    return value not in ("", None, [], False)


def write(page, name: str, value) -> None:
    """Puts a form's value into the page; nothing is saved."""
    field = page._meta.get_field(name)
    if isinstance(field, RichTextField):
        # An editor's links and bold words stay while the words stay.
        if from_plain_text(value) != from_plain_text(to_plain_text(getattr(page, name))):
            setattr(page, name, from_plain_text(value))
    elif isinstance(field, TaggableManager):
        page.tags.set(tags_from_string(value))
    elif name == "figures":
        figures = [PracticeFigure(**row, sort_order=n) for n, row in enumerate(value)]
        keep_rows(page.figures.all(), figures)
        page.figures = figures
    elif name == "templates":
        known = {item.document_id: item for item in page.templates.all()}
        page.templates = [
            # What the Redaktion has noted of a file's origin stays with it.
            _placed(known.get(each.pk) or PracticeTemplate(document=each), n)
            for n, each in enumerate(value)
        ]
    elif field.many_to_many:
        setattr(page, name, list(value))
    else:
        setattr(page, name, value)


def _placed(item: PracticeTemplate, number: int) -> PracticeTemplate:
    item.sort_order = number
    return item


def figure_rows(page) -> list[Mapping[str, str]]:
    return [
        {name: getattr(figure, name) for name in FIGURE_FIELDS} for figure in page.figures.all()
    ]


def label_of(page, name: str) -> str:
    field = page._meta.get_field(name)
    if field.one_to_many:
        return str(field.related_model._meta.verbose_name_plural)
    return str(field.verbose_name)


#: Shown by forms of their own kind: rows, and files that are there already.
_OWN_FORMS = ("figures", "image", "templates")


def _raw(page, name: str):
    """The value as JSON knows it, the same before and after it was saved."""
    field = page._meta.get_field(name)
    if name == "figures":
        return [list(row.values()) for row in figure_rows(page)]
    if name == "templates":
        return [item.document_id for item in page.templates.all()]
    if isinstance(field, TaggableManager):
        return sorted(tag.name for tag in page.tags.all())
    if field.many_to_many:
        return sorted(term.pk for term in getattr(page, name).all())
    value = getattr(page, field.attname)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _shown(page, name: str):
    field = page._meta.get_field(name)
    if isinstance(field, RichTextField):
        return to_plain_text(getattr(page, name))
    if isinstance(field, TaggableManager):
        return ", ".join(
            f'"{tag.name}"' if "," in tag.name else tag.name for tag in page.tags.all()
        )
    if field.many_to_many:
        return [term.pk for term in getattr(page, name).all()]
    return getattr(page, field.attname)


def _in_words(page, name: str) -> str:
    field = page._meta.get_field(name)
    if name == "figures":
        return "\n".join(" · ".join(filter(None, row.values())) for row in figure_rows(page))
    if name == "templates":
        return "\n".join(item.document.title for item in page.templates.all())
    if field.many_to_many and not isinstance(field, TaggableManager):
        return ", ".join(str(term) for term in getattr(page, name).all())
    if isinstance(field, models.ForeignKey):
        return str(getattr(page, name) or "")
    value = _shown(page, name)
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if hasattr(value, "isoformat"):
        return date_format(value)
    return "" if value is None else str(value)
