"""The import of figures in the admin: upload, look, confirm."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.cities.permissions import editable_cities
from portal.content.importing import uploads
from portal.content.importing.files import check_size
from portal.content.importing.report import UnreadableFileError
from portal.content.importing.run import Source

from .importing.service import import_figures
from .importing.template import TEMPLATE_NAME, make_template

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Arbeitsmappe"),
        help_text=_("Eine Excel-Datei (.xlsx), am besten die ausgefüllte Vorlage."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx", "autocomplete": "off"}),
        allow_empty_file=True,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
        except UnreadableFileError as error:
            raise forms.ValidationError(f"{error.message} {error.remedy}") from error
        return file


class EntersFiguresMixin:
    """Lets in whoever may enter figures of at least one city."""

    def dispatch(self, request, *args, **kwargs):
        if not editable_cities(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ImportView(EntersFiguresMixin, WagtailAdminTemplateMixin, View):
    page_title = _("Kennzahlen importieren")
    header_icon = "order"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("figures:index"), "label": _("Kennzahlen zu Ziel 2")},
        {"url": reverse_lazy("figures_import"), "label": page_title},
    ]
    template_name = "monitoring/admin/import.html"

    def render(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def import_file(self, name: str, data: bytes, **options):
        sources = [Source(name=name, read=lambda: data)]
        return import_figures(sources=sources, user=self.request.user, **options)


class UploadView(ImportView):
    """Takes a workbook and shows what would become of it; writes nothing."""

    def get(self, request):
        return self.render(form=UploadForm())

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render(form=form)
        file = form.cleaned_data["file"]
        data = file.read()
        report = self.import_file(file.name, data, dry_run=True)
        [result] = report.files
        unreadable = [problem for problem in result.problems if problem.is_error]
        if unreadable:
            for problem in unreadable:
                form.add_error("file", str(problem))
            return self.render(form=form)
        ticket = ""
        if report.writes and not report.error_count:
            ticket = uploads.keep(name=file.name, data=data, user=request.user, city_id=None)
        return self.render(report=report, file=result, ticket=ticket)


class ConfirmView(ImportView):
    """Imports what the preview showed, or throws it away."""

    def get(self, request):
        return redirect("figures_import")

    def post(self, request):
        ticket = request.POST.get("ticket", "")
        try:
            if "cancel" in request.POST:
                uploads.discard(ticket=ticket, user=request.user)
                return redirect("figures_import")
            upload = uploads.take(ticket=ticket, user=request.user)
        except UnreadableFileError as error:
            messages.error(request, f"{error.message} {error.remedy}")
            return redirect("figures_import")
        report = self.import_file(upload.name, upload.data)
        if report.error_count:
            messages.error(
                request,
                _("Nichts ist gespeichert: In der Datei stimmt etwas nicht mehr. Siehe unten."),
            )
        else:
            written = ngettext(
                "%(count)d Kennzahl ist gespeichert.",
                "%(count)d Kennzahlen sind gespeichert.",
                report.writes,
            ) % {"count": report.writes}
            messages.success(request, written)
        return self.render(report=report, file=report.files[0])


class TemplateView(EntersFiguresMixin, View):
    """The empty workbook, with the definitions and groups as they are at this moment."""

    def get(self, request):
        return HttpResponse(
            make_template(),
            headers={
                "Content-Type": XLSX,
                "Content-Disposition": f'attachment; filename="{TEMPLATE_NAME}"',
                "Cache-Control": "no-store",
            },
        )
