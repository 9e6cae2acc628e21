"""The import of good practices in the admin: upload, look, confirm."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from portal.content.importing import views
from portal.content.importing.cities import CityChoice
from portal.content.importing.report import ImportReport, Outcome
from portal.content.importing.run import Source

from .importing.forms import UploadForm
from .importing.service import import_practices
from .importing.template import TEMPLATE_NAME, make_template

#: What one request can do before a proxy gives up on it; the command takes 5,000.
MAX_ROWS = 200


class ImportPermissionMixin:
    """Lets in whoever may add entries below at least one city; finds those cities once."""

    def dispatch(self, request, *args, **kwargs):
        self.cities = CityChoice(user=request.user)
        if not self.cities.allowed:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PracticeImport(ImportPermissionMixin, views.TableImport):
    page_title = gettext_lazy("Praxisbeispiele importieren")
    header_icon = "table"
    address = "practices_import"
    breadcrumbs_items = [
        *views.ImportView.breadcrumbs_items,
        {"url": reverse_lazy(address), "label": page_title},
    ]
    introduction = gettext_lazy(
        "Aus jeder Zeile Ihrer Tabelle wird ein Entwurf unter Ihrer Stadt. Sie sehen zuerst eine "
        "Vorschau; veröffentlicht wird nichts."
    )

    def make_form(self, *data) -> UploadForm:
        return UploadForm(*data, cities=self.cities)

    def import_table(self, source: Source, *, city, dry_run: bool) -> ImportReport:
        return import_practices(
            sources=[source],
            user=self.request.user,
            city=city,
            dry_run=dry_run,
            max_rows=MAX_ROWS,
        )

    def allowed_city(self, pk: int | None):
        return next((city for city in self.cities.allowed if city.pk == pk), None)

    def may_save(self, report: ImportReport) -> bool:
        return bool(report.writes)

    def save_label(self, count: int) -> str:
        return ngettext("%(count)s Entwurf speichern", "%(count)s Entwürfe speichern", count) % {
            "count": count
        }

    def announce(self, report: ImportReport) -> None:
        written = ngettext(
            "%(count)d Entwurf ist gespeichert.",
            "%(count)d Entwürfe sind gespeichert.",
            report.writes,
        ) % {"count": report.writes}
        messages.success(self.request, written)
        if refused := report.counts[Outcome.ERROR]:
            sentence = ngettext(
                "%(count)d Zeile wurde nicht übernommen.",
                "%(count)d Zeilen wurden nicht übernommen.",
                refused,
            )
            messages.warning(self.request, sentence % {"count": refused})


class UploadView(PracticeImport, views.UploadView):
    pass


class ConfirmView(PracticeImport, views.ConfirmView):
    pass


class TemplateView(ImportPermissionMixin, views.TemplateView):
    template_file = TEMPLATE_NAME

    def make_template(self) -> bytes:
        return make_template()
