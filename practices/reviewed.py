"""What the review knows of a practice, and what it rules."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .evidence import LEVEL_IS_NOT_TYPED, TYPED_CHOICES, EvidenceLevel


def review_due_after(reviewed_on: date) -> date:
    """Twelve months after the review; from 29 February it is 28 February."""
    try:
        return reviewed_on.replace(year=reviewed_on.year + 1)
    except ValueError:
        return reviewed_on.replace(year=reviewed_on.year + 1, day=28)


class ReviewedPart(models.Model):
    """A page that goes live by its review alone, with the evidence and the dates of it.

    An English version says what has been reviewed in German: it goes no way of its own.
    """

    evidence_level = models.PositiveSmallIntegerField(
        _("Evidenzstufe"),
        choices=TYPED_CHOICES,
        null=True,
        error_messages={"invalid_choice": LEVEL_IS_NOT_TYPED},
        help_text=_(
            "Stärke des Belegs, nicht der Wirkung. Stufe 4 ergibt sich aus bestätigten "
            "Nachnutzungen."
        ),
    )
    evidence_reason = models.CharField(_("Begründung der Evidenzstufe"), max_length=300, blank=True)
    reviewed_by = models.CharField(
        _("geprüft von"), max_length=120, blank=True, help_text=_("Eine Funktion, kein Name.")
    )
    reviewed_on = models.DateField(_("geprüft am"), null=True, blank=True)
    review_due = models.DateField(
        _("Wiedervorlage am"),
        null=True,
        blank=True,
        help_text=_("Bleibt sie leer, gilt zwölf Monate nach der Prüfung."),
    )
    # Since when the entry is out of the listings and the search; its address stays.
    archived_on = models.DateField(_("archiviert am"), null=True, blank=True, editable=False)
    version = models.PositiveSmallIntegerField(
        _("Version"), default=1, validators=[MinValueValidator(1)]
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        from .review.copies import refuse_public_copy

        refuse_public_copy(self)
        if self.reviewed_on and not self.review_due:
            self.review_due = review_due_after(self.reviewed_on)
        super().save(*args, **kwargs)

    @property
    def shown_evidence(self) -> int | None:
        """The level with what other cities have confirmed, which beats what was typed.

        One query, unless `confirmed_evidence` was selected.
        """
        return EvidenceLevel.CONFIRMED if self.is_confirmed_elsewhere else self.evidence_level

    @property
    def is_confirmed_elsewhere(self) -> bool:
        return hasattr(self, "confirmed_evidence")

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the date for looking at the entry again has passed."""
        return bool(self.review_due and self.review_due < timezone.localdate())

    @property
    def caution(self) -> str:
        if self.archived_on:
            sentence = gettext(
                "Archiviert, weil seit %(day)s niemand bestätigt hat, dass es noch gilt"
            )
        elif self.is_unconfirmed:
            sentence = gettext("Seit %(day)s nicht bestätigt")
        else:
            return ""
        return sentence % {"day": date_format(self.review_due, "DATE_FORMAT")}

    def get_workflow(self):
        """Always the review with two steps: no assignment of a city or subtree makes it shorter."""
        from .review.workflow import practice_workflow

        return None if self.is_version else practice_workflow()

    def permissions_for_user(self, user):
        from .review.permissions import PracticePermissionTester

        if self.is_version:
            return super().permissions_for_user(user)
        return PracticePermissionTester(user, self)

    def publish(self, revision, user=None, **kwargs):
        from .review.services import check_publication

        # Who ends the review need not have the right to publish beside it.
        if not self.is_version and check_publication(page=self, revision=revision, user=user):
            kwargs["skip_permission_checks"] = True
        return super().publish(revision, user=user, **kwargs)
