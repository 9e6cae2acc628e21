from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from search.pins.widgets import PublicTitleChooser


class WishState(models.TextChoices):
    OPEN = "offen", _("offen")
    ANSWERED = "beantwortet", _("beantwortet")
    DONE = "erledigt", _("erledigt")


class Wish(models.Model):
    """What a city looked for and did not find, for the other cities to see.

    It belongs to the city, not to whoever wrote it: no account is kept with it.
    """

    #: The city that takes another one in looks for what that one looked for.
    moves_with_city = True

    city = models.ForeignKey(
        "cities.CityPage",
        verbose_name=_("Stadt"),
        on_delete=models.CASCADE,
        related_name="wishes",
        help_text=_("Welche Stadt das sucht."),
    )
    text = models.TextField(
        _("Was suchen Sie?"),
        max_length=500,
        validators=[MaxLengthValidator(500)],
        help_text=_(
            "Ein, zwei Sätze, aus denen andere Städte erkennen, ob sie helfen können. Bitte "
            "keine Namen und nichts über einzelne Personen."
        ),
    )
    created_on = models.DateField(_("vom"), auto_now_add=True)
    state = models.CharField(
        _("Stand"), max_length=20, choices=WishState.choices, default=WishState.OPEN
    )
    answer_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Passender Eintrag"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Der Eintrag, der weiterhilft, gleich von welcher Stadt."),
    )
    answer_note = models.TextField(
        _("Antwort"),
        max_length=500,
        blank=True,
        help_text=_("Was es dazu zu sagen gibt, zum Beispiel welche Stelle mehr weiß."),
    )

    panels = [
        FieldPanel("text", read_only=True),
        FieldPanel("city", read_only=True),
        MultiFieldPanel(
            [
                FieldPanel("answer_page", widget=PublicTitleChooser),
                FieldPanel("answer_note"),
                FieldPanel("state"),
            ],
            heading=_("Antwort"),
        ),
    ]

    class Meta:
        verbose_name = _("Wunsch einer Stadt")
        verbose_name_plural = _("Wünsche der Städte")
        ordering = ["-created_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="wish_state_known", condition=models.Q(state__in=WishState.values)
            )
        ]

    def __str__(self):
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def save(self, *args, **kwargs):
        # Who names an entry has answered, and need not say so a second time.
        if self.state == WishState.OPEN and self.answer_page_id:
            self.state = WishState.ANSWERED
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.state == WishState.ANSWERED and not (self.answer_page or self.answer_note):
            raise ValidationError(
                {
                    "state": _(
                        "Beantwortet ist ein Wunsch mit einem passenden Eintrag oder einer Antwort."
                    )
                }
            )


class RequestState(models.TextChoices):
    """Follows from the answers and the dates; nobody types it."""

    OPEN = "offen", _("offen")
    ANSWERED = "beantwortet", _("beantwortet")
    CLOSED = "geschlossen", _("geschlossen")


def public_pages():
    """The keys of the pages that everybody may read; costs a query more where it is used."""
    return Page.objects.live().public().order_by().values("pk")


class CityRequestQuerySet(models.QuerySet):
    def shown(self):
        """What visitors may see, closed ones too: those of public cities."""
        return self.filter(city__in=public_pages())

    def running(self):
        """Neither closed nor past their day; these are found by the search."""
        return self.filter(closed_at=None, until__gte=timezone.localdate())

    def expired(self):
        """Past their day, and not closed yet."""
        return self.filter(closed_at=None, until__lt=timezone.localdate())

    def with_answers(self):
        """With `answer_count`, the number of public answers: what the state follows from.

        Costs one query more when it is evaluated; see `Page.objects.public`.
        """
        answers = (
            RequestAnswer.objects.shown()
            .filter(request=models.OuterRef("pk"))
            .order_by()
            .values("request")
            .annotate(number=models.Count("pk"))
            .values("number")
        )
        return self.annotate(
            answer_count=Coalesce(models.Subquery(answers, output_field=models.IntegerField()), 0)
        )

    def in_state(self, state: str):
        """Of `with_answers()`: those in one of the three states."""
        if state == RequestState.CLOSED:
            return self.exclude(pk__in=CityRequest.objects.running().values("pk"))
        answered = models.Q(answer_count__gt=0)
        return self.running().filter(answered if state == RequestState.ANSWERED else ~answered)


