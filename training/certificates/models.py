from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.durations import in_words

from .codes import new_code, written
from .validity import is_due, is_over

#: A slip in the name is noticed on paper. After that it stays, or the certificate could be lent.
CORRECTION = timedelta(days=14)


class State(models.TextChoices):
    VALID = "valid", _("gültig")
    EXPIRED = "expired", _("abgelaufen")
    REVOKED = "revoked", _("widerrufen")


class Certificate(models.Model):
    """Somebody has finished a course; what it said of itself then is kept here.

    It goes with the account of its holder, and with nothing else.
    """

    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates"
    )
    enrolment = models.ForeignKey(
        "courses.Enrolment", null=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    course = models.ForeignKey(
        "courses.CoursePage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    predecessor = models.OneToOneField(
        "self", null=True, on_delete=models.SET_NULL, related_name="successor"
    )

    title = models.CharField(_("Kurs"), max_length=255)
    language = models.CharField(_("Sprache"), max_length=5)
    version_number = models.PositiveIntegerField(_("Fassung"))
    minutes = models.PositiveIntegerField(_("Minuten"))
    lessons = models.JSONField(_("Lektionen"), default=list)
    city = models.CharField(_("Stadt"), max_length=255, blank=True)

    finished_at = models.DateTimeField(_("abgeschlossen am"))
    issued_at = models.DateTimeField(_("ausgestellt am"), default=timezone.now)
    valid_until = models.DateField(_("gültig bis"), null=True)

    holder = models.CharField(_("Name"), max_length=120, blank=True)
    named_at = models.DateTimeField(null=True)
    shows_name = models.BooleanField(default=False)
    shows_course = models.BooleanField(default=False)
    shows_date = models.BooleanField(default=False)

    revoked_at = models.DateTimeField(_("widerrufen am"), null=True)
    revoked_reason = models.CharField(_("Grund"), max_length=500, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Teilnahmebescheinigung")
        verbose_name_plural = _("Teilnahmebescheinigungen")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "finished_at"], name="certificate_once_a_finish"
            ),
            models.CheckConstraint(
                name="certificate_revoked_for_a_reason",
                condition=(Q(revoked_at=None) & Q(revoked_reason=""))
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
            ),
            models.CheckConstraint(
                name="certificate_named_at_a_time",
                condition=(Q(named_at=None) & Q(holder=""))
                | (Q(named_at__isnull=False) & ~Q(holder="")),
            ),
        ]

    def __str__(self):
        # Stands in logs: neither the holder nor the code.
        return f"{self.title} ({self.pk})"

    def get_absolute_url(self) -> str:
        """The page of its holder."""
        return reverse("certificates:own", args=[self.pk])

    @property
    def written_code(self) -> str:
        return written(self.code)

    @property
    def check_address(self) -> str:
        """Where anybody checks it, with the host: for paper and its QR code."""
        return settings.SITE_URL + reverse("certificates:check", args=[self.written_code])

    @property
    def minutes_in_words(self) -> str:
        return in_words(self.minutes)

    @property
    def state(self) -> State:
        if self.revoked_at:
            return State.REVOKED
        return State.EXPIRED if is_over(self.valid_until, timezone.localdate()) else State.VALID

    @property
    def is_due(self) -> bool:
        """Whether one should think of renewing it: it counts still, ends soon or has ended."""
        return not self.revoked_at and is_due(self.valid_until, timezone.localdate())

    @property
    def name_is_fixed(self) -> bool:
        return bool(self.named_at) and timezone.now() >= self.named_at + CORRECTION

    @property
    def name_fixed_from(self):
        """When the name can no longer be corrected; None without one."""
        return self.named_at and self.named_at + CORRECTION
