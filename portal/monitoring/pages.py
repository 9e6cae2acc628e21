from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.content.blocks import BodyBlock
from portal.content.pages import BasePage
from portal.content.richtext import FEATURES
from portal.content.sections import sections_of
from search.documents import SearchDocument

#: The goal of the contract that the page is about.
GOAL = "ziel-2"
#: Anchors of the page's own, which no section of its body may have.
ANCHORS = ("regeln", "zahlen")


class MonitoringPage(BasePage):
    """How far the cities are with goal 2: their figures, those that may be seen."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count = 1
    page_description = _("Die Zahlen der Städte zu Ziel 2, mit Erklärungen.")

    summary = models.TextField(
        _("Kurzfassung"),
        max_length=300,
        blank=True,
        help_text=_("Ein, zwei Sätze für die Suche und den Anfang der Seite."),
    )
    intro = RichTextField(
        _("Einleitung"),
        features=FEATURES,
        blank=True,
        help_text=_("Steht über den Zahlen: was gezählt wird und wozu."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("Weitere Abschnitte"),
        blank=True,
        help_text=_("Stehen unter den Zahlen, zum Beispiel Fragen und Antworten."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("intro"),
        FieldPanel("body"),
    ]

    translated_texts = ("title", "seo_title", "search_description", "summary", "intro", "body")
    search_kind = "seite"
    template = "monitoring/monitoring.html"

    class Meta:
        verbose_name = _("Monitoring zu Ziel 2")

    def search_document(self) -> SearchDocument | None:
        """Three queries more: it is found by the names of what is counted, never by a number.

        As long as no city has entered anything, there is nothing to be found.
        """
        from .models import Figure
        from .terms import Definition, StaffGroup

        if self.is_version or not Figure.objects.exists():
            return None
        terms = [
            part
            for definition in Definition.objects.active()
            for part in (definition.title, definition.text)
        ]
        groups = StaffGroup.objects.active().values_list("title", flat=True)
        return self.build_search_document(
            summary=self.summary,
            body=[self.intro, self.body, *terms, *groups],
            facets={"goal": (GOAL,)},
        )

    def get_context(self, request, *args, **kwargs):
        from .charts import sections_with_charts

        context = super().get_context(request, *args, **kwargs)
        context["monitoring"] = sections_with_charts()
        context["sections"] = sections_of(self.body, taken=ANCHORS)
        return context