class CityRequest(models.Model):
    """A city looks for something, and others answer by an entry; written by `services` alone.

    It speaks for the city and a function: no account is kept with it. Who did what when stands
    in Wagtail's log.
    """

    moves_with_city = True

    city = models.ForeignKey(
        "cities.CityPage",
        verbose_name=_("Stadt"),
        on_delete=models.CASCADE,
        related_name="requests",
    )
    title = models.CharField(
        _("Titel"),
        max_length=100,
        help_text=_("Worum geht es? Zum Beispiel „Mentoring für Quereinsteigende“."),
    )
    sought = models.TextField(
        _("Was suchen Sie?"),
        max_length=1000,
        validators=[MaxLengthValidator(1000)],
        help_text=_(
            "Einige Sätze, aus denen andere Städte erkennen, ob sie helfen können. Bitte keine "
            "Namen und nichts über einzelne Personen."
        ),
    )
    purpose = models.TextField(
        _("Wofür brauchen Sie es?"),
        max_length=500,
        validators=[MaxLengthValidator(500)],
        help_text=_("Was Sie damit vorhaben, und bis wann."),
    )
    fields_of_action = models.ManyToManyField(
        "taxonomy.FieldOfAction", verbose_name=_("Handlungsfelder"), related_name="+"
    )
    target_groups = models.ManyToManyField(
        "taxonomy.TargetGroup", verbose_name=_("Zielgruppen"), related_name="+", blank=True
    )
    contact_role = models.CharField(
        _("Funktion"),
        max_length=120,
        help_text=_("Wer fragt: eine Funktion, kein Name. „Koordination Vielfalt“."),
    )
    contact_email = models.EmailField(
        _("E-Mail der Funktion"), help_text=_("Dorthin melden wir jede Antwort.")
    )
    until = models.DateField(
        _("Gesucht bis"),
        help_text=_("Danach schließt sich das Gesuch von selbst. Höchstens ein Jahr im Voraus."),
    )
    wish = models.OneToOneField(
        Wish, null=True, editable=False, on_delete=models.SET_NULL, related_name="request"
    )
    # Counts the changes, so that nobody overwrites what they have not read.
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("geschlossen am"), null=True, editable=False)

    objects = CityRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("Gesuch")
        verbose_name_plural = _("Gesuche")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        # One transaction with what listens to it: the outbox of the search.
        with transaction.atomic():
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("requests:detail", args=[self.pk, slugify(self.title) or "gesuch"])

    @property
    def is_running(self) -> bool:
        return self.closed_at is None and self.until >= timezone.localdate()

    @property
    def state(self) -> RequestState:
        """Of one that `with_answers()` has read; no query."""
        if not self.is_running:
            return RequestState.CLOSED
        return RequestState.ANSWERED if self.answer_count else RequestState.OPEN


class RequestAnswerQuerySet(models.QuerySet):
    def shown(self):
        """Answers by what everybody may read, from public cities."""
        public = public_pages()
        return self.filter(city__in=public, page__in=public)


class RequestAnswer(models.Model):
    """A city answers another one's request by an entry, whichever city that is from."""

    moves_with_city = True

    request = models.ForeignKey(CityRequest, on_delete=models.CASCADE, related_name="answers")
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Passender Eintrag"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    city = models.ForeignKey(
        "cities.CityPage",
        verbose_name=_("Stadt, die antwortet"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    note = models.TextField(
        _("Warum passt das?"),
        max_length=300,
        validators=[MaxLengthValidator(300)],
        help_text=_("Ein Satz an die Stadt, die sucht. Alle können ihn lesen."),
    )
    helpful = models.BooleanField(_("hat geholfen"), default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # When the asking city's mailbox was told.
    notified_at = models.DateTimeField(null=True, editable=False)

    objects = RequestAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Antwort auf ein Gesuch")
        verbose_name_plural = _("Antworten auf Gesuche")
        ordering = ["-helpful", "created_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["request", "page"],
                name="request_answered_once_by_an_entry",
                violation_error_message=_(
                    "Mit diesem Eintrag hat schon eine Stadt geantwortet. Bitte wählen Sie einen "
                    "anderen."
                ),
            )
        ]

    def __str__(self):
        return f"{self.request.title} – {self.page.title}"

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
