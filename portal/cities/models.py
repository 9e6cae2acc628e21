from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from portal.content.approved import ApprovedByCityMixin
from portal.content.blocks import BodyBlock
from portal.content.pages import BasePage
from portal.translating.pages import ENGLISH
from search.documents import SearchDocument


class OfferBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Worum geht es?"), max_length=100)
    text = blocks.TextBlock(label=_("In ein bis drei Sätzen"), max_length=500)

    class Meta:
        icon = "pick"
        label = _("Eintrag")
        description = _("Eine Sache, die die Stadt anbietet oder sucht.")
        preview_value = {
            "title": "Hospitation im Auswahlverfahren",
            "text": "Zwei Tage lang bei uns zusehen und mitreden.",
        }


class CityIndexPage(BasePage):
    """The list of the cities."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["cities.CityPage"]
    max_count = 1
    page_description = _("Alle Städte des Kontrakts.")

    summary = models.TextField(_("Kurzfassung"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    translated_texts = ("title", "seo_title", "search_description", "summary")
    search_document = None
    template = "cities/city_index.html"

    class Meta:
        verbose_name = _("Städteübersicht")

    def get_context(self, request, *args, **kwargs):
        from .selectors import city_tiles

        context = super().get_context(request, *args, **kwargs)
        context["city_tiles"] = city_tiles(request)
        return context


class CityPage(ApprovedByCityMixin, BasePage):
    """A city of the cooperation: its profile, and the place below which its editors write."""

    parent_page_types = ["cities.CityIndexPage"]
    subpage_types = [
        "practices.GoodPracticePage",
        "training.TrainingModulePage",
        "courses.CoursePage",
        "home.StandardPage",
    ]
    page_description = _("Eine Stadt mit ihrem Profil; darunter liegen ihre Einträge.")

    key = models.SlugField(
        _("Schlüssel"),
        max_length=40,
        unique=True,
        help_text=_("Steht in Adressen und Importdateien und bleibt für immer gleich."),
    )
    summary = models.TextField(
        _("Kurzfassung"),
        max_length=300,
        validators=[MaxLengthValidator(300)],
        help_text=_("Was macht die Stadt aus? Ein, zwei Sätze."),
    )
    image = models.ForeignKey(
        "media.PortalImage",
        verbose_name=_("Bild"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("Profil"), blank=True)
    offers = StreamField(
        [("offer", OfferBlock())],
        verbose_name=_("Das bieten wir an"),
        blank=True,
        help_text=_("Was andere Städte hier bekommen können: Hospitationen, Vorlagen, Rat."),
    )
    needs = StreamField(
        [("need", OfferBlock())],
        verbose_name=_("Das suchen wir"),
        blank=True,
        help_text=_("Wobei Sie Erfahrung anderer Städte brauchen."),
    )
    signed_on = models.DateField(
        _("Kontrakt unterzeichnet am"),
        null=True,
        blank=True,
        help_text=_("Bleibt leer, wenn das Datum nicht bekannt ist."),
    )
    signed_by = models.CharField(_("Unterzeichnet von"), max_length=120, blank=True)
    # The collection that `create_city` made; images and documents of the city live there.
    collection = models.ForeignKey(
        "wagtailcore.Collection",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("image"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("offers"), FieldPanel("needs")], heading=_("Austausch")),
        InlinePanel("contacts", heading=_("Kontakte"), label=_("Kontakt")),
        FieldRowPanel(
            [FieldPanel("signed_on"), FieldPanel("signed_by")], heading=_("Beitritt zum Kontrakt")
        ),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("key")]

    translated_texts = (
        "title",
        "seo_title",
        "search_description",
        "summary",
        "body",
        "offers",
        "needs",
    )
    api_fields = ("key", "summary", "signed_on", "offers", "needs")
    search_kind = "stadt"
    template = "cities/city.html"

    class Meta:
        verbose_name = _("Stadt")
        verbose_name_plural = _("Städte")

    def search_document(self) -> SearchDocument | None:
        if self.is_version:
            return None
        return self.build_search_document(
            summary=self.summary,
            body=[self.body, self.offers, self.needs],
            facets={"city": (self.key,)},
            city=self.title,
            image=self.image,
        )

    def clean(self):
        super().clean()
        saved_key = CityPage.originals.filter(pk=self.pk).values_list("key", flat=True).first()
        if saved_key and saved_key != self.key:
            raise ValidationError(
                {
                    "key": _(
                        "Der Schlüssel „%(key)s“ bleibt, wie er ist: Adressen und Importdateien "
                        "verweisen auf ihn."
                    )
                    % {"key": saved_key}
                }
            )

    def version_attributes(self) -> dict[str, object]:
        """The key is the original's alone: addresses and files mean the city by it."""
        return {"key": f"{self.key[:37]}-{ENGLISH}"}

    def linked_data(self, shown) -> list[dict]:
        from .linked_data import city_data

        return [city_data(self, shown)]

    def permissions_for_user(self, user):
        from .permissions import CityPermissionTester

        if self.is_version:
            return super().permissions_for_user(user)
        return CityPermissionTester(user, self)

    def get_context(self, request, *args, **kwargs):
        from .selectors import city_context

        self.take_facts()
        return super().get_context(request, *args, **kwargs) | city_context(self.original)


class CityContact(Orderable):
    """A function of the city, with its mailbox; never a person."""

    city = ParentalKey(CityPage, on_delete=models.CASCADE, related_name="contacts")
    role = models.CharField(
        _("Funktion"), max_length=120, help_text=_("Keine Namen: „Kommunales Integrationszentrum“.")
    )
    email = models.EmailField(_("E-Mail der Funktion"))
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)

    panels = [
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
    ]

    @property
    def key(self) -> str:
        """Tells the functions of a city apart in addresses, for as long as they keep their names.

        The row's own key does not do: publishing may write the rows anew.
        """
        return slugify(self.role) or "kontakt"

    class Meta(Orderable.Meta):
        verbose_name = _("Kontakt")
        verbose_name_plural = _("Kontakte")
