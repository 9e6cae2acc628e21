"""What the editor's forms and the history say in all apps."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.log_actions import LogFormatter

from .importing.drafts import LOG_ACTION
from .reviewing import ReviewingPanel
from .scheduling import WITHDRAWN


@hooks.register("register_log_actions")
def register_import(actions):
    @actions.register_action(LOG_ACTION)
    class ImportFormatter(LogFormatter):
        label = gettext_lazy("Importiert")

        def format_message(self, log_entry):
            return _("Aus einer Datei übernommen: %(source)s") % {
                "source": log_entry.data.get("source", "")
            }


@hooks.register("register_log_actions")
def register_withdrawn_schedule(actions):
    @actions.register_action(WITHDRAWN)
    class WithdrawnScheduleFormatter(LogFormatter):
        label = gettext_lazy("Geplante Veröffentlichung entfallen")

        def format_message(self, log_entry):
            return _("Zum geplanten Zeitpunkt nicht veröffentlicht: %(reason)s") % {
                "reason": log_entry.data.get("reason", "")
            }


@hooks.register("construct_homepage_panels")
def what_waits_for_a_review(request, panels):
    panels[:] = [
        ReviewingPanel() if type(panel) is WorkflowObjectsToModeratePanel else panel
        for panel in panels
    ]


@hooks.register("insert_editor_js")
def count_characters():
    """Counters below the editor's text fields."""
    return format_html(
        '<script src="{}" data-within="{}" data-over="{}"></script>',
        static("portal/admin/character-count.js"),
        _("{used} von {limit} Zeichen"),
        _("{used} von {limit} Zeichen: {over} zu viel"),
    )


@hooks.register("insert_editor_js")
def wait_for_saving():
    """A button that is pressed while the form saves itself waits for that."""
    return format_html('<script src="{}"></script>', static("portal/admin/saving.js"))
