"""The import of good practices in the admin: upload, look, confirm."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.content.importing import uploads
from portal.content.importing.cities import CityChoice
from portal.content.importing.report import Outcome, UnreadableFileError
from portal.content.importing.run import Source

from .importing.forms import UploadForm
from .importing.service import import_practices
from .importing.template import TEMPLATE_NAME, XLSX, make_template

#: What one request can do before a proxy gives up on it; the command takes 5,000.
MAX_ROWS = 200


class ImportPermissionMixin:
    """Lets in whoever may add entries below at least one city; finds those cities once."""

    def dispatch(self, request, *args, **kwargs):
        self.cities = CityChoice(user=request.user)
        if not self.cities.allowed:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ImportAdminView(ImportPermissionMixin, WagtailAdminTemplateMixin, View):
    page_title = gettext_lazy("Praxisbeispiele importieren")
    header_icon = "table"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("practices_import"), "label": page_title},
    ]
    template_name = "practices/import.html"

    def render(self, **context):
        return self.render_to_response(self.get_context_data(**context))


class UploadView(ImportAdminView):
    """Takes a table and shows what would become of it; writes nothing."""

    def get(self, request):
        return self.render(form=UploadForm(cities=self.cities))

    def post(self, request):
        form = UploadForm(request.POST, request.FILES, cities=self.cities)
        if not form.is_valid():
            return self.render(form=form)
        file, city = form.cleaned_data["file"], form.cleaned_data["city"]
        data = file.read()
        report = import_practices(
            sources=[Source(name=file.name, read=lambda: data)],
            user=request.user,
            city=city,
            dry_run=True,
            max_rows=MAX_ROWS,
        )
        [result] = report.files
        unreadable = [problem for problem in result.problems if problem.is_error]
        if unreadable:
            for problem in unreadable:
                form.add_error("file", str(problem))
            return self.render(form=form)
        ticket = ""
        if report.writes:
            ticket = uploads.keep(
                name=file.name, data=data, user=request.user, city_id=city.pk if city else None
            )
        self.template_name = "practices/import_result.html"
        return self.render(report=report, file=result, ticket=ticket)


class ConfirmView(ImportAdminView):
    """Imports what the preview showed, or throws it away."""

    template_name = "practices/import_result.html"

    def get(self, request):
        return redirect("practices_import")

    def post(self, request):
        ticket = request.POST.get("ticket", "")
        try:
            if "cancel" in request.POST:
                uploads.discard(ticket=ticket, user=request.user)
                return redirect("practices_import")
            upload = uploads.take(ticket=ticket, user=request.user)
        except UnreadableFileError as error:
            messages.error(request, f"{error.message} {error.remedy}")
            return redirect("practices_import")
        city = next((city for city in self.cities.allowed if city.pk == upload.city_id), None)
        report = import_practices(
            sources=[Source(name=upload.name, read=lambda: upload.data)],
            user=request.user,
            city=city,
            max_rows=MAX_ROWS,
        )
        self._announce(report)
        return self.render(report=report, file=report.files[0])

    def _announce(self, report) -> None:
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


class TemplateView(ImportPermissionMixin, View):
    """The empty table, with the vocabularies as they are at this moment."""

    def get(self, request):
        return HttpResponse(
            make_template(),
            headers={
                "Content-Type": XLSX,
                "Content-Disposition": f'attachment; filename="{TEMPLATE_NAME}"',
                "Cache-Control": "no-store",
            },
        )
