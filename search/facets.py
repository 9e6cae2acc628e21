"""Facets are data: what one can narrow a search by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search.

    `key` is the key in `SearchDocument.facets`, `parameter` the name in addresses, `label`
    what people read. `labels` returns the label of each value by key, in display order;
    None marks a facet that filters but is not offered as a list and not counted (keywords: too
    many), and `labels_of` then returns the labels of those values that somebody has chosen.
    """

    key: str
    parameter: str
    label: str
    labels: Callable[[], Mapping[str, str]] | None
    labels_of: Callable[[Sequence[str]], Mapping[str, str]] | None = None


@cache
def all_facets() -> tuple[Facet, ...]:
    """The facets of this site, from `settings.SEARCH_FACETS`."""
    return tuple(import_string(settings.SEARCH_FACETS))


def by_parameter() -> dict[str, Facet]:
    return {facet.parameter: facet for facet in all_facets()}
