"""Form fields that only practices have."""

from django.forms import Select
from django.utils.translation import gettext as _

from portal.cities.models import CityPage
from portal.cities.selectors import city_above

from .origins import public_practices


class TemplateChoice(Select):
    """The templates that public practices offer, by city, practice and title.

    What is named already and is no longer public stays to be chosen, without its title.
    """

    def optgroups(self, name, value, attrs=None):
        """Three queries besides those for the files."""
        from .parts import PracticeTemplate

        cities = list(CityPage.originals.only("title", "path"))
        rows = PracticeTemplate.objects.filter(practice__in=public_practices().values("pk"))
        self._labels = {}
        for row in rows.select_related("document", "practice"):
            city = city_above(row.practice.path, cities)
            self._labels.setdefault(
                row.document_id,
                f"{city.title if city else '–'}: {row.document.title} ({row.practice.title})",
            )
        groups = super().optgroups(name, value, attrs)
        blank, offered = groups[:1], groups[1:]
        return blank + sorted(offered, key=lambda group: group[1][0]["label"].casefold())

    def create_option(self, name, value, label, *args, **kwargs):
        if document := getattr(value, "instance", None):
            label = self._labels.get(document.pk, _("Vorlage, die nicht mehr öffentlich ist"))
        return super().create_option(name, value, label, *args, **kwargs)
