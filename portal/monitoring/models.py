"""The figures of goal 2, as they were counted. What may be seen of them is in `selectors`."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .pages import MonitoringPage
from .rules import errors_of, whole_errors_of
from .terms import Definition, StaffGroup

__all__ = ["Definition", "Figure", "MonitoringPage", "StaffGroup"]

FIRST_YEAR = 1950
PERCENT = [MinValueValidator(0), MaxValueValidator(100)]
_NO_VALUES = Q(base=None, count=None, share=None, response_rate=None)
_COUNTED = Q(base__isnull=False, count__isnull=False, count__lte=F("base"), share=None)
_ONLY_SHARE = Q(base=None, count=None, share__isnull=False)


_ALREADY = _(
    "Diese Kennzahl gibt es schon: gleiche Stadt, Definition, Gruppe und gleiches Jahr. Ändern "
    "Sie den Eintrag, den es gibt."
)


class Figure(models.Model):
    """How many of a group it holds of, in a city, on a day, by one definition.

    These are the numbers as they were counted, for whoever may edit them. Everybody else gets
    `selectors.published_figures`, which has no numbers where they would tell of few people:
    nothing else may read `base`, `count` and `share` for a page, a chart, a file or the search.

    Elsewhere than in a city (a benchmark) only a share is kept. So no sum over cities can be
    entered with its counts, from which one city could be computed.
    """

    city = models.ForeignKey(
        "cities.CityPage",
        verbose_name=_("Stadt"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="figures",
    )
    elsewhere = models.CharField(
        _("Vergleichsort"),
        max_length=80,
        blank=True,
        help_text=_("Nur für Zahlen von außerhalb der Städteregion, zum Beispiel „Bremen“."),
    )
    definition = models.ForeignKey(
        Definition,
        verbose_name=_("Definition"),
        on_delete=models.PROTECT,
        related_name="figures",
        help_text=_(
            "Nach welcher Definition gezählt wurde. Zahlen verschiedener Definitionen "
            "werden nie nebeneinandergestellt."
        ),
    )
    group = models.ForeignKey(
        StaffGroup,
        verbose_name=_("Personengruppe"),
        on_delete=models.PROTECT,
        related_name="figures",
    )
    year = models.PositiveSmallIntegerField(
        _("Jahr"),
        null=True,
        blank=True,
        help_text=_("Das Jahr, für das die Zahl gilt."),
    )
    day = models.DateField(
        _("Stichtag"), null=True, blank=True, help_text=_("Der genaue Tag, wenn er bekannt ist.")
    )
    not_surveyed = models.BooleanField(
        _("keine Erhebung"),
        default=False,
        help_text=_("Auch das ist eine Auskunft: Die Stadt hat dazu nichts erhoben."),
    )
    reason = models.CharField(
        _("Warum keine Erhebung?"),
        max_length=300,
        blank=True,
        help_text=_("Freiwillig, ein Satz. Bitte ohne Zahlen."),
    )
    base = models.PositiveIntegerField(
        _("Personen insgesamt (n)"),
        null=True,
        blank=True,
        help_text=_(
            "Wie viele Personen erfasst sind; bei einer Befragung: wie viele geantwortet haben."
        ),
    )
    count = models.PositiveIntegerField(
        _("davon gezählt"),
        null=True,
        blank=True,
        help_text=_("Auf wie viele von ihnen die Definition zutrifft."),
    )
    share = models.DecimalField(
        _("Anteil in Prozent"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=PERCENT,
        help_text=_(
            "Nur, wenn die Quelle allein den Anteil nennt: für die Bevölkerung und für "
            "Vergleichsorte."
        ),
    )
    response_rate = models.DecimalField(
        _("Rücklauf in Prozent"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=PERCENT,
        help_text=_(
            "Bei einer Befragung: welcher Teil geantwortet hat. Wer nicht geantwortet hat, "
            "wird nicht hochgerechnet."
        ),
    )
    source = models.CharField(
        _("Quelle"),
        max_length=300,
        help_text=_(
            "Woher die Zahl stammt, zum Beispiel „Personalstatistik der Stadt Herne“. "
            "Bitte ohne die Zahl selbst."
        ),
    )
    source_url = models.URLField(_("Adresse der Quelle"), blank=True)

    class Meta:
        verbose_name = _("Kennzahl zu Ziel 2")
        verbose_name_plural = _("Kennzahlen zu Ziel 2")
        ordering = ["city__title", "elsewhere", "definition", "group", "year"]
        constraints = [
            models.CheckConstraint(
                name="figure_of_one_place",
                condition=Q(city=None) & ~Q(elsewhere="") | Q(city__isnull=False, elsewhere=""),
            ),
            models.CheckConstraint(
                name="figure_has_values_or_none",
                condition=Q(not_surveyed=True) & _NO_VALUES
                | Q(not_surveyed=False) & (_COUNTED | _ONLY_SHARE),
            ),
            models.CheckConstraint(
                name="figure_elsewhere_has_no_counts",
                condition=Q(elsewhere="") | Q(base=None, count=None),
            ),
            models.CheckConstraint(
                name="figure_percentages",
                condition=(Q(share=None) | Q(share__range=(0, 100)))
                & (Q(response_rate=None) | Q(response_rate__range=(0, 100))),
            ),
            models.CheckConstraint(
                name="figure_of_a_year",
                # A comparison with nothing is neither true nor false, and would hold.
                condition=(Q(year=None) & ~Q(elsewhere=""))
                | Q(year__isnull=False, year__range=(FIRST_YEAR, 2100)),
            ),
            models.CheckConstraint(
                name="figure_day_in_year",
                condition=Q(day=None) | Q(year__isnull=False, day__year=F("year")),
            ),
            models.UniqueConstraint(
                fields=["city", "definition", "group", "year"],
                name="figure_once",
                violation_error_message=_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["elsewhere", "definition", "group", "year"],
                condition=~Q(elsewhere=""),
                name="figure_once_elsewhere",
                violation_error_message=_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["elsewhere", "definition", "group"],
                # Without a year two rows are no doubles to a database.
                condition=~Q(elsewhere="") & Q(year=None),
                name="figure_once_elsewhere_undated",
                violation_error_message=_ALREADY,
            ),
        ]

    def __str__(self):
        """Names the figure without its numbers: it stands in histories and lists."""
        parts = [self.place, self.group.title, self.definition.title, self.year]
        return ", ".join(str(part) for part in parts if part)

    @property
    def place(self) -> str:
        return self.city.title if self.city_id else self.elsewhere

    def clean(self):
        super().clean()
        if not (self.definition_id and self.group_id):
            return
        if errors := errors_of(self) or whole_errors_of(self):
            raise ValidationError(errors)
