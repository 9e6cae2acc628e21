"""Searches in words."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from ..facets import all_facets
from ..presentation import facet_labels
from ..quotations import within_quotes
from ..request import SearchRequest

Labels = Mapping[str, Mapping[str, str]]


def describe(search: SearchRequest, labels: Labels | None = None) -> str:
    """A search as a person would say it: "„Azubi“, Stadt: Bochum oder Herne".

    Without `labels` it costs the queries for the labels of all facets.
    """
    labels = facet_labels(search) if labels is None else labels
    parts = [_("„%(text)s“") % {"text": within_quotes(search.text)}] if search.text else []
    for facet in all_facets():
        if values := search.all_filters.get(facet.key):
            names = [str(labels[facet.key].get(value, value)) for value in values]
            parts.append(f"{facet.label}: {_either(names)}")
    return ", ".join(parts) or _("Alle Einträge")


def labels_for(searches: Sequence[SearchRequest]) -> Labels:
    """The labels that describe any of the searches, for the price of one."""
    values: dict[str, dict[str, None]] = {}
    for search in searches:
        for key, chosen in search.all_filters.items():
            values.setdefault(key, {}).update(dict.fromkeys(chosen))
    return facet_labels(SearchRequest(filters={key: tuple(all_) for key, all_ in values.items()}))


def kind_labels() -> Mapping[str, str]:
    """What the kinds of documents are called."""
    for facet in all_facets():
        if facet.key == "kind" and facet.labels is not None:
            return {key: str(label) for key, label in facet.labels().items()}
    return {}


def _either(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(others)s oder %(last)s") % {"others": ", ".join(names[:-1]), "last": names[-1]}
