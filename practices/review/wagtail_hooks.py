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

#: The actions of a step, in their order.
REVIEW_ACTIONS = {"approve": 0, "reject": 1}


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


@hooks.register("construct_page_action_menu")
def reviewing_comes_first(menu_items, request, context):
    """Who opens an entry to review it finds the answers in the place of "save the draft"."""
    if isinstance(context.get("page"), GoodPracticePage):
        menu_items.sort(key=lambda item: REVIEW_ACTIONS.get(item.name, len(REVIEW_ACTIONS)))


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


@hooks.register("before_edit_page")
def what_has_become_of_its_date(request, page):
    """Who opens an entry that nobody has confirmed reads so, and what can be done about it."""
    if request.method != "GET" or not isinstance(page, GoodPracticePage):
        return
    if page.live and not page.is_version and (page.archived_on or page.is_unconfirmed):
        sentences = _archived(page) if page.archived_on else _unconfirmed(page)
        messages.warning(request, " ".join(sentences))


def _archived(page) -> list[str]:
    return [
        _(
            "Seit %(day)s archiviert, weil niemand bestätigt hat, dass es noch gilt. Die Adresse "
            "bleibt; in der Suche und in den Listen steht es nicht mehr."
        )
        % {"day": date_format(page.archived_on)},
        _("Es wird geprüft: Nach der Freigabe ist es wieder da.")
        if page.workflow_in_progress
        else _(
            "Bringen Sie es auf den heutigen Stand und reichen Sie es zur Prüfung ein: Nach der "
            "Freigabe ist es wieder da."
        ),
    ]


def _unconfirmed(page) -> list[str]:
    sentences = [
        _("Die Wiedervorlage war am %(day)s; seitdem hat niemand bestätigt, dass es noch gilt.")
        % {"day": date_format(page.review_due)}
    ]
    if page.workflow_in_progress:
        return [*sentences, _("Es wird geprüft: Nach der Freigabe gilt es ein weiteres Jahr.")]
    sentences.append(_("Bringen Sie es auf den heutigen Stand und reichen Sie es zur Prüfung ein."))
    if page.contact_email:
        sentences.append(
            _(
                "Wenn alles noch stimmt, bestätigt es das Postfach %(address)s mit dem Link aus "
                "der Erinnerung."
            )
            % {"address": page.contact_email}
        )
    return [*sentences, _("Zwei Jahre nach dem Termin wird es archiviert.")]
