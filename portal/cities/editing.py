"""Where two people work on one page: nobody writes over, or approves, what they have not read.

Wagtail keeps its saving by itself from writing over a newer version. Who presses a button is
taken at their word, though they may have read less than there is now.
"""

from django.forms import HiddenInput, IntegerField
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page

#: The field of a review's dialog that says which version was there when it opened.
READ = "read_revision"


def lock_row(page_id: int) -> None:
    """Of two who save at the same moment the second waits, and then sees the first one's version.

    The middleware has opened the transaction.
    """
    Page.objects.select_for_update().filter(pk=page_id).values_list("pk").first()


class KeepsBothMixin:
    """The edit view, which asks before it puts a text in the place of a newer one.

    The form comes back with what was typed. Sent again, it is saved as the latest version, and
    the other one stays in the history.
    """

    def dispatch(self, request, page_id, **kwargs):
        if request.method == "POST":
            lock_row(page_id)
        return super().dispatch(request, page_id, **kwargs)

    def post(self, request, *args, **kwargs):
        # Wagtail answers its own saving, and what is locked, with a sentence of theirs.
        asks = not (self.expects_json_response or self.locked_for_user or self.page.alias_of_id)
        if asks and self.is_out_of_date:
            return self.ask_again()
        return super().post(request, *args, **kwargs)

    def ask_again(self):
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        self.has_unsaved_changes = True
        # By itself it would save at once what somebody has yet to decide.
        self.autosave_enabled = False
        messages.error(
            self.request,
            _(
                "„%(title)s“ wurde inzwischen geändert: %(who)s, %(when)s. Ihr Text steht noch im "
                "Formular und ist nicht gespeichert. Sehen Sie im Verlauf nach, was sich geändert "
                "hat. Wenn Sie danach noch einmal speichern, gilt Ihr Text; die andere Fassung "
                "bleibt im Verlauf."
            )
            % {
                "title": self.real_page_record.get_admin_display_title(),
                "who": get_user_display_name(self.latest_revision.user) or _("jemand anderes"),
                "when": date_format(
                    timezone.localtime(self.latest_revision.created_at), "SHORT_DATETIME_FORMAT"
                ),
            },
            buttons=[messages.button(self.get_history_url(), _("Verlauf ansehen"), True)],
        )
        return self.render_to_response(self.get_context_data())

    def form_invalid(self, form):
        """Wagtail says that the page is locked, and why only when it is opened."""
        if self.locked_for_user and not (self.expects_json_response or self.is_cancelling_workflow):
            reason = self.lock.get_message(self.request.user)
            if reason:
                messages.info(self.request, reason, extra_tags="lock")
        return super().form_invalid(form)


class DecidesOnWhatWasReadMixin:
    """The dialog of a review, opened beside the entry: it counts for the version it was opened on.

    In the editor, `KeepsBothMixin` sees to that.
    """

    def get(self, request, *args, **kwargs):
        form = self.form_class()
        form.fields[READ] = IntegerField(
            widget=HiddenInput, initial=self.object.latest_revision_id, required=False
        )
        return self.render_modal_form(request, form)

    def post(self, request, *args, **kwargs):
        lock_row(self.object.pk)
        latest = Page.objects.values_list("latest_revision_id", flat=True).get(pk=self.object.pk)
        read = request.POST.get(READ)
        if read and read != str(latest):
            return self.ask_to_read(request)
        return super().post(request, *args, **kwargs)

    def ask_to_read(self, request):
        messages.error(
            request,
            _(
                "„%(title)s“ wurde geändert, seit Sie den Eintrag gelesen haben. Ihre Entscheidung "
                "ist nicht gespeichert. Bitte lesen Sie die neue Fassung und entscheiden Sie dann."
            )
            % {"title": self.object.get_admin_display_title()},
        )
        address = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return render_modal_workflow(
                request, "", None, {}, json_data={"step": "success", "redirect": address}
            )
        return redirect(address)
