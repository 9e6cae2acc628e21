from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask, TaskState

from .forms import ApprovalForm, ReturnForm, SecondApprovalForm


class ReviewTaskRules:
    """A step of the review: what Wagtail asks of a task, answered by the services."""

    is_second = False
    approval_form = ApprovalForm

    def may_act(self, page, user) -> bool:
        from .services import review_refusal

        return not review_refusal(task=self, page=page, user=user)

    def user_can_access_editor(self, obj, user):
        return self.may_act(obj, user)

    def locked_for_user(self, obj, user):
        return not self.may_act(obj, user)

    def get_actions(self, obj, user):
        if not self.may_act(obj, user):
            return []
        return [
            ("reject", _("Zurückgeben"), True),
            ("approve", _("Freigeben"), True),
        ]

    def get_form_for_action(self, action):
        return self.approval_form if action == "approve" else ReturnForm

    def on_action(self, task_state, user, action_name, **kwargs):
        from .services import give_review

        give_review(
            task=self,
            task_state=task_state,
            user=user,
            approve=action_name == "approve",
            data=kwargs,
        )

    def get_task_states_user_can_moderate(self, user, **kwargs):
        from .selectors import reviewable_states

        return reviewable_states(self, user)


class ProjectReviewTask(ReviewTaskRules, GroupApprovalTask):
    """The first review: the Projektgruppe looks at what a city has submitted."""

    class Meta:
        verbose_name = _("Prüfung durch die Projektgruppe")
        verbose_name_plural = _("Prüfungen durch die Projektgruppe")

    @classmethod
    def get_description(cls):
        return _("Die gewählten Gruppen prüfen ein Praxisbeispiel mit der Prüfliste.")


class SecondReviewTask(ReviewTaskRules, GroupApprovalTask):
    """The second review, by another city than the one that publishes."""

    is_second = True
    approval_form = SecondApprovalForm

    class Meta:
        verbose_name = _("Zweitprüfung durch eine andere Stadt")
        verbose_name_plural = _("Zweitprüfungen durch eine andere Stadt")

    def get_template_for_action(self, action):
        return "practices/review/second_approval.html" if action == "approve" else ""

    @classmethod
    def get_description(cls):
        return _(
            "Aus den gewählten Gruppen prüft, wer zu einer anderen Stadt gehört und die erste "
            "Prüfung nicht selbst gegeben hat."
        )


class Review(models.Model):
    """What one person found in one step: the check list, the decision, and when.

    It stays when the account goes; then it says which city the reviewer was of, and no more.
    """

    task_state = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="review")
    workflow_state = models.ForeignKey(
        "wagtailcore.WorkflowState", on_delete=models.CASCADE, related_name="reviews"
    )
    is_second = models.BooleanField(_("Zweitprüfung"))
    approved = models.BooleanField(_("freigegeben"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewer_city = models.ForeignKey(
        "cities.CityPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    checks = models.JSONField(_("Prüfliste"), default=dict, blank=True)
    evidence_level = models.PositiveSmallIntegerField(
        _("Evidenzstufe"), null=True, blank=True, validators=[MaxValueValidator(3)]
    )
    evidence_reason = models.CharField(_("Begründung der Evidenzstufe"), max_length=300, blank=True)
    comment = models.TextField(_("Kommentar"), blank=True)
    given_at = models.DateTimeField(_("am"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Prüfung")
        verbose_name_plural = _("Prüfungen")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["workflow_state", "reviewer"],
                condition=models.Q(approved=True),
                name="review_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(evidence_level=None) | models.Q(evidence_level__range=(0, 3)),
                name="review_level_typed",
            ),
        ]


class ReminderKind(models.IntegerChoices):
    """How many days before the date the mail goes out."""

    MONTH = 30, _("30 Tage vorher")
    WEEK = 7, _("7 Tage vorher")


class Mail(models.Model):
    """Something that goes out by mail once: claimed before it is sent, settled after."""

    #: Nobody works that long on one mail: the process behind an older claim is gone.
    CLAIM_LASTS = timedelta(minutes=30)

    claimed_at = models.DateTimeField(null=True, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def claim(self) -> bool:
        """Takes the mail for this process; False if another one has it, or has sent it.

        One statement on one row: of two processes one gets it.
        """
        now = timezone.now()
        taken = (
            type(self)
            .objects.filter(pk=self.pk, settled_at=None)
            .filter(Q(claimed_at=None) | Q(claimed_at__lt=now - self.CLAIM_LASTS))
            .update(claimed_at=now)
        )
        if taken:
            self.claimed_at = now
        return bool(taken)

    def settle(self) -> None:
        """Sent, or never to be; a claim that another process took over is left to it."""
        self._claimed().update(settled_at=timezone.now())

    def give_back(self) -> None:
        """Nothing was sent: the next run begins anew."""
        self._claimed().update(claimed_at=None)

    def _claimed(self):
        return type(self).objects.filter(pk=self.pk, claimed_at=self.claimed_at, settled_at=None)


class Reminder(Mail):
    """A mail about an entry's date: one row for each entry, date and kind."""

    practice = models.ForeignKey(
        "practices.GoodPracticePage", on_delete=models.CASCADE, related_name="+"
    )
    review_due = models.DateField()
    kind = models.PositiveSmallIntegerField(choices=ReminderKind.choices)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Erinnerung")
        verbose_name_plural = _("Erinnerungen")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "review_due", "kind"], name="reminder_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ReminderKind.values), name="reminder_kind_known"
            ),
        ]


class Answer(Mail):
    """What the mailbox answered for one date, by the link in the mail; there is one answer.

    A wish for changes is settled when the city's Redaktion has got it.
    """

    practice = models.ForeignKey(
        "practices.GoodPracticePage", on_delete=models.CASCADE, related_name="+"
    )
    review_due = models.DateField(_("Wiedervorlage am"))
    still_valid = models.BooleanField(_("gilt noch"))
    text = models.TextField(_("Was zu ändern ist"), blank=True)
    given_at = models.DateTimeField(_("am"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Antwort auf eine Wiedervorlage")
        verbose_name_plural = _("Antworten auf Wiedervorlagen")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["practice", "review_due"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(still_valid=True) | ~Q(text=""), name="answer_says_what"
            ),
        ]
