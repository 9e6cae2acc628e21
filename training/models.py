from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.models import Page

from portal.content.entries import EntryPage, term_panel, terms_panel
from portal.content.richtext import FEATURES
from search.documents import SearchDocument

from .durations import in_words, in_words_lazy
from .origins import is_circle
from .parts import LearningGoal, ModuleKeyword, ModuleUnit

__all__ = ["LearningGoal", "ModuleKeyword", "ModuleUnit", "TrainingModulePage"]


class Access(models.TextChoices):
    """AMB `conditionsOfAccess`: whether one signs in to get the material."""

    OPEN = "no_login", _("ohne Anmeldung")
    LOGIN = "login", _("nur mit Anmeldung")


class ModuleLanguage(models.TextChoices):
    GERMAN = "de", _("Deutsch")
    ENGLISH = "en", _("Englisch")


class TrainingModulePage(EntryPage):
    """A training module that a city shares: what one learns, for whom, how long, at what cost."""

    page_description = _("Eine Fortbildung, die andere Städte buchen oder übernehmen können.")

    description = RichTextField(
        _("Beschreibung"),
        features=FEATURES,
        max_length=6000,
        help_text=_("Worum geht es, warum lohnt es sich, wie läuft es ab?"),
    )
    competences = ParentalManyToManyField(
        "taxonomy.Competence",
        verbose_name=_("Kompetenzen"),
        related_name="+",
        help_text=_("Welche Themenfelder deckt das Modul ab?"),
    )
    level = models.ForeignKey(
        "taxonomy.ModuleLevel",
        verbose_name=_("Stufe"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    tags = ClusterTaggableManager(
        through=ModuleKeyword,
        blank=True,
        verbose_name=_("Schlagwörter"),
        help_text=_("Wonach würden andere suchen? Mehrere mit Komma trennen."),
    )
    language = models.CharField(
        _("Sprache"),
        max_length=5,
        choices=ModuleLanguage.choices,
        default=ModuleLanguage.GERMAN,
        help_text=_("In welcher Sprache das Modul stattfindet."),
    )
    prerequisites = models.TextField(
        _("Voraussetzungen"),
        max_length=500,
        validators=[MaxLengthValidator(500)],
        help_text=_("Was man vorher können oder besucht haben muss; sonst „Keine.“"),
    )
    format = models.ForeignKey(
        "taxonomy.ModuleFormat",
        verbose_name=_("Format"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    workload_minutes = models.PositiveIntegerField(
        _("Arbeitsaufwand in Minuten"),
        null=True,
        validators=[MinValueValidator(5), MaxValueValidator(60_000)],
        help_text=_("Für eine teilnehmende Person, ohne Pausen. Ein Seminartag hat etwa 390."),
    )
    group_size = models.CharField(
        _("Gruppengröße"), max_length=60, blank=True, help_text=_("Zum Beispiel: „8–16 Personen“.")
    )
    funder = models.CharField(
        _("Förderung"), max_length=200, blank=True, help_text=_("Wer das Modul gefördert hat.")
    )
    access = models.CharField(
        _("Zugang"), max_length=10, choices=Access.choices, default=Access.OPEN
    )
    is_free = models.BooleanField(_("kostenfrei für die Städte"), default=True)
    cost_note = models.CharField(
        _("Kosten"),
        max_length=200,
        blank=True,
        help_text=_("Was es kostet und wer es trägt, zum Beispiel: „350 Euro je Gruppe“."),
    )
    adapted_from = models.ForeignKey(
        "self",
        verbose_name=_("adaptiert von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="adaptations",
        help_text=_("Das Modul, aus dem dieses entstanden ist."),
    )
    adapted_from_url = models.URLField(
        _("adaptiert von (Adresse)"),
        blank=True,
        help_text=_("Für eine Vorlage, die nicht in diesem Portal steht."),
    )
    adapted_from_title = models.CharField(
        _("adaptiert von (Titel)"),
        max_length=200,
        blank=True,
        help_text=_("Wie die Vorlage heißt und von wem sie ist."),
    )
    adapted_from_licence = models.ForeignKey(
        "taxonomy.Licence",
        verbose_name=_("adaptiert von (Lizenz)"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Unter welcher Lizenz diese Vorlage steht."),
    )

    basics_panels = [
        EntryPage.title_panel,
        FieldPanel("summary"),
        FieldPanel("description"),
        terms_panel("competences"),
        terms_panel("target_groups"),
        terms_panel("contract_goals"),
        FieldPanel("tags"),
        EntryPage.contact_panel,
        FieldPanel("image"),
    ]
    learning_panels = [
        InlinePanel("learning_goals", heading=_("Lernziele"), label=_("Lernziel"), min_num=1),
        FieldPanel("prerequisites"),
        FieldRowPanel(
            [term_panel("level"), term_panel("format"), FieldPanel("language")],
            heading=_("Einordnung"),
        ),
        FieldRowPanel(
            [FieldPanel("workload_minutes"), FieldPanel("group_size")], heading=_("Umfang")
        ),
        InlinePanel("units", heading=_("Ablauf"), label=_("Abschnitt")),
        FieldPanel("body"),
    ]
    terms_panels = [
        FieldPanel("access"),
        MultiFieldPanel([FieldPanel("is_free"), FieldPanel("cost_note")], heading=_("Kosten")),
        FieldPanel("funder"),
        term_panel("licence"),
        MultiFieldPanel(
            [
                PageChooserPanel("adapted_from"),
                FieldPanel("adapted_from_title"),
                FieldPanel("adapted_from_url"),
                term_panel("adapted_from_licence"),
            ],
            heading=_("Herkunft"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(basics_panels, heading=_("Basis")),
            ObjectList(learning_panels, heading=_("Lernen")),
            ObjectList(terms_panels, heading=_("Bedingungen")),
            ObjectList(Page.promote_panels, heading=_("Adresse")),
            ObjectList(Page.settings_panels, heading=_("Veröffentlichung")),
        ]
    )

    api_fields = (
        *EntryPage.api_fields,
        "language",
        "workload_minutes",
        "access",
        "is_free",
    )
    translated_texts = (
        *EntryPage.translated_texts,
        "description",
        "prerequisites",
        "group_size",
        "cost_note",
    )
    translated_rows = ("learning_goals", "units")
    search_kind = "training"
    search_vocabularies = (*EntryPage.search_vocabularies, "competences")
    search_related = (*EntryPage.search_related, "format", "level", "learning_goals", "units")
    template = "training/module.html"

    class Meta:
        verbose_name = _("Trainingsmodul")
        verbose_name_plural = _("Trainingsmodule")
        constraints = [
            models.CheckConstraint(
                name="module_workload_positive",
                condition=models.Q(workload_minutes__isnull=True)
                | models.Q(workload_minutes__gte=5),
                violation_error_message=_("Der Arbeitsaufwand beträgt mindestens 5 Minuten."),
            )
        ]

    @property
    def workload_in_words(self) -> str:
        """The workload as people say it, e.g. "6 Stunden 30 Minuten"; empty when unknown."""
        return in_words(self.workload_minutes) if self.workload_minutes else ""

    def search_document(self) -> SearchDocument | None:
        if self.is_version:
            return None
        format_, level = self.format, self.level
        workload = self.workload_in_words
        return self.build_search_document(
            summary=self.summary,
            body=[
                self.description,
                *(goal.text for goal in self.learning_goals.all()),
                *(f"{unit.title} {unit.text}" for unit in self.units.all()),
                self.prerequisites,
                self.body,
                f"Modul {format_ or ''} {self.workload_minutes or ''} Minuten {workload}",
            ],
            city=self.city.title if self.city else "",
            tags=tuple(self.search_keywords.values()),
            facets={
                **self.entry_facets(),
                "theme": self.search_keys["competences"],
                "format": (format_.key,) if format_ else (),
                "level": (level.key,) if level else (),
            },
            language=self.language,
            image=self.image,
            meta=(
                *((format_.lazy_name,) if format_ else ()),
                *((in_words_lazy(self.workload_minutes),) if workload else ()),
            ),
        )

    @classmethod
    def stock_layout(cls):
        from .open_data import layout

        return layout()

    def linked_data(self, shown) -> list[dict]:
        from .linked_data import module_data

        return module_data(self, shown)

    def get_context(self, request, *args, **kwargs):
        from .selectors import module_context

        return super().get_context(request, *args, **kwargs) | module_context(self, request)

    def clean(self):
        super().clean()
        if self.pk and self.adapted_from_id == self.pk:
            raise ValidationError(
                {"adapted_from": _("Ein Modul kann nicht von sich selbst adaptiert sein.")}
            )
        if is_circle(self):
            raise ValidationError(
                {
                    "adapted_from": _(
                        "„%(title)s“ ist selbst aus diesem Modul entstanden. Wählen Sie ein "
                        "anderes, oder lassen Sie das Feld leer."
                    )
                    % {"title": self.adapted_from.title}
                }
            )

    def rule_errors(self) -> dict[str, object]:
        errors = super().rule_errors()
        if not self.is_free and not self.cost_note:
            errors["cost_note"] = _("Bitte nennen Sie die Kosten oder wählen Sie „kostenfrei“.")
        if self.adapted_from_licence_id and not (self.adapted_from_title or self.adapted_from_url):
            errors["adapted_from_title"] = _(
                "Bitte nennen Sie den Titel oder die Adresse der Vorlage, zu der die Lizenz gehört."
            )
        return errors

    def publication_errors(self) -> dict[str, object]:
        errors = super().publication_errors()
        if not self.learning_goals.exists():
            errors["learning_goals"] = _("Bitte nennen Sie mindestens ein Lernziel.")
        return errors
