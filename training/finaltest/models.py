"""Attempts at final tests, and what single persons are given in addition."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.courses.models import CoursePage, CourseVersion, Enrolment

#: More than anybody needs; a typed zero too many is noticed.
MOST_MINUTES = 600
MOST_ATTEMPTS = 20
_ALREADY = _(
    "Für diese Person gibt es in diesem Kurs schon eine Erleichterung. Ändern Sie bitte den "
    "Eintrag, den es gibt."
)


class TestAttempt(models.Model):
    """One try at the test of the version that the person learned from when it began.

    The questions follow from the version's pools and the seed. `answers` maps the ids of
    questions to answers as `training.questions.grading` describes them. The result is there as
    soon as the attempt is handed in, and never changes then. Only the person itself sees any of
    it: employers learn of no scores, answers and numbers of attempts.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="test_attempts")
    # Restricted rather than protected: it goes with its course, and never alone.
    version = models.ForeignKey(CourseVersion, on_delete=models.RESTRICT, related_name="+")
    number = models.PositiveSmallIntegerField(_("Versuch"))
    seed = models.CharField(max_length=64, editable=False)
    started_at = models.DateTimeField(_("begonnen am"))
    handed_in_at = models.DateTimeField(_("abgegeben am"), null=True, blank=True)
    answers = models.JSONField(default=dict, editable=False)
    percent = models.PositiveSmallIntegerField(_("Prozent"), null=True, blank=True)
    score = models.FloatField(null=True, blank=True)
    is_passed = models.BooleanField(_("bestanden"), default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Testversuch")
        verbose_name_plural = _("Testversuche")
        default_permissions = ()
        ordering = ["enrolment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="test_attempt_number"),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(handed_in_at=None),
                name="test_attempt_one_open",
            ),
            models.CheckConstraint(
                name="test_attempt_result_when_handed_in",
                condition=Q(handed_in_at=None, percent=None, score=None, is_passed=False)
                | Q(
                    handed_in_at__isnull=False,
                    percent__isnull=False,
                    percent__lte=100,
                    score__isnull=False,
                    score__gte=0,
                    score__lte=1,
                ),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id}/{self.number}"

    @property
    def is_open(self) -> bool:
        return self.handed_in_at is None


class UsedAttempts(models.Model):
    """How many attempts a person has begun in a course that they have left, and nothing more.

    See `counting`. Only the person sees it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    course = models.ForeignKey(CoursePage, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("Versuche"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Zahl früherer Testversuche")
        verbose_name_plural = _("Zahlen früherer Testversuche")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "course"], name="test_used_attempts_once"),
            models.CheckConstraint(name="test_used_attempts_some", condition=Q(number__gt=0)),
        ]

    def __str__(self):
        return f"{self.user_id} → {self.course_id}"


class TestExtension(models.Model):
    """More time or more attempts for one person in one course, such as for a disability.

    It is given to a person and not to an enrolment: whether somebody takes a course is nobody
    else's business, so whoever gives it neither needs nor learns that.

    The course's editors give it without a city, HR developers for their city. Neither sees what
    the other has given; of several, the most counts.
    """

    course = models.ForeignKey(
        CoursePage,
        verbose_name=_("Kurs"),
        on_delete=models.CASCADE,
        related_name="test_extensions",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    city = models.ForeignKey(
        "cities.CityPage",
        verbose_name=_("für Beschäftigte von"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
    )
    extra_minutes = models.PositiveSmallIntegerField(
        _("Minuten mehr"),
        default=0,
        validators=[MaxValueValidator(MOST_MINUTES)],
        help_text=_("Gilt sofort, auch für einen Test, der gerade läuft."),
    )
    extra_attempts = models.PositiveSmallIntegerField(
        _("Versuche mehr"), default=0, validators=[MaxValueValidator(MOST_ATTEMPTS)]
    )
    reason = models.CharField(
        _("Vermerk"),
        max_length=200,
        blank=True,
        help_text=_(
            "Freiwillig, zum Beispiel „vereinbart am 3. März“. Bitte nichts zur Gesundheit: Das "
            "gehört nicht hierher."
        ),
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("eingetragen von"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    granted_at = models.DateTimeField(_("eingetragen am"), auto_now=True)

    wagtail_reference_index_ignore = True
    moves_with_city = True

    class Meta:
        verbose_name = _("Erleichterung im Abschlusstest")
        verbose_name_plural = _("Erleichterungen im Abschlusstest")
        ordering = ["course", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user"],
                condition=Q(city=None),
                name="test_extension_once",
                violation_error_message=_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["course", "user", "city"],
                name="test_extension_once_by_city",
                violation_error_message=_ALREADY,
            ),
            models.CheckConstraint(
                name="test_extension_gives_something",
                condition=Q(extra_minutes__gt=0) | Q(extra_attempts__gt=0),
                violation_error_message=_("Bitte geben Sie mehr Minuten oder mehr Versuche an."),
            ),
        ]

    def __str__(self):
        """Without the person: it stands in histories that others read."""
        return str(self.course)
