"""What a record of the stock says: columns with a name for machines and a label for people.

A page type that belongs to the stock returns its `Layout` from `stock_layout()`. Names are those
of the model's fields, as in `/api/v3/`; labels are those of the forms.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.content.pages import plain_text
from portal.content.richtext import to_plain_text
from search.mailing import absolute


@dataclass(frozen=True, slots=True)
class Column:
    """`read` returns what JSON can say: text, number, truth, or lists and objects of these."""

    name: str
    label: str
    read: Callable[[Page], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How the entries of one type stand in the stock.

    `select` and `prefetch` name what the columns read of other tables; vocabularies with several
    terms, keywords, city and files come by `stock.prepared`. What is no page brings its `batches`
    itself, as public as everybody may read it, with all that its columns read.
    """

    kind: str
    sheet: str
    columns: Sequence[Column]
    select: Sequence[str] = ()
    prefetch: Sequence[str] = ()
    batches: Callable[[], Iterator[Sequence]] | None = None


def field(model: type[Page], name: str) -> Column:
    """A value as it is; dates in ISO 8601."""

    def read(page):
        value = getattr(page, name)
        return value.isoformat() if hasattr(value, "isoformat") else value

    return Column(name, model._meta.get_field(name).verbose_name, read)


def story(model: type[Page], name: str) -> Column:
    """An editor's text with its paragraphs and lists, without marks."""
    label = model._meta.get_field(name).verbose_name
    return Column(name, label, lambda page: to_plain_text(getattr(page, name)))


def one_term(model: type[Page], name: str) -> Column:
    def read(page):
        term = getattr(page, name)
        return {"key": term.key, "title": term.title} if term else None

    return Column(name, model._meta.get_field(name).verbose_name, read)


def terms(model: type[Page], name: str) -> Column:
    label = model._meta.get_field(name).verbose_name
    return Column(name, label, lambda page: page.stock_terms[name])


def first_columns(model: type[Page]) -> tuple[Column, ...]:
    """Which entry it is, and whose."""
    return (
        Column("id", _("Nummer"), lambda page: page.pk),
        Column("kind", _("Art"), lambda page: page.search_kind),
        Column("url", _("Adresse"), lambda page: page.full_url),
        Column("title", _("Titel"), lambda page: page.title),
        Column("city", _("Stadt"), lambda page: page.city.title if page.city else None),
        field(model, "summary"),
    )


def last_columns(model: type[Page]) -> tuple[Column, ...]:
    """Whom to ask, and what one may do with it."""
    return (
        Column("body", _("Weitere Inhalte"), lambda page: plain_text(page.body)),
        Column("tags", _("Schlagwörter"), lambda page: list(page.search_keywords.values())),
        Column("files", _("Dateien"), lambda page: [_file(file) for file in page.public_files]),
        field(model, "contact_role"),
        field(model, "contact_email"),
        Column("licence", _("Lizenz"), _licence),
        field(model, "first_published_at"),
        field(model, "last_published_at"),
    )


def _file(file) -> dict[str, str]:
    return {"title": file.title, "url": absolute(file.url)}


def _licence(page) -> dict[str, str] | None:
    """None where the city has not named one: then the law applies, and one asks."""
    licence = page.licence
    return {"key": licence.key, "title": licence.title, "url": licence.iri} if licence else None
