"""The import of figures in the admin: upload, look, confirm."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse_lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from portal.cities.permissions import editable_cities
from portal.content.importing import views
from portal.content.importing.forms import TableForm, table_field
from portal.content.importing.report import ImportReport
from portal.content.importing.run import Source

from .importing.service import import_figures
from .importing.template import TEMPLATE_NAME, make_template


class UploadForm(TableForm):
    file = table_field(
        label=_("Arbeitsmappe"),
        help_text=_("Eine Excel-Datei (.xlsx), am besten die ausgefüllte Vorlage."),
        accept=".xlsx",
    )


class EntersFiguresMixin:
    """Lets in whoever may enter figures of at least one city."""

    def dispatch(self, request, *args, **kwargs):
        if not editable_cities(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class FigureImport(EntersFiguresMixin, views.TableImport):
    """Takes a workbook over as a whole or not at all."""

    page_title = _("Kennzahlen importieren")
    header_icon = "order"
    address = "figures_import"
    breadcrumbs_items = [
        *views.ImportView.breadcrumbs_items,
        {"url": reverse_lazy("figures:index"), "label": _("Kennzahlen zu Ziel 2")},
        {"url": reverse_lazy(address), "label": page_title},
    ]
    introduction = _(
        "Aus jeder Zeile wird eine Kennzahl. Sie sehen zuerst eine Vorschau. Ist in einer Zeile "
        "etwas falsch, wird aus der ganzen Datei nichts übernommen."
    )

    def make_form(self, *data) -> UploadForm:
        return UploadForm(*data)

    def import_table(self, source: Source, *, city, dry_run: bool) -> ImportReport:
        return import_figures(sources=[source], user=self.request.user, dry_run=dry_run)

    def may_save(self, report: ImportReport) -> bool:
        return bool(report.writes) and not report.error_count

    def save_label(self, count: int) -> str:
        return ngettext("%(count)s Kennzahl speichern", "%(count)s Kennzahlen speichern", count) % {
            "count": count
        }

    def note(self, report: ImportReport) -> str:
        if not report.error_count:
            return ""
        return gettext("Solange eine Zeile einen Fehler hat, wird aus der Datei nichts übernommen.")

    def announce(self, report: ImportReport) -> None:
        if report.error_count:
            messages.error(
                self.request,
                gettext(
                    "Nichts ist gespeichert: In der Datei stimmt etwas nicht mehr. Siehe unten."
                ),
            )
            return
        written = ngettext(
            "%(count)d Kennzahl ist gespeichert.",
            "%(count)d Kennzahlen sind gespeichert.",
            report.writes,
        ) % {"count": report.writes}
        messages.success(self.request, written)


class UploadView(FigureImport, views.UploadView):
    pass


class ConfirmView(FigureImport, views.ConfirmView):
    pass


class TemplateView(EntersFiguresMixin, views.TemplateView):
    template_file = TEMPLATE_NAME

    def make_template(self) -> bytes:
        return make_template()
