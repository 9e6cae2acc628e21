from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from .matching import phrase_key, phrase_keys
from .widgets import PublicTitleChooser

#: More entries would push what the search itself finds out of sight.
MAX_ENTRIES = 5


def in_half_a_year() -> date:
    return timezone.localdate() + timedelta(days=182)


class PinQuerySet(models.QuerySet):
    def in_force(self, day: date | None = None):
        """The pins that hold on a day, today by default."""
        day = day or timezone.localdate()
        return self.filter(Q(starts=None) | Q(starts__lte=day), ends__gte=day)


class Pin(ClusterableModel):
    """Entries that editors put before the hits of certain searches, for a time.

    Every pin ends: what nobody renews was recommended long ago.
    """

    phrases = models.TextField(
        _("Suchanfragen"),
        max_length=2000,
        help_text=_(
            "Eine Suche je Zeile, zum Beispiel „Auswahlverfahren fair“. Groß und klein, Umlaute, "
            "Endungen, Reihenfolge und Füllwörter sind egal: Die Zeile gilt auch für „faire "
            "Auswahlverfahren“. Wer mehr oder andere Wörter eingibt, sieht die Empfehlung nicht; "
            "schreiben Sie solche Suchen in eigene Zeilen."
        ),
    )
    starts = models.DateField(
        _("von"), null=True, blank=True, help_text=_("Leer: ab sofort. Der Tag zählt mit.")
    )
    ends = models.DateField(
        _("bis"),
        default=in_half_a_year,
        help_text=_("Danach verschwindet die Empfehlung von selbst. Der Tag zählt mit."),
    )
    note = models.TextField(
        _("Notiz"),
        max_length=500,
        blank=True,
        help_text=_("Warum Sie das empfehlen. Nur für die Redaktionen sichtbar."),
    )

    objects = PinQuerySet.as_manager()

    panels = [
        FieldPanel("phrases"),
        InlinePanel(
            "entries", heading=_("Einträge"), label=_("Eintrag"), min_num=1, max_num=MAX_ENTRIES
        ),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")], heading=_("Zeitraum")),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("Empfehlung")
        verbose_name_plural = _("Empfehlungen")
        ordering = ["-ends", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pin_ends_after_start",
                condition=Q(starts__isnull=True) | Q(ends__gte=F("starts")),
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            )
        ]

    def __str__(self):
        return ", ".join(filter(None, map(str.strip, self.phrases.splitlines())))[:100]

    def clean(self):
        super().clean()
        for line in self.phrases.splitlines():
            if line.strip() and not phrase_key(line):
                raise ValidationError(
                    {
                        "phrases": _("„%(line)s“ enthält kein Wort, das man suchen kann.")
                        % {"line": line.strip()}
                    }
                )
        if not phrase_keys(self.phrases):
            raise ValidationError({"phrases": _("Bitte nennen Sie mindestens eine Suche.")})
        if self.starts and self.ends and self.ends < self.starts:
            raise ValidationError({"ends": _("Das Ende liegt vor dem Beginn.")})

    @property
    def state(self):
        """Whether the pin holds today, in a word."""
        today = timezone.localdate()
        if self.ends < today:
            return _("abgelaufen")
        if self.starts and self.starts > today:
            return _("geplant")
        return _("gilt")


class PinnedEntry(Orderable):
    """A page that a pin recommends; it is shown only while everybody may see it."""

    pin = ParentalKey(Pin, on_delete=models.CASCADE, related_name="entries")
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Seite"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("page", widget=PublicTitleChooser)]

    class Meta(Orderable.Meta):
        verbose_name = _("empfohlener Eintrag")
        verbose_name_plural = _("empfohlene Einträge")
        constraints = [models.UniqueConstraint(fields=["pin", "page"], name="pinned_entry_once")]
