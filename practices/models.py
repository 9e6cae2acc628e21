from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField

from portal.content.entries import EntryPage
from portal.content.richtext import FEATURES
from search.documents import SearchDocument

from .easy_language.pages import EasyLanguagePart
from .evidence import LEVEL_IS_NOT_TYPED, TYPED_CHOICES, EvidenceLevel
from .forms import PracticeCopyForm, PracticePageForm
from .panels import TABS
from .parts import (
    PracticeFigure,
    PracticeKeyword,
    PracticeTemplate,
    RelatedModule,
    RelatedPractice,
)

__all__ = [
    "GoodPracticePage",
    "PracticeFigure",
    "PracticeKeyword",
    "PracticeTemplate",
    "RelatedModule",
    "RelatedPractice",
    "review_due_after",
]


def review_due_after(reviewed_on: date) -> date:
    """Twelve months after the review; from 29 February it is 28 February."""
    try:
        return reviewed_on.replace(year=reviewed_on.year + 1)
    except ValueError:
        return reviewed_on.replace(year=reviewed_on.year + 1, day=28)


def _story(label, help_text, *, max_length=4000, blank=False) -> RichTextField:
    """A text field of the practice's story, with the question that it answers."""
    return RichTextField(
        label, features=FEATURES, max_length=max_length, help_text=help_text, blank=blank
    )


