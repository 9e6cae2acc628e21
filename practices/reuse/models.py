"""Who took over whose practice, and what the city that it comes from says to that."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MAX_TEXT = 1500
#: So many cities besides the source make the highest level of evidence.
CITIES_FOR_EVIDENCE = 2


class ReuseStatus(models.TextChoices):
    INTERESTED = "interessiert", _("interessiert")
    CHECKING = "in-pruefung", _("in Prüfung")
    INTRODUCING = "in-umsetzung", _("in Umsetzung")
    ADOPTED = "uebernommen", _("übernommen")
    ADAPTED = "angepasst", _("angepasst")
    ABANDONED = "abgebrochen", _("abgebrochen")


#: The practice works there: confirmed, it is evidence.
ESTABLISHED = (ReuseStatus.ADOPTED, ReuseStatus.ADAPTED)
#: The other city says that it does something: its source is asked to confirm that.
CLAIMING = (ReuseStatus.INTRODUCING, *ESTABLISHED)


class ReuseQuerySet(models.QuerySet):
    def of_others(self):
        """Without those of the practice's own city, which one becomes when the page is moved."""
        return self.exclude(practice__path__startswith=models.F("city__path"))

    def shown(self):
        """What visitors may see of public practices: not what the source has objected to.

        One more query when it is evaluated within another; see `Page.objects.public`.
        """
        from practices.models import GoodPracticePage

        public = GoodPracticePage.originals.live().public()
        return (
            self.of_others()
            .filter(city__live=True, rejected_at=None)
            .filter(practice__in=public.values("pk"))
        )

    def established(self):
        """Taken over and confirmed."""
        return self.of_others().filter(status__in=ESTABLISHED, confirmed_at__isnull=False)

    def city_names(self) -> list[str]:
        """Who reuses, by name; one query."""
        return list(self.order_by("city__title").values_list("city__title", flat=True))

    def waiting(self):
        """What the source has been told and has not answered."""
        return self.of_others().filter(status__in=CLAIMING, confirmed_at=None, rejected_at=None)


class Reuse(models.Model):
    """A city reuses a practice of another one; one row for both, written by `services` alone.

    It speaks for cities and functions: no account is kept with it. Who did what when stands in
    Wagtail's log.
    """

    practice = models.ForeignKey(
        "practices.GoodPracticePage",
        verbose_name=_("Praxisbeispiel"),
        on_delete=models.CASCADE,
        related_name="reuses",
    )
    city = models.ForeignKey(
        "cities.CityPage",
        verbose_name=_("Stadt, die es nachnutzt"),
        on_delete=models.CASCADE,
        related_name="reuses",
    )
    status = models.CharField(_("Stand"), max_length=20, choices=ReuseStatus.choices)
    since = models.DateField(
        _("Seit wann"), help_text=_("Seit wann dieser Stand gilt. Ungefähr reicht.")
    )
    adaptation = models.TextField(
        _("Was haben Sie angepasst?"),
        max_length=MAX_TEXT,
        validators=[MaxLengthValidator(MAX_TEXT)],
        blank=True,
        help_text=_("Was bei Ihnen anders ist, und warum. Bitte keine Namen von Personen."),
    )
    result = models.TextField(
        _("Was ist dabei herausgekommen?"),
        max_length=MAX_TEXT,
        validators=[MaxLengthValidator(MAX_TEXT)],
        blank=True,
        help_text=_("Auch was nicht geklappt hat, hilft den anderen Städten."),
    )
    # Counts the changes, so that nobody confirms or overwrites what they have not read.
    version = models.PositiveIntegerField(default=1, editable=False)
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, editable=False)
    confirmed_by = models.CharField(_("bestätigt von"), max_length=200, blank=True, editable=False)
    rejected_at = models.DateTimeField(_("zurückgewiesen am"), null=True, editable=False)
    rejected_by = models.CharField(
        _("zurückgewiesen von"), max_length=200, blank=True, editable=False
    )
    rejection_reason = models.TextField(
        _("Grund"), max_length=500, validators=[MaxLengthValidator(500)], blank=True, editable=False
    )
    declared_at = models.DateTimeField(_("eingetragen am"), default=timezone.now, editable=False)
    # When the source's mailbox was told.
    notified_at = models.DateTimeField(null=True, editable=False)

    objects = ReuseQuerySet.as_manager()

    class Meta:
        verbose_name = _("Nachnutzung")
        verbose_name_plural = _("Nachnutzungen")
        ordering = ["-since", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "city"],
                name="reuse_once_per_city",
                violation_error_message=_(
                    "Ihre Stadt hat diese Nachnutzung schon eingetragen. Ändern Sie den Eintrag, "
                    "den es gibt."
                ),
            ),
            models.CheckConstraint(
                name="reuse_status_known", condition=models.Q(status__in=ReuseStatus.values)
            ),
            models.CheckConstraint(
                name="reuse_confirmed_or_rejected",
                condition=models.Q(confirmed_at__isnull=True) | models.Q(rejected_at__isnull=True),
            ),
            models.CheckConstraint(
                name="reuse_confirmed_by_a_function",
                condition=models.Q(confirmed_at__isnull=True, confirmed_by="")
                | (models.Q(confirmed_at__isnull=False) & ~models.Q(confirmed_by="")),
            ),
            models.CheckConstraint(
                name="reuse_rejected_with_reason",
                condition=models.Q(rejected_at__isnull=True, rejected_by="", rejection_reason="")
                | (
                    models.Q(rejected_at__isnull=False)
                    & ~models.Q(rejected_by="")
                    & ~models.Q(rejection_reason="")
                ),
            ),
            models.CheckConstraint(
                name="reuse_confirms_a_claim",
                condition=models.Q(confirmed_at__isnull=True) | models.Q(status__in=CLAIMING),
            ),
        ]

    def __str__(self):
        return f"{self.practice.title} – {self.city.title}"

    @property
    def claims(self) -> bool:
        return self.status in CLAIMING

    @property
    def is_waiting(self) -> bool:
        """Whether the source has something to answer."""
        return self.claims and self.confirmed_at is None and self.rejected_at is None

    def clean(self):
        super().clean()
        errors = {}
        if self.practice_id and self.city_id and self.practice.path.startswith(self.city.path):
            errors["city"] = _(
                "Das Praxisbeispiel ist von dieser Stadt selbst. Nachnutzen können es die anderen."
            )
        if self.since and self.since > timezone.localdate():
            errors["since"] = _(
                "Das Datum liegt in der Zukunft. Tragen Sie den Stand ein, der heute gilt."
            )
        if self.status == ReuseStatus.ADAPTED and not self.adaptation:
            errors["adaptation"] = _(
                "Bitte schreiben Sie in ein, zwei Sätzen, was Sie angepasst haben."
            )
        if errors:
            raise ValidationError(errors)


class ConfirmedEvidence(models.Model):
    """A practice has the highest level of evidence: it works in other cities, confirmed.

    A row of its own and no field of the page, because publishing a draft writes all fields of
    the page as the draft has them. Written by `evidence.refresh` alone.
    """

    practice = models.OneToOneField(
        "practices.GoodPracticePage", on_delete=models.CASCADE, related_name="confirmed_evidence"
    )
    cities = models.PositiveSmallIntegerField(validators=[MinValueValidator(CITIES_FOR_EVIDENCE)])
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bestätigte Evidenz")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="confirmed_in_several_cities",
                condition=models.Q(cities__gte=CITIES_FOR_EVIDENCE),
            )
        ]

    def __str__(self):
        return f"{self.practice_id}: {self.cities}"
