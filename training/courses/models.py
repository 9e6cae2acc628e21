from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from portal.content.copies import DraftCopyForm
from portal.content.entries import EntryKeyword, EntryPage, term_panel, terms_panel
from portal.content.pages import BasePage
from portal.content.richtext import FEATURES
from search.documents import SearchDocument
from training.durations import in_words, in_words_lazy
from training.models import Access, ModuleLanguage

from .blocks import LessonBlock, PoolBlock
from .forms import CoursePageForm, LessonPageForm
from .learning import CourseVersion, Enrolment, VersionActivity, VersionLesson

__all__ = [
    "Access",
    "CourseKeyword",
    "CoursePage",
    "CourseVersion",
    "Enrolment",
    "LessonPage",
    "VersionActivity",
    "VersionLesson",
]

#: The format that a course has in the search, among those of modules.
SELF_STUDY = "selbststudium"


class CourseKeyword(EntryKeyword):
    content_object = ParentalKey(
        "courses.CoursePage", on_delete=models.CASCADE, related_name="keyword_items"
    )


class CoursePage(EntryPage):
    """A course that one takes alone, at one's own pace: lessons in order, perhaps a final test.

    Learners read a `CourseVersion`, never the page as it is being written.
    """

    base_form_class = CoursePageForm
    copy_form_class = DraftCopyForm
    subpage_types = ["courses.LessonPage"]
    page_description = _("Ein Kurs aus Lektionen, den Beschäftigte allein und jederzeit lernen.")

    description = RichTextField(
        _("Beschreibung"),
        features=FEATURES,
        max_length=6000,
        help_text=_("Worum geht es, und was kann man danach?"),
    )
    competences = ParentalManyToManyField(
        "taxonomy.Competence",
        verbose_name=_("Kompetenzen"),
        related_name="+",
        help_text=_("Welche Themenfelder deckt der Kurs ab?"),
    )
    level = models.ForeignKey(
        "taxonomy.ModuleLevel",
        verbose_name=_("Stufe"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    language = models.CharField(
        _("Sprache"),
        max_length=5,
        choices=ModuleLanguage.choices,
        default=ModuleLanguage.GERMAN,
        help_text=_("In welcher Sprache die Lektionen geschrieben sind."),
    )
    tags = ClusterTaggableManager(
        through=CourseKeyword,
        blank=True,
        verbose_name=_("Schlagwörter"),
        help_text=_("Wonach würden andere suchen? Mehrere mit Komma trennen."),
    )
    module = models.ForeignKey(
        "training.TrainingModulePage",
        verbose_name=_("Trainingsmodul"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="courses",
        help_text=_("Das Modul, das es hier auch als Selbstlernkurs gibt."),
    )
    access = models.CharField(
        _("Zugang"),
        max_length=10,
        choices=Access.choices,
        default=Access.OPEN,
        help_text=_("Ohne Anmeldung kann man lesen; wer sich anmeldet, behält den Lernstand."),
    )
    final_test = StreamField(
        [("pool", PoolBlock())],
        verbose_name=_("Abschlusstest"),
        blank=True,
        help_text=_("Aus jedem Vorrat werden bei jedem Versuch Fragen ausgelost."),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("Bestanden ab (Prozent)"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    max_attempts = models.PositiveSmallIntegerField(
        _("Versuche"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leer: beliebig viele."),
    )
    time_limit_minutes = models.PositiveSmallIntegerField(
        _("Zeit in Minuten"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leer: ohne Zeitgrenze. Für einzelne Personen lässt sie sich verlängern."),
    )
    has_certificate = models.BooleanField(_("mit Teilnahmebescheinigung"), default=False)
    certificate_months = models.PositiveSmallIntegerField(
        _("Bescheinigung gilt (Monate)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leer: unbegrenzt."),
    )
    version_note = models.CharField(
        _("Was ist neu?"),
        max_length=300,
        blank=True,
        help_text=_("Ein Satz für alle, die den Kurs schon begonnen haben."),
    )

    basics_panels = [
        EntryPage.title_panel,
        FieldPanel("summary"),
        FieldPanel("description"),
        terms_panel("competences"),
        terms_panel("target_groups"),
        terms_panel("contract_goals"),
        FieldRowPanel([term_panel("level"), FieldPanel("language")], heading=_("Einordnung")),
        FieldPanel("tags"),
        EntryPage.contact_panel,
        FieldPanel("image"),
    ]
    learning_panels = [
        FieldPanel("version_note"),
        FieldPanel("access"),
        PageChooserPanel("module"),
        MultiFieldPanel(
            [
                FieldPanel("final_test"),
                FieldRowPanel(
                    [
                        FieldPanel("pass_mark"),
                        FieldPanel("max_attempts"),
                        FieldPanel("time_limit_minutes"),
                    ]
                ),
            ],
            heading=_("Abschlusstest"),
        ),
        FieldRowPanel(
            [FieldPanel("has_certificate"), FieldPanel("certificate_months")],
            heading=_("Bescheinigung"),
        ),
        FieldPanel("body"),
        term_panel("licence"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(basics_panels, heading=_("Basis")),
            ObjectList(learning_panels, heading=_("Kurs")),
            ObjectList(Page.promote_panels, heading=_("Adresse")),
            ObjectList(Page.settings_panels, heading=_("Veröffentlichung")),
        ]
    )

    translated_texts = (*EntryPage.translated_texts, "description", "final_test", "version_note")
    api_fields = (*EntryPage.api_fields, "language", "access", "has_certificate")
    # Modules and courses are one listing; the format tells them apart.
    search_kind = "training"
    search_label = _("Selbstlernkurs")
    search_vocabularies = (*EntryPage.search_vocabularies, "competences")
    search_related = (*EntryPage.search_related, "level")
    template = "training/courses/course.html"

    class Meta:
        verbose_name = _("Selbstlernkurs")
        verbose_name_plural = _("Selbstlernkurse")
        constraints = [
            models.CheckConstraint(
                name="course_pass_mark_percent",
                condition=models.Q(pass_mark__gte=1, pass_mark__lte=100),
            )
        ]

    @classmethod
    def prepare_for_search(cls, pages) -> None:
        """The lessons of all courses too: two queries more."""
        from .selectors import newest_versions

        super().prepare_for_search(pages)
        newest = newest_versions([page.pk for page in pages])
        for page in pages:
            page.newest_version = newest.get(page.pk)

    @cached_property
    def newest_version(self) -> CourseVersion | None:
        """What somebody who begins today learns from; one query, once."""
        return self.versions.order_by("-number").first()

    @property
    def minutes(self) -> int:
        """How long the newest version takes."""
        from .outline import outline_of

        version = self.newest_version
        return outline_of(version).minutes if version else 0

    @property
    def minutes_in_words(self) -> str:
        return in_words(self.minutes) if self.minutes else ""

    def search_document(self) -> SearchDocument | None:
        from .lessons import lessons_text

        if self.is_version:
            return None
        level, minutes = self.level, self.minutes
        return self.build_search_document(
            summary=self.summary,
            body=[self.description, self.body, "Selbstlernkurs", lessons_text(self)],
            city=self.city.title if self.city else "",
            tags=tuple(self.search_keywords.values()),
            facets={
                **self.entry_facets(),
                "theme": self.search_keys["competences"],
                "format": (SELF_STUDY,),
                "level": (level.key,) if level else (),
            },
            language=self.language,
            image=self.image,
            meta=(in_words_lazy(minutes),) if minutes else (),
        )

    @classmethod
    def stock_layout(cls):
        from .open_data import layout

        return layout()

    def linked_data(self, shown) -> list[dict]:
        from .linked_data import course_data

        return course_data(self, shown)

    def get_context(self, request, *args, **kwargs):
        from .selectors import course_context

        return super().get_context(request, *args, **kwargs) | course_context(self, request)

    def version_attributes(self) -> dict[str, object]:
        """The lessons of a version are English, too."""
        return super().version_attributes() | {"language": ModuleLanguage.ENGLISH}

    def take_facts(self) -> None:
        super().take_facts()
        if self.is_version:
            self.language = ModuleLanguage.ENGLISH

    def translated_along(self):
        from .lessons import lessons_of

        return lessons_of(self)

    def own_texts(self) -> list[object]:
        """Those of an open course's lessons are found, too; two queries."""
        from .lessons import lessons_text

        found = [name for name in self.translated_texts if name != "final_test"]
        return [*(getattr(self, name) for name in found), lessons_text(self)]

    @cached_property
    def is_outdated(self) -> bool:
        """Two queries for all lessons, and some for each."""
        from .translating import lessons_are_behind

        return super().is_outdated or (self.is_version and lessons_are_behind(self))

    def translation_problems(self, original, texts):
        from training.questions.translating import problems

        return dict(problems(original.final_test.get_prep_value(), texts, "final_test"))

    def check_publishable(self) -> None:
        from .translating import check_lessons

        super().check_publishable()
        check_lessons(self)

    def save(self, *args, **kwargs):
        from .publishing import refuse_public_copy

        refuse_public_copy(self)
        super().save(*args, **kwargs)

    def rule_errors(self) -> dict[str, object]:
        from .publishing import obstacles

        errors = super().rule_errors()
        if self.pk and (sentences := obstacles(self)):
            errors[NON_FIELD_ERRORS] = sentences
        return errors


class LessonPage(BasePage):
    """A lesson as it is being written; learners read it in the course's version."""

    parent_page_types = ["courses.CoursePage"]
    subpage_types = []
    page_description = _("Ein Schritt des Kurses: am besten 5 bis 15 Minuten.")

    minutes = models.PositiveSmallIntegerField(
        _("Minuten"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("Wie lange man ungefähr braucht."),
    )
    body = StreamField(LessonBlock(), verbose_name=_("Inhalt"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("minutes"), FieldPanel("body")]
    base_form_class = LessonPageForm

    translated_texts = ("title", "seo_title", "search_description", "body")
    # Its words are found as part of the course.
    search_document = None
    template = "training/courses/lesson_preview.html"

    class Meta:
        verbose_name = _("Lektion")
        verbose_name_plural = _("Lektionen")

    def serve(self, request, *args, **kwargs):
        course = self.original.get_parent().specific
        if self.is_version:
            course = course.english_version or course
        return redirect(course.get_url(request))

    def translation_problems(self, original, texts):
        from training.questions.translating import problems

        return dict(problems(original.body.get_prep_value(), texts, "body"))

    def get_sitemap_urls(self, request=None):
        return []