class GoodPracticePage(EasyLanguagePart, EntryPage):
    """A good practice of a city: what it did, what came of it, what others need to do it too."""

    base_form_class = PracticePageForm
    copy_form_class = PracticeCopyForm
    page_description = _("Was die Stadt gemacht hat, mit Ergebnis, Aufwand und Stolpersteinen.")

    # Basis
    department = models.CharField(
        _("Fachbereich"),
        max_length=120,
        help_text=_("Welche Stelle es verantwortet, zum Beispiel „Fachbereich Personal“."),
    )
    fields_of_action = ParentalManyToManyField(
        "taxonomy.FieldOfAction",
        verbose_name=_("Handlungsfelder"),
        related_name="+",
        help_text=_("In welchen Arbeitsfeldern spielt es?"),
    )
    tags = ClusterTaggableManager(
        through=PracticeKeyword,
        blank=True,
        verbose_name=_("Schlagwörter"),
        help_text=_("Wonach würden andere suchen? Mehrere mit Komma trennen."),
    )
    started = models.DateField(_("Beginn"), null=True, help_text=_("Ungefähr reicht."))
    ended = models.DateField(
        _("Ende"), null=True, blank=True, help_text=_("Bleibt leer, solange es läuft.")
    )
    status = models.ForeignKey(
        "taxonomy.PracticeStatus",
        verbose_name=_("Praxisstatus"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Auch Gescheitertes hilft: Andere müssen es nicht wiederholen."),
    )

    # Inhalt
    need = _story(_("Anlass"), _("Was war das Problem, und woran haben Sie es gemerkt?"))
    aim = _story(_("Ziel"), _("Was sollte danach anders sein?"))
    approach = _story(_("Vorgehen"), _("Was haben Sie gemacht, und mit wem?"), max_length=8000)
    result = _story(_("Ergebnis"), _("Was ist dabei herausgekommen? Auch das Unerwartete."))
    pitfalls = _story(_("Stolpersteine"), _("Was war schwierig?"))
    lessons = _story(_("Was wir anders machen würden"), _("Mit dem Wissen von heute."), blank=True)
    success_factors = _story(_("Erfolgsbedingungen"), _("Ohne was wäre es nicht gegangen?"))
    staff_council_involved = models.BooleanField(_("Personalrat beteiligt"), default=False)
    data_protection_checked = models.BooleanField(_("Datenschutz geprüft"), default=False)

    # Transfer
    effort_days = models.PositiveIntegerField(
        _("Aufwand in Personentagen"),
        null=True,
        validators=[MaxValueValidator(10_000)],
        help_text=_("Alle Beteiligten zusammen, bis es lief. Eine ehrliche Schätzung reicht."),
    )
    cost_level = models.ForeignKey(
        "taxonomy.CostLevel",
        verbose_name=_("Kostenstufe"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Sachkosten ohne Personal."),
    )
    lead_weeks = models.PositiveSmallIntegerField(
        _("Vorlauf in Wochen"),
        null=True,
        validators=[MaxValueValidator(520)],
        help_text=_("Vom Beschluss bis zum ersten Tag."),
    )
    transferability = models.ForeignKey(
        "taxonomy.Transferability",
        verbose_name=_("Übertragbarkeit"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    # System
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

    edit_handler = TABS

    api_fields = (
        *EntryPage.api_fields,
        "department",
        "started",
        "ended",
        "effort_days",
        "lead_weeks",
        "reviewed_on",
        "review_due",
        "archived_on",
    )
    search_kind = "praxis"
    search_vocabularies = (*EntryPage.search_vocabularies, "fields_of_action")
    search_related = (*EntryPage.search_related, "status")
    template = "practices/practice.html"

    class Meta:
        verbose_name = _("Praxisbeispiel")
        verbose_name_plural = _("Praxisbeispiele")
        permissions = [("review_goodpracticepage", _("Kann Praxisbeispiele prüfen"))]
        constraints = [
            models.CheckConstraint(
                name="practice_ends_after_start",
                condition=models.Q(ended__isnull=True)
                | models.Q(started__isnull=True)
                | models.Q(ended__gte=models.F("started")),
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
            models.CheckConstraint(
                name="practice_evidence_in_range",
                condition=models.Q(evidence_level__isnull=True)
                | models.Q(evidence_level__range=(0, 3)),
            ),
        ]

    @classmethod
    def listed(cls):
        """What is archived keeps its address, and is offered nowhere."""
        return super().listed().filter(archived_on=None)

    @classmethod
    def prepare_for_search(cls, pages) -> None:
        from .reuse.selectors import facts_for_search

        super().prepare_for_search(pages)
        facts = facts_for_search(page.pk for page in pages)
        for page in pages:
            page.search_reuse = facts[page.pk]

    @cached_property
    def search_reuse(self):
        """What the search knows of reuses in other cities; two queries, once."""
        from .reuse.selectors import facts_for_search

        return facts_for_search([self.pk])[self.pk]

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

    def search_document(self) -> SearchDocument | None:
        if self.archived_on:
            return None
        status, reuse = self.status, self.search_reuse
        return self.build_search_document(
            summary=self.summary,
            body=[
                self.need,
                self.aim,
                self.approach,
                self.result,
                self.pitfalls,
                self.lessons,
                self.success_factors,
                self.body,
                self.department,
                reuse.sentence,
                self.easy_text,
            ],
            city=self.city.title if self.city else "",
            tags=tuple(self.search_keywords.values()),
            facets={
                **self.entry_facets(),
                "theme": self.search_keys["fields_of_action"],
                "status": (status.key,) if status else (),
                "reuse": reuse.facet,
                "language": ("leicht",) if self.has_easy_version else (),
            },
            image=self.image,
            holds_until=self.review_due,
            meta=(*((status.title,) if status else ()), *reuse.meta, *self.easy_meta),
        )

    @classmethod
    def stock_layout(cls):
        from .open_data import layout

        return layout()

    def linked_data(self, shown) -> dict:
        from .linked_data import practice_data

        return practice_data(self, shown)

    def get_sitemap_urls(self, request=None):
        return [] if self.archived_on else super().get_sitemap_urls(request)

    def get_context(self, request, *args, **kwargs):
        from .selectors import practice_context

        return super().get_context(request, *args, **kwargs) | practice_context(self, request)

    def get_workflow(self):
        """Always the review with two steps: no assignment of a city or subtree makes it shorter."""
        from .review.workflow import practice_workflow

        return practice_workflow()

    def permissions_for_user(self, user):
        from .review.permissions import PracticePermissionTester

        return PracticePermissionTester(user, self)

    def publish(self, revision, user=None, **kwargs):
        from .review.services import check_publication

        # Who ends the review need not have the right to publish beside it.
        if check_publication(page=self, revision=revision, user=user):
            kwargs["skip_permission_checks"] = True
        return super().publish(revision, user=user, **kwargs)

    def save(self, *args, **kwargs):
        from .review.copies import refuse_public_copy

        refuse_public_copy(self)
        if self.reviewed_on and not self.review_due:
            self.review_due = review_due_after(self.reviewed_on)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.started and self.ended and self.ended < self.started:
            raise ValidationError({"ended": _("Das Ende liegt vor dem Beginn.")})
