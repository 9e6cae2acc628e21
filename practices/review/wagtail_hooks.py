from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from practices.models import GoodPracticePage

from .ageing import ARCHIVED, CHANGES_WANTED, CONFIRMED
from .services import is_invited, review_refusal


@hooks.register("register_log_actions")
def register_review_actions(actions):
    @actions.register_action(CONFIRMED)
    class ConfirmedFormatter(LogFormatter):
        label = gettext_lazy("Als noch gültig bestätigt")

        def format_message(self, log_entry):
            return _("Gilt noch, sagt „%(by)s“. Nächste Wiedervorlage: %(until)s") % {
                "by": log_entry.data["by"],
                "until": _day(log_entry.data["until"]),
            }

    @actions.register_action(CHANGES_WANTED)
    class ChangesFormatter(LogFormatter):
        label = gettext_lazy("Änderungen gewünscht")

        def format_message(self, log_entry):
            return _("Änderungen nötig, sagt „%(by)s“: %(text)s") % log_entry.data

    @actions.register_action(ARCHIVED)
    class ArchivedFormatter(LogFormatter):
        label = gettext_lazy("Archiviert")

        def format_message(self, log_entry):
            return _("Archiviert, weil seit %(day)s niemand bestätigt hat, dass es noch gilt") % {
                "day": _day(log_entry.data["review_due"])
            }


def _day(text: str) -> str:
    return date_format(parse_date(text), "DATE_FORMAT")


@hooks.register("before_edit_page")
def why_there_is_nothing_to_approve(request, page):
    """Who belongs to the review and may not take this step reads why."""
    if request.method != "GET" or not isinstance(page, GoodPracticePage):
        return
    task = page.current_workflow_task
    # `is_second`: the first step knows no refusal but that of its groups.
    if not getattr(task, "is_second", False) or not is_invited(task, request.user):
        return
    if refusal := review_refusal(task=task, page=page, user=request.user):
        messages.info(request, refusal)
