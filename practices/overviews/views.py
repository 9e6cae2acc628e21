from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.cities.models import CityPage
from portal.cities.reports import edits_whole_site
from portal.content.spreadsheets import XLSX

from .ageing import ageing
from .confirmations import confirmations
from .gaps import gaps
from .tables import Overview
from .waiting import waiting
from .workbook import workbook

#: More rows than these are in the export.
SHOWN_ROWS = 200

OVERVIEWS = (
    Overview(
        key="wartet",
        title=_("Was wartet"),
        intro=_("Einträge in der Prüfung: in welchem Schritt, auf wen sie warten, seit wann."),
        empty=_("Es wartet nichts."),
        make=waiting,
    ),
    Overview(
        key="altert",
        title=_("Was altert"),
        intro=_(
            "Veröffentlichte Praxisbeispiele, deren Wiedervorlage in den nächsten 60 Tagen liegt, "
            "verstrichen ist oder fehlt; dazu die archivierten."
        ),
        empty=_("Alles ist bestätigt, und kein Termin ist nahe."),
        make=ageing,
    ),
    Overview(
        key="luecken",
        title=_("Wo etwas fehlt"),
        intro=_(
            "Veröffentlichte Praxisbeispiele nach Handlungsfeld und Stadt, ohne archivierte. Ein "
            "Beispiel mit mehreren Handlungsfeldern zählt in jedem."
        ),
        empty=_("Es gibt keine Handlungsfelder."),
        make=gaps,
    ),
    Overview(
        key="bestaetigungen",
        title=_("Offene Bestätigungen"),
        intro=_("Nachnutzungen, zu denen die Stadt des Praxisbeispiels noch nichts gesagt hat."),
        empty=_("Alle Nachnutzungen sind beantwortet."),
        make=confirmations,
    ),
)


class OverviewView(WagtailAdminTemplateMixin, TemplateView):
    """One of the overviews, for all cities or one; `?export=xlsx` as a spreadsheet.

    For those who edit the whole site: the Projektgruppe and the administration.
    """

    template_name = "practices/overviews/overview.html"
    page_title = _("Übersichten der Projektgruppe")
    header_icon = "list-ul"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not edits_whole_site(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request, *args, **kwargs):
        self.overview = next((each for each in OVERVIEWS if each.key == kwargs["key"]), None)
        if self.overview is None:
            raise Http404
        self.cities = list(CityPage.originals.order_by("title"))
        key = request.GET.get("stadt", "")
        self.city = next((city for city in self.cities if city.key == key), None)
        self.table = self.overview.make(self.cities, self.city)
        if request.GET.get("export") == "xlsx":
            return self._spreadsheet()
        return super().get(request, *args, **kwargs)

    def _spreadsheet(self) -> HttpResponse:
        name = "-".join(filter(None, (self.overview.key, self.city and self.city.key)))
        return HttpResponse(
            workbook(str(self.overview.title), self.table),
            headers={
                "Content-Type": XLSX,
                "Content-Disposition": f'attachment; filename="{name}.xlsx"',
                "Cache-Control": "no-store",
            },
        )

    def get_context_data(self, **kwargs):
        query = f"?stadt={self.city.key}" if self.city else ""
        return super().get_context_data(**kwargs) | {
            "overview": self.overview,
            "tabs": [
                (each, reverse("practices_overview", args=[each.key]) + query) for each in OVERVIEWS
            ],
            "cities": self.cities,
            "city": self.city,
            "headings": self.table.headings,
            "rows": self.table.rows[:SHOWN_ROWS],
            "total": len(self.table.rows),
            "shown_rows": SHOWN_ROWS,
            "export": f"{query}{'&' if query else '?'}export=xlsx",
        }
