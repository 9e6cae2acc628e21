"""One spelling for each keyword."""

from django.apps import apps
from taggit.utils import _parse_tags

from search.analysis.folding import fold


def fold_tag(name: str) -> str:
    """The key under which all spellings of a keyword meet; at most 100 characters."""
    return " ".join(fold(name).replace("-", " ").split())[:100]


def canonical_names(names: list[str]) -> list[str]:
    """Replaces each name by the spelling that is already in use, and drops doubles.

    One query, however many names.
    """
    keyword_model = apps.get_model("taxonomy", "Keyword")
    wanted: dict[str, str] = {}
    for name in names:
        tidy = " ".join(name.split())
        if folded := fold_tag(tidy):
            wanted.setdefault(folded, tidy)
    known = keyword_model.objects.filter(folded__in=wanted).values_list("folded", "name")
    return list((wanted | dict(known)).values())


def tags_from_string(text: str) -> list[str]:
    """django-taggit's hook for what an editor typed: parsed, then one spelling each."""
    return canonical_names(_parse_tags(text))
