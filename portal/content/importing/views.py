"""The import of a table in the admin: upload, look, confirm.

A room has a mixin with what differs (`TableImport`) and puts it before each of the three views.
"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.content.spreadsheets import XLSX

from . import uploads
from .forms import TableForm
from .report import FileReport, ImportReport, UnreadableFileError
from .run import Source


class TableImport:
    """What a room says of its import; all of it is its own, but `note`."""

    #: The name of the first view's address; those of the others end in `_confirm`, `_template`.
    address = ""
    #: What becomes of the rows, above the form.
    introduction = ""

    def make_form(self, *data) -> TableForm:
        """The form, with a `file`; and a `city` where rows may leave it open."""
        raise NotImplementedError

    def import_table(self, source: Source, *, city, dry_run: bool) -> ImportReport:
        """Calls the room's service for this person."""
        raise NotImplementedError

    def allowed_city(self, pk: int | None):
        """The city of an upload that waited, if the person still may write for it."""
        return

    def may_save(self, report: ImportReport) -> bool:
        """Whether there is something to confirm."""
        raise NotImplementedError

    def save_label(self, count: int) -> str:
        """The button that saves so many."""
        raise NotImplementedError

    def announce(self, report: ImportReport) -> None:
        """Says by messages what was saved."""
        raise NotImplementedError

    def note(self, report: ImportReport) -> str:
        """A sentence below a preview that cannot be confirmed."""
        return ""


class ImportView(WagtailAdminTemplateMixin, View):
    def render(self, **context):
        return self.render_to_response(
            self.get_context_data(
                address=self.address,
                confirm_address=f"{self.address}_confirm",
                template_address=f"{self.address}_template",
                **context,
            )
        )

    def render_report(self, report: ImportReport, *, ticket: str = ""):
        self.template_name = "components/import_result.html"
        return self.render(
            report=report,
            file=report.files[0],
            ticket=ticket,
            save_label=self.save_label(report.writes),
            note=self.note(report),
        )


class UploadView(ImportView):
    """Takes a table and shows what would become of it; writes nothing."""

    template_name = "components/import_upload.html"

    def get(self, request):
        return self.render_form(self.make_form())

    def post(self, request):
        form = self.make_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_form(form)
        file, city = form.cleaned_data["file"], form.cleaned_data.get("city")
        data = file.read()
        report = self.import_table(
            Source(name=file.name, read=lambda: data), city=city, dry_run=True
        )
        if unreadable := _unreadable(report.files[0]):
            for sentence in unreadable:
                form.add_error("file", sentence)
            return self.render_form(form)
        ticket = ""
        if self.may_save(report):
            ticket = uploads.keep(
                name=file.name, data=data, user=request.user, city_id=city.pk if city else None
            )
        return self.render_report(report, ticket=ticket)

    def render_form(self, form: TableForm):
        return self.render(form=form, introduction=self.introduction)


def _unreadable(file: FileReport) -> list[str]:
    return [str(problem) for problem in file.problems if problem.is_error]


class ConfirmView(ImportView):
    """Imports what the preview showed, or throws it away."""

    def get(self, request):
        return redirect(self.address)

    def post(self, request):
        ticket = request.POST.get("ticket", "")
        try:
            if "cancel" in request.POST:
                uploads.discard(ticket=ticket, user=request.user)
                return redirect(self.address)
            upload = uploads.take(ticket=ticket, user=request.user)
        except UnreadableFileError as error:
            messages.error(request, f"{error.message} {error.remedy}")
            return redirect(self.address)
        report = self.import_table(
            Source(name=upload.name, read=lambda: upload.data),
            city=self.allowed_city(upload.city_id),
            dry_run=False,
        )
        self.announce(report)
        return self.render_report(report)


class TemplateView(View):
    """The empty table, with the vocabularies as they are at this moment."""

    template_file = ""

    def make_template(self) -> bytes:
        raise NotImplementedError

    def get(self, request):
        return HttpResponse(
            self.make_template(),
            headers={
                "Content-Type": XLSX,
                "Content-Disposition": f'attachment; filename="{self.template_file}"',
                "Cache-Control": "no-store",
            },
        )
