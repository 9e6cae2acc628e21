"""Who began a practice with the guided form, and in whose hands it is."""

import uuid

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.cities.models import CityPage
from portal.cities.selectors import city_of

MAX_REASON = 1000


class State(models.TextChoices):
    WRITING = "in-arbeit", _("in Arbeit")
    HANDED_OVER = "abgegeben", _("bei der Redaktion")
    RETURNED = "zurueck", _("zurück zum Ergänzen")


class Submission(models.Model):
    """The guided form's side of a draft; its words live in the page alone.

    `key` is made by the browser's first form, so that a form that is sent twice makes one draft.
    The page goes its own way afterwards (edited, reviewed, published): `state` only says whether
    its author or the Redaktion has it.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.OneToOneField(
        "practices.GoodPracticePage",
        verbose_name=_("Praxisbeispiel"),
        on_delete=models.CASCADE,
        related_name="submission",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("begonnen von"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(
        _("Stand"), max_length=12, choices=State.choices, default=State.WRITING
    )
    begun_at = models.DateTimeField(_("begonnen am"), default=timezone.now)
    handed_over_at = models.DateTimeField(_("abgegeben am"), null=True)
    # The revision that the form wrote last: it goes on there instead of leaving one each pause.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("Einreichung")
        verbose_name_plural = _("Einreichungen")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="submission_handed_over_at_a_time",
                condition=models.Q(state=State.WRITING) | models.Q(handed_over_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.page}: {self.get_state_display()}"

    @cached_property
    def draft(self):
        """The page as it was saved last; two queries, once."""
        return self.page.get_latest_revision_as_object()

    @cached_property
    def city(self) -> CityPage | None:
        return city_of(self.page)

    @property
    def is_handed_over(self) -> bool:
        return self.state == State.HANDED_OVER


class NoticeKind(models.TextChoices):
    HANDED_OVER = "abgegeben", _("an die Redaktion gegeben")
    RETURNED = "zurueck", _("zurückgegeben")


class Notice(models.Model):
    """A mail that one side owes the other; written with the step, sent once after it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    text = models.TextField(
        _("Nachricht"),
        max_length=MAX_REASON,
        validators=[MaxLengthValidator(MAX_REASON)],
        blank=True,
    )
    at = models.DateTimeField(default=timezone.now)
    # When it was claimed for sending.
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Nachricht zu einer Einreichung")
        verbose_name_plural = _("Nachrichten zu Einreichungen")
        default_permissions = ()
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.submission_id}: {self.kind}"
