from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter

from portal.content.importing.cities import CityChoice

from .selectors import waiting_for


class GuidedFormMenuItem(MenuItem):
    """Shown to those who may add entries below at least one city."""

    def is_shown(self, request):
        return bool(CityChoice(user=request.user).allowed)


@hooks.register("register_admin_menu_item")
def register_guided_form():
    return GuidedFormMenuItem(
        _("Schritt für Schritt"),
        reverse_lazy("submission:start"),
        name="practices-submission",
        icon_name="list-ol",
        order=630,
    )


class WaitingDraftsPanel(Component):
    """On the admin's first page: what authors have handed over, oldest first."""

    name = "waiting-drafts"
    template_name = "practices/submission/admin_waiting.html"
    order = 60

    def get_context_data(self, parent_context):
        return {"waiting": list(waiting_for(parent_context["request"].user))}


@hooks.register("construct_homepage_panels")
def drafts_that_wait(request, panels):
    panels.append(WaitingDraftsPanel())


@hooks.register("register_log_actions")
def register_submission_actions(actions):
    for action, label in {
        "submission.begin": _("Schritt für Schritt begonnen"),
        "submission.hand_over": _("An die Redaktion gegeben"),
        "submission.return": _("Zum Ergänzen zurückgegeben"),
    }.items():
        formatter = type("SubmissionFormatter", (_SubmissionFormatter,), {"label": label})
        actions.register_action(action)(formatter)


class _SubmissionFormatter(LogFormatter):
    """The step, and what was written with it."""

    def format_message(self, log_entry):
        text = log_entry.data.get("text")
        return f"{self.label}: {text}" if text else self.label
