from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from .hints import hints


class HintsPanel(Panel):
    """What the saved text could say more simply; nothing of it keeps anybody from publishing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/easy_language/hints.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            body = self.instance.easy_body
            return context | {"hints": hints(body), "has_text": bool(body)}


EASY_LANGUAGE_PANELS = [
    FieldPanel("easy_title"),
    FieldPanel("easy_body"),
    HintsPanel(heading=_("Hinweise zur Verständlichkeit")),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("easy_checked_by"), FieldPanel("easy_checked_on")])],
        heading=_("Prüfung durch eine Prüfgruppe"),
        help_text=_(
            "Menschen, für die Leichte Sprache gemacht ist, haben den Text gelesen und verstanden. "
            "Wer die Angaben ändert, bestätigt die Fassung, die damit gespeichert wird."
        ),
    ),
]
