from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField

from portal.content.copies import DraftCopyForm
from portal.content.entries import EntryPage
from portal.content.richtext import FEATURES
from search.documents import SearchDocument

from .easy_language.pages import EasyLanguagePart
from .forms import PracticePageForm
from .panels import TABS
from .parts import (
    PracticeFigure,
    PracticeKeyword,
    PracticeTemplate,
    RelatedModule,
    RelatedPractice,
)
from .reviewed import ReviewedPart, review_due_after

__all__ = [
    "GoodPracticePage",
    "PracticeFigure",
    "PracticeKeyword",
    "PracticeTemplate",
    "RelatedModule",
    "RelatedPractice",
    "review_due_after",
]


def _story(label, help_text, *, max_length=4000, blank=False) -> RichTextField:
    """A text field of the practice's story, with the question that it answers."""
    return RichTextField(
        label, features=FEATURES, max_length=max_length, help_text=help_text, blank=blank
    )


class GoodPracticePage(EasyLanguagePart, ReviewedPart, EntryPage):
    """A good practice of a city: what it did, what came of it, what others need to do it too."""

    base_form_class = PracticePageForm
    # Whatever its original is, a copy has not been reviewed.
    copy_form_class = DraftCopyForm
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

    edit_handler = TABS

    translated_texts = (
        *EntryPage.translated_texts,
        "department",
        "need",
        "aim",
        "approach",
        "result",
        "pitfalls",
        "lessons",
        "success_factors",
    )
    translated_rows = ("figures",)
    untranslated_texts = (
        "easy_title",
        "easy_body",
        "easy_checked_by",
        "easy_checked_on",
        "easy_basis",
    )

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

    def search_document(self) -> SearchDocument | None:
        if self.archived_on or self.is_version:
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
            meta=(*((status.lazy_name,) if status else ()), *reuse.meta, *self.easy_meta),
        )

    @classmethod
    def stock_layout(cls):
        from .open_data import layout

        return layout()

    def linked_data(self, shown) -> list[dict]:
        from .linked_data import practice_data

        return practice_data(self, shown)

    def get_sitemap_urls(self, request=None):
        return [] if self.archived_on else super().get_sitemap_urls(request)

    def get_context(self, request, *args, **kwargs):
        from .selectors import practice_context

        return super().get_context(request, *args, **kwargs) | practice_context(self, request)

    def clean(self):
        super().clean()
        if self.started and self.ended and self.ended < self.started:
            raise ValidationError({"ended": _("Das Ende liegt vor dem Beginn.")})
