"""What a figure counts: by which definition, and in which group of people."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.taxonomy.models import Term


class Definition(Term):
    """Who is counted. Figures of different definitions never stand in one chart."""

    text = models.TextField(
        _("Wortlaut"), max_length=1000, help_text=_("Wer gezählt wird und wer nicht, in Sätzen.")
    )
    legal_source = models.CharField(
        _("Grundlage"),
        max_length=300,
        blank=True,
        help_text=_("Gesetz mit Paragraf, oder wer die Definition verwendet und seit wann."),
    )
    comparable = models.BooleanField(
        _("vergleichbar"),
        default=True,
        help_text=_("Ohne Haken steht jede Stadt mit diesen Zahlen für sich."),
    )
    within = models.ManyToManyField(
        "self",
        verbose_name=_("Teil von"),
        symmetrical=False,
        blank=True,
        related_name="+",
        help_text=_(
            "Weiter gefasste Definitionen, die jede hier gezählte Person auch zählen. Damit sich "
            "aus dem Unterschied keine kleine Zahl ergibt."
        ),
    )

    panels = [
        *Term.panels,
        FieldPanel("text"),
        FieldPanel("legal_source"),
        FieldPanel("comparable"),
        FieldPanel("within"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("Definition")
        verbose_name_plural = _("Definitionen")


class StaffGroup(Term):
    """A group of people whose share is given: the population, all of the staff, a part of it."""

    is_population = models.BooleanField(
        _("Bevölkerung"),
        default=False,
        help_text=_("An ihrem Anteil misst sich Ziel 2. Für alle Gruppen, die kein Personal sind."),
    )
    whole = models.ForeignKey(
        "self",
        verbose_name=_("gehört zu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text=_("Die größere Gruppe, die alle Personen dieser Gruppe enthält."),
    )
    split = models.CharField(
        _("Gliederung"),
        max_length=60,
        blank=True,
        help_text=_(
            "Gruppen derselben Gliederung haben keine Person gemeinsam. Überschneidet sich eine "
            "Gruppe mit anderen, zum Beispiel „Frauen“ mit „Auszubildende“, dann geben Sie ihr "
            "eine eigene Gliederung."
        ),
    )

    panels = [
        *Term.panels,
        FieldPanel("is_population"),
        FieldPanel("whole"),
        FieldPanel("split"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("Personengruppe")
        verbose_name_plural = _("Personengruppen")
        constraints = [
            # A second whole beside the staff would be subtracted from it by hand.
            models.UniqueConstraint(
                fields=["is_population"],
                condition=models.Q(whole=None),
                name="staff_group_one_whole",
                violation_error_message=_(
                    "Eine Gruppe, die alle anderen enthält, gibt es schon. Wählen Sie, zu welcher "
                    "diese gehört."
                ),
            )
        ]

    def clean(self):
        super().clean()
        above = self.whole
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError(
                    {
                        "whole": _(
                            "Eine Gruppe kann nicht zu sich selbst gehören, auch nicht mittelbar."
                        )
                    }
                )
            above = above.whole
        if self.whole and self.whole.is_population != self.is_population:
            raise ValidationError(
                {"whole": _("Bevölkerung und Beschäftigte enthalten einander nicht.")}
            )
