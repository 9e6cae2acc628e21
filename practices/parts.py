"""What a practice has several of: keywords, figures, templates, relatives."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from portal.content.entries import EntryKeyword


class PracticeKeyword(EntryKeyword):
    content_object = ParentalKey(
        "practices.GoodPracticePage", on_delete=models.CASCADE, related_name="keyword_items"
    )


class PracticeFigure(Orderable):
    """A figure that supports the result, with everything one needs to judge it."""

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

    class Meta(Orderable.Meta):
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

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("Arbeitsvorlage")
        verbose_name_plural = _("Arbeitsvorlagen")


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
