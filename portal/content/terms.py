"""The terms and keywords of many entries at once, for the search.

Prefetched, each page would get a manager and a queryset for each vocabulary, which takes longer
than all else that is read of it. What is in demand is their keys.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from wagtail.models import Page

from portal.taxonomy.models import called


def terms_of_entries(
    model: type[Page], name: str, pks: Iterable[int], *, column: str = "key"
) -> Mapping[int, tuple[str, ...]]:
    """Page → the keys (or another column) of its terms in one vocabulary, in its order.

    One query.
    """
    values: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for pk, value in _rows(model, name, pks, column):
        values[pk] += (value,)
    return values


def term_names_of_entries(
    model: type[Page], name: str, pks: Iterable[int]
) -> Mapping[int, tuple[str, ...]]:
    """Page → what its terms in one vocabulary are called in the language of the interface."""
    values: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for pk, german, english in _rows(model, name, pks, "title", "title_en"):
        values[pk] += (called(german, english),)
    return values


def _rows(model: type[Page], name: str, pks: Iterable[int], *columns: str) -> QuerySet:
    """The page's key and these columns of each of its terms, in the vocabulary's order."""
    field = model._meta.get_field(name)
    page, term = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = field.remote_field.through._default_manager.filter(**{f"{page}__in": pks})
    order = [f"{term}__{column}" for column in field.related_model._meta.ordering]
    names = [f"{term}__{column}" for column in columns]
    return rows.order_by(*order).values_list(f"{page}_id", *names)


def keywords_of_entries(model: type[Page], pks: Iterable[int]) -> Mapping[int, dict[str, str]]:
    """Page → its keywords, slug → name, in the order in which they were given; one query."""
    rows = model.tags.through._default_manager.filter(content_object__in=pks)
    keywords: dict[int, dict[str, str]] = defaultdict(dict)
    for pk, slug, name in rows.order_by("pk").values_list(
        "content_object_id", "tag__slug", "tag__name"
    ):
        keywords[pk][slug] = name
    return keywords
