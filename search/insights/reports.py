"""The report on searches in the admin: a table whose bars are its chart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from . import selectors, services
from .selectors import TermRow

PERMISSION = "search_insights.view_searchcount"
#: More rows than these are in the export.
SHOWN_ROWS = 100


@dataclass(frozen=True, slots=True)
class Period:
    """So many days until today; the chart has a bar for every `step` of them."""

    key: str
    label: str
    days: int
    step: int

    @property
    def first(self) -> date:
        return timezone.localdate() - timedelta(days=self.days - 1)


PERIODS = (
    Period("7", _("7 Tage"), 7, 1),
    Period("30", _("30 Tage"), 30, 1),
    Period("90", _("90 Tage"), 91, 7),
    Period("365", _("ein Jahr"), 364, 28),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the report; `columns` are those of its export."""

    key: str
    label: str
    rows: Callable[..., Sequence[TermRow]]
    columns: tuple[str, ...]


TABS = (
    Tab(
        "haeufig",
        _("Häufig gesucht"),
        selectors.most_searched,
        ("spelling", "searches", "without_hits", "with_click"),
    ),
    Tab(
        "ohne-treffer",
        _("Nichts gefunden"),
        selectors.without_hits,
        ("spelling", "without_hits", "searches"),
    ),
    Tab(
        "angeklickt",
        _("Angeklickt"),
        selectors.most_clicked,
        ("spelling", "clicks", "mean_place", "searches", "with_click", "top_title"),
    ),
)


class InsightsView(SpreadsheetExportMixin, WagtailAdminTemplateMixin, TemplateView):
    """What people search, what finds nothing, what they open. Twelve queries at most."""

    template_name = "search/admin/insights.html"
    page_title = _("Was gesucht wird")
    header_icon = "search"
    _show_breadcrumbs = True
    export_filename = "suchen"
    export_headings = {
        "spelling": _("Suche"),
        "searches": _("Suchanfragen"),
        "without_hits": _("ohne Treffer"),
        "with_click": _("Suchanfragen mit Klick"),
        "clicks": _("Klicks"),
        "mean_place": _("mittlerer Platz"),
        "top_title": _("am häufigsten geöffnet"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.period = _chosen(PERIODS, request.GET.get("zeitraum"), default=PERIODS[1])
        self.tab = _chosen(TABS, request.GET.get("liste"), default=TABS[0])
        self.list_export = list(self.tab.columns)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get(self, request, *args, **kwargs):
        if self.is_export:
            return self.as_spreadsheet(self.tab.rows(self.period.first), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        first = self.period.first
        rows = self.tab.rows(first, limit=SHOWN_ROWS)
        bars = selectors.timeline(first, step=self.period.step)
        return super().get_context_data(**kwargs) | {
            "tab": self.tab,
            "tabs": [(tab, self._address(liste=tab.key)) for tab in TABS],
            "period": self.period,
            "periods": [(period, self._address(zeitraum=period.key)) for period in PERIODS],
            "rows": rows,
            "highest": max((self._measure(row) for row in rows), default=0),
            "bars": bars,
            "highest_bar": max((bar.searches for bar in bars), default=0),
            "totals": selectors.totals(first),
            "shown_from": selectors.SHOWN_FROM,
            "shown_rows": SHOWN_ROWS,
            "last_place": services.LAST_PLACE,
        }

    def _measure(self, row: TermRow) -> int:
        """The number that the list is sorted by."""
        return getattr(row, self.tab.columns[1])

    def _address(self, **changes: str) -> str:
        parameters = self.request.GET.copy()
        for name, value in changes.items():
            parameters[name] = value
        return f"?{parameters.urlencode()}"


def _chosen(choices, key, *, default):
    return next((choice for choice in choices if choice.key == key), default)
