"""What a module has several of: keywords, learning goals, units."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from portal.content.entries import EntryKeyword
from portal.translating.rows import TranslatedRow


class ModuleKeyword(EntryKeyword):
    content_object = ParentalKey(
        "training.TrainingModulePage", on_delete=models.CASCADE, related_name="keyword_items"
    )


class LearningGoal(TranslatedRow):
    """What participants can do afterwards."""

    translated_texts = ("text",)

    module = ParentalKey(
        "training.TrainingModulePage", on_delete=models.CASCADE, related_name="learning_goals"
    )
    text = models.CharField(
        _("Lernziel"),
        max_length=250,
        help_text=_(
            "Was man danach kann, als ganzer Satz: „Sie erkennen Vorurteile in Stellenanzeigen.“"
        ),
    )

    panels = [FieldPanel("text")]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("Lernziel")
        verbose_name_plural = _("Lernziele")

    def __str__(self):
        return self.text


class ModuleUnit(TranslatedRow):
    """A part of the module's sequence."""

    translated_texts = ("title", "text")

    module = ParentalKey(
        "training.TrainingModulePage", on_delete=models.CASCADE, related_name="units"
    )
    title = models.CharField(_("Abschnitt"), max_length=120)
    minutes = models.PositiveSmallIntegerField(
        _("Minuten"), validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    text = models.TextField(_("Inhalt und Methode"), max_length=600, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("minutes")]),
        FieldPanel("text"),
    ]

    class Meta(TranslatedRow.Meta):
        verbose_name = _("Abschnitt")
        verbose_name_plural = _("Abschnitte")

    def __str__(self):
        return self.title
