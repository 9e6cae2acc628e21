from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.content.approved import ApprovedByCityMixin
from portal.content.blocks import BodyBlock
from portal.content.pages import BasePage
from portal.content.richtext import FEATURES
from portal.content.sections import sections_of
from search.documents import SearchDocument


class HomePage(BasePage):
    """The front door: the contract, its goals, the cities, what is new, the search."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "search.SearchPage",
        "cities.CityIndexPage",
        "monitoring.MonitoringPage",
        "home.StandardPage",
    ]
    max_count = 1
    page_description = _("Die Startseite.")

    intro = RichTextField(
        _("Begrüßung"),
        features=FEATURES,
        blank=True,
        help_text=_("Worum es hier geht, in zwei kurzen Absätzen."),
    )
    contract_text = RichTextField(
        _("Der Kontrakt"), features=FEATURES, blank=True, help_text=_("Was 2010 vereinbart wurde.")
    )
    image = models.ForeignKey(
        "media.PortalImage",
        verbose_name=_("Bild"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("image"),
        FieldPanel("contract_text"),
    ]

    translated_texts = ("title", "seo_title", "search_description", "intro", "contract_text")
    search_document = None
    template = "home/home.html"

    class Meta:
        verbose_name = _("Startseite")

    def get_context(self, request, *args, **kwargs):
        from .selectors import home_page_context

        return super().get_context(request, *args, **kwargs) | home_page_context()


class StandardPage(ApprovedByCityMixin, BasePage):
    """A page of information: Impressum, Datenschutz, Barrierefreiheit, Leichte Sprache."""

    parent_page_types = ["home.HomePage", "home.StandardPage", "cities.CityPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("Eine Seite mit Text, zum Beispiel das Impressum.")

    summary = models.TextField(
        _("Kurzfassung"),
        max_length=300,
        blank=True,
        help_text=_("Ein, zwei Sätze für die Suche und den Anfang der Seite."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("Inhalt"))
    in_footer = models.BooleanField(
        _("in der Fußzeile verlinken"),
        default=False,
        help_text=_("Für Seiten, die von überall erreichbar sein müssen."),
    )
    easy_language = models.BooleanField(
        _("in Leichter Sprache"),
        default=False,
        help_text=_("Kennzeichnet den Text für Menschen und Maschinen."),
    )

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    settings_panels = [
        *Page.settings_panels,
        FieldPanel("in_footer"),
        FieldPanel("easy_language"),
    ]

    translated_texts = ("title", "seo_title", "search_description", "summary", "body")
    search_kind = "seite"
    template = "home/standard.html"

    class Meta:
        verbose_name = _("Informationsseite")
        verbose_name_plural = _("Informationsseiten")

    def search_document(self) -> SearchDocument | None:
        if self.is_version:
            return None
        return self.build_search_document(summary=self.summary, body=[self.body], facets={})

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = sections_of(self.body)
        return context
