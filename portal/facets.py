"""The facets of the cross-city search, as data: `settings.SEARCH_FACETS` names this tuple.

A new facet is one more line here and one more key in a page type's `search_document`.
"""

from django.utils.translation import gettext_lazy as _

from portal.taxonomy import models as taxonomy
from search.facets import Facet

KINDS = {
    "praxis": _("Praxisbeispiel"),
    "training": _("Trainingsmodul"),
    "gesuch": _("Gesuch"),
    "stadt": _("Stadt"),
    "seite": _("Information"),
}

REUSE = {
    "nachgenutzt": _("in anderen Städten nachgenutzt"),
    "bestaetigt": _("Nachnutzung bestätigt"),
    "mehrfach": _("in mindestens zwei Städten bestätigt"),
}

#: What is not simply German.
LANGUAGES = {
    "leicht": _("auch in Leichter Sprache"),
    "en": _("auch auf Englisch"),
}


def labels_of(*models):
    """A function that returns the labels of vocabularies by key, in their order, in the language
    of the interface.

    Terms of several vocabularies with one key are one value: "Führung" is a field of action
    of practices and a competence of modules, and people look for both. One query a model.
    """

    def labels() -> dict[str, str]:
        found: dict[str, str] = {}
        for model in models:
            for key, *names in model.objects.values_list("key", "title", "title_en"):
                found.setdefault(key, taxonomy.called(*names))
        return found

    return labels


def city_labels() -> dict[str, str]:
    from portal.cities.models import CityPage

    return dict(CityPage.originals.live().order_by("title").values_list("key", "title"))


def keyword_labels(slugs) -> dict[str, str]:
    keywords = taxonomy.Keyword.objects.filter(slug__in=slugs)
    return {
        slug: taxonomy.called(*names)
        for slug, *names in keywords.values_list("slug", "name", "name_en")
    }


FACETS = (
    Facet("kind", "art", _("Art"), lambda: KINDS),
    Facet("city", "stadt", _("Stadt"), city_labels),
    Facet("theme", "thema", _("Thema"), labels_of(taxonomy.FieldOfAction, taxonomy.Competence)),
    Facet("audience", "zielgruppe", _("Zielgruppe"), labels_of(taxonomy.TargetGroup)),
    Facet("goal", "ziel", _("Kontraktziel"), labels_of(taxonomy.ContractGoal)),
    Facet("format", "format", _("Format"), labels_of(taxonomy.ModuleFormat)),
    Facet("level", "stufe", _("Stufe"), labels_of(taxonomy.ModuleLevel)),
    Facet("status", "status", _("Praxisstatus"), labels_of(taxonomy.PracticeStatus)),
    Facet("reuse", "nachnutzung", _("Nachnutzung"), lambda: REUSE),
    Facet("language", "sprache", _("Sprache"), lambda: LANGUAGES),
    Facet("tag", "schlagwort", _("Schlagwort"), None, keyword_labels),
)
