"""What a practice has several of: keywords, figures, templates, relatives."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable

from portal.content.entries import EntryKeyword
from portal.translating.rows import TranslatedRow

from .origins import ancestors_of, nameable
from .widgets import TemplateChoice


class PracticeKeyword(EntryKeyword):
    content_object = ParentalKey(
        "practices.GoodPracticePage", on_delete=models.CASCADE, related_name="keyword_items"
    )


class PracticeFigure(TranslatedRow):
    """A figure that supports the result, with everything one needs to judge it."""

    translated_texts = ("label", "unit", "period", "source")

    practice = ParentalKey(
        "practices.GoodPracticePage", on_delete=models.CASCADE, related_name="figures"
    )
    label = models.CharField(_("Was wurde gezählt?"), max_length=120)
    value = models.CharField(_("Wert"), max_length=40)
    unit = models.CharField(_("Einheit"), max_length=40, blank=True)
    period = models.CharField(_("Zeitraum"), max_length=60, help_text=_("„2024“ oder „seit 2022“"))
    source = models.CharField(_("Quelle"), max_length=150)

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("value"), FieldPanel("unit"), FieldPanel("period")]),
        FieldPanel("source"),
    ]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("Kennzahl")
        verbose_name_plural = _("Kennzahlen")

    def __str__(self):
        return f"{self.label}: {self.value}"


class PracticeTemplate(Orderable):
    """A file that another city can start from."""

    practice = ParentalKey(
        "practices.GoodPracticePage", on_delete=models.CASCADE, related_name="templates"
    )
    document = models.ForeignKey(
        "media.PortalDocument",
        verbose_name=_("Datei"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    licence = models.ForeignKey(
        "taxonomy.Licence",
        verbose_name=_("Lizenz der Vorlage"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Bleibt sie leer, gilt die des Praxisbeispiels."),
    )
    adapted_from = models.ForeignKey(
        "media.PortalDocument",
        verbose_name=_("adaptiert von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to=nameable,
        help_text=_("Die Vorlage einer anderen Stadt, aus der diese entstanden ist."),
    )
    adapted_from_title = models.CharField(
        _("adaptiert von (Titel)"),
        max_length=200,
        blank=True,
        help_text=_("Für eine Vorlage, die nicht in diesem Portal steht: wie sie heißt, von wem."),
    )
    adapted_from_url = models.URLField(_("adaptiert von (Adresse)"), blank=True)
    adapted_from_licence = models.ForeignKey(
        "taxonomy.Licence",
        verbose_name=_("adaptiert von (Lizenz)"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Unter welcher Lizenz diese Vorlage steht."),
    )

    panels = [
        FieldPanel("document"),
        FieldPanel("licence", widget=Select),
        MultiFieldPanel(
            [
                FieldPanel("adapted_from", widget=TemplateChoice),
                FieldPanel("adapted_from_title"),
                FieldPanel("adapted_from_url"),
                FieldPanel("adapted_from_licence", widget=Select),
            ],
            heading=_("Herkunft"),
            classname="collapsed",
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("Arbeitsvorlage")
        verbose_name_plural = _("Arbeitsvorlagen")

    def clean(self):
        super().clean()
        if self.adapted_from_id and (
            self.adapted_from_id == self.document_id
            or self.document_id in ancestors_of(self.adapted_from_id)
        ):
            raise ValidationError(
                {
                    "adapted_from": _(
                        "Diese Vorlage ist selbst aus der Datei entstanden. Wählen Sie eine "
                        "andere, oder lassen Sie das Feld leer."
                    )
                }
            )
        if self.adapted_from_licence_id and not (self.adapted_from_title or self.adapted_from_url):
            raise ValidationError(
                {
                    "adapted_from_title": _(
                        "Bitte nennen Sie den Titel oder die Adresse der Vorlage, zu der die "
                        "Lizenz gehört."
                    )
                }
            )


# A file that a page refers to becomes as public as the page, and one of its files. Whoever names
# another city's file as an origin does neither.
PracticeTemplate._meta.get_field("adapted_from").wagtail_reference_index_ignore = True


class RelatedModule(Orderable):
    """A training module that teaches what the practice needs."""

    practice = ParentalKey(
        "practices.GoodPracticePage", on_delete=models.CASCADE, related_name="related_modules"
    )
    module = models.ForeignKey(
        "training.TrainingModulePage",
        verbose_name=_("Trainingsmodul"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("module")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["practice", "module"], name="related_module_once")
        ]


class RelatedPractice(Orderable):
    """A practice that belongs to this one."""

    practice = ParentalKey(
        "practices.GoodPracticePage", on_delete=models.CASCADE, related_name="related_practices"
    )
    related = models.ForeignKey(
        "practices.GoodPracticePage",
        verbose_name=_("Praxisbeispiel"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("related")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["practice", "related"], name="related_practice_once"),
            models.CheckConstraint(
                condition=~models.Q(practice=models.F("related")), name="practice_not_own_relative"
            ),
        ]
