"""What practices and modules have in common: an entry that a city publishes for all."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import ManyToOneRel
from django.forms import CheckboxSelectMultiple, Select
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField

from portal.cities.models import CityPage
from portal.cities.selectors import city_above, city_of

from .blocks import BodyBlock
from .forms import MAX_TITLE, EntryPageForm
from .pages import BasePage, plain_text
from .scheduling import ScheduledPublishing
from .terms import keywords_of_entries, terms_of_entries


def term_panel(field_name: str) -> FieldPanel:
    """A vocabulary of which an entry has one term: a plain list rather than a chooser's dialog."""
    return FieldPanel(field_name, widget=Select)


def terms_panel(field_name: str) -> FieldPanel:
    """A vocabulary of which an entry has several terms: all in sight, none needed by a draft."""
    return FieldPanel(field_name, widget=CheckboxSelectMultiple, required_on_save=False)


class EntryKeyword(ItemBase):
    """A keyword of an entry; each entry type makes its own table of it."""

    tag = models.ForeignKey(
        "taxonomy.Keyword",
        on_delete=models.CASCADE,
        related_name="%(app_label)s_%(class)s_items",
    )

    class Meta:
        abstract = True


class EntryRefusedError(ValidationError):
    """Something cannot be done with an entry; the sentence says why and what to do."""

    def __init__(self, entry: "EntryPage", errors):
        super().__init__(errors)
        self.entry = entry

    def sentence(self) -> str:
        return " ".join(self.messages)

    def keep(self) -> None:
        """Writes down where it is said, too, once all else has been taken back."""


class IncompleteEntryError(EntryRefusedError):
    """An entry is not what it must be to be public."""

    def sentence(self) -> str:
        labels = self.field_labels()
        if not labels:
            return super().sentence()
        return gettext("„%(title)s“ ist noch nicht vollständig. Es fehlt: %(fields)s.") % {
            "title": self.entry.title,
            "fields": ", ".join(labels),
        }

    def field_labels(self) -> list[str]:
        """What the fields in question are called, in the words of the form."""
        return [self._label(name) for name in self.error_dict if name != NON_FIELD_ERRORS]

    def _label(self, name: str) -> str:
        field = self.entry._meta.get_field(name)
        if isinstance(field, ManyToOneRel):
            return str(field.related_model._meta.verbose_name_plural)
        return str(field.verbose_name)


class EntryPage(ScheduledPublishing, BasePage):
    """An entry below a city, with a contact of a function and the shared vocabularies.

    A draft needs a title; everything else may wait. What is required to submit or publish is
    what the model says: fields without `blank=True` (checked by Wagtail's deferred validation
    in the admin and by `full_clean` before anything goes live).
    """

    #: Of Wagtail's API: what one can ask for by a value, and the whole in one piece.
    api_fields = ("summary", "open_data")
    #: Vocabularies with several terms whose keys are facets of the search.
    search_vocabularies = ("contract_goals", "target_groups")
    #: What else its document reads of other tables.
    search_related = ("image__renditions",)

    translated_texts = (
        "title",
        "seo_title",
        "search_description",
        "summary",
        "contact_role",
        "body",
    )
    parent_page_types = ["cities.CityPage"]
    subpage_types = []
    base_form_class = EntryPageForm

    summary = models.TextField(
        _("Kurzfassung"),
        max_length=300,
        validators=[MaxLengthValidator(300)],
        help_text=_("Worum geht es, für wen, mit welchem Ergebnis? Zwei, drei Sätze."),
    )
    image = models.ForeignKey(
        "media.PortalImage",
        verbose_name=_("Bild"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Zeigt die Sache, nicht eine einzelne Person."),
    )
    contract_goals = ParentalManyToManyField(
        "taxonomy.ContractGoal",
        verbose_name=_("Kontraktziele"),
        related_name="+",
        help_text=_("Zu welchen Zielen des Kontrakts trägt es bei?"),
    )
    target_groups = ParentalManyToManyField(
        "taxonomy.TargetGroup",
        verbose_name=_("Zielgruppen"),
        related_name="+",
        help_text=_("Wen erreicht es?"),
    )
    contact_role = models.CharField(
        _("Funktion"),
        max_length=120,
        help_text=_("Wer Fragen beantwortet: eine Funktion, kein Name. „Koordination Vielfalt“."),
    )
    contact_email = models.EmailField(
        _("E-Mail der Funktion"),
        help_text=_("Ein Postfach, das auch nach einem Wechsel gelesen wird."),
    )
    contact_phone = models.CharField(
        _("Telefon der Funktion"), max_length=40, help_text=_("Am besten eine Sammelnummer.")
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("Weitere Inhalte"),
        blank=True,
        help_text=_("Schritte, Bilder, Zitate, Fragen und Antworten, Dateien."),
    )
    licence = models.ForeignKey(
        "taxonomy.Licence",
        verbose_name=_("Lizenz"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Wie andere Texte und Vorlagen verwenden dürfen."),
    )
    # Where an imported entry came from: a second run of one file finds its own entries again.
    import_key = models.CharField(max_length=200, blank=True, editable=False, db_index=True)

    title_panel = TitleFieldPanel(
        "title",
        heading=_("Titel"),
        placeholder=_("Titel"),
        help_text=_("Worum geht es? So, wie Sie es Kolleg*innen in einem Satz sagen würden."),
    )
    contact_panel = MultiFieldPanel(
        [
            FieldPanel("contact_role"),
            FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
        ],
        heading=_("Kontakt"),
    )

    class Meta:
        abstract = True

    @property
    def open_data(self) -> dict[str, object] | None:
        """Everything that is public of the entry, for Wagtail's API; a dozen queries or so."""
        from portal.opendata.stock import record_of

        return record_of(self)

    @cached_property
    def city(self) -> CityPage | None:
        """The city that publishes the entry: the page above it. One query, once."""
        return city_of(self)

    @property
    def caution(self) -> str:
        """Why one should ask before relying on the entry, in a sentence; empty where one may."""
        return ""

    def version_attributes(self) -> dict[str, object]:
        """A second run of a file finds the original by its key, and no version."""
        return super().version_attributes() | {"import_key": ""}

    def get_workflow(self):
        """What a city has chosen for its own pages makes no way of an entry shorter.

        An English version goes none: its original has.
        """
        if self.is_version:
            return None
        return self.city.get_parent().get_workflow() if self.city else super().get_workflow()

    @property
    def has_workflow(self):
        return self.get_workflow() is not None

    @classmethod
    def listed(cls):
        """The entries that lists offer to everybody."""
        return cls.originals.live().public()

    @classmethod
    def prepare_for_search(cls, pages) -> None:
        """Gives each of many entries its city, terms and keywords too, with a query for each
        vocabulary and two more."""
        super().prepare_for_search(pages)
        cities = list(CityPage.originals.all())
        pks = [page.pk for page in pages]
        keys = {name: terms_of_entries(cls, name, pks) for name in cls.search_vocabularies}
        keywords = keywords_of_entries(cls, pks)
        for page in pages:
            page.city = city_above(page.path, cities)
            page.search_keys = {name: of_all[page.pk] for name, of_all in keys.items()}
            page.search_keywords = keywords[page.pk]

    @cached_property
    def search_keys(self) -> dict[str, tuple[str, ...]]:
        """The keys of the entry's terms by vocabulary; one query for each, once."""
        return {
            name: tuple(term.key for term in getattr(self, name).all())
            for name in self.search_vocabularies
        }

    @cached_property
    def search_keywords(self) -> dict[str, str]:
        """The entry's keywords, slug → name; one query, once."""
        return {tag.slug: tag.name for tag in self.tags.all()}

    def entry_facets(self) -> dict[str, tuple[str, ...]]:
        """The facets that all entries carry."""
        return {
            "city": (self.city.key,) if self.city else (),
            "goal": self.search_keys["contract_goals"],
            "audience": self.search_keys["target_groups"],
            "tag": tuple(self.search_keywords),
        }

    def rule_errors(self) -> dict[str, object]:
        """Rules between fields that hold for what is public, and not for drafts.

        Field name → sentence. The form asks for them when it is submitted. The base class
        asks for words: an emptied editor leaves tags behind that Django takes for content.
        """
        return {
            field.name: _("Dieses Feld ist leer. Bitte schreiben Sie ein paar Sätze.")
            for field in self._meta.get_fields()
            if isinstance(field, RichTextField)
            and not field.blank
            and (value := getattr(self, field.name))
            and not plain_text(value)
        }

    def publication_errors(self) -> dict[str, object]:
        """What Django's own validation does not see and a public entry must have.

        Field name → sentence: a term in every required vocabulary, and the entry's rules.
        """
        return {
            field.name: _("Bitte wählen Sie mindestens einen Eintrag aus.")
            for field in self._meta.many_to_many
            if isinstance(field, ParentalManyToManyField)
            and not field.blank
            and not getattr(self, field.name).exists()
        } | self.rule_errors()

    def full_clean(self, exclude=None, **kwargs):
        # A form excludes what it has found wrong itself and asks for the rules when it is
        # submitted; everybody else wants the whole truth.
        errors: dict[str, list[object]] = {}
        try:
            super().full_clean(exclude=exclude, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if exclude is None:
            for field, message in self.publication_errors().items():
                errors.setdefault(field, []).append(message)
        if errors:
            raise IncompleteEntryError(self, errors)

    def clean(self):
        super().clean()
        if len(self.title) > MAX_TITLE:
            raise ValidationError(
                {
                    "title": _(
                        "Der Titel hat %(length)d Zeichen. Kürzen Sie ihn auf höchstens %(limit)d."
                    )
                    % {"length": len(self.title), "limit": MAX_TITLE}
                }
            )

    def missing_for_submission(self) -> dict[str, list[str]]:
        """What a submission lacks: field name → sentences; empty when it is complete.

        All of it at once, so that nobody mends one field to hear of the next.
        """
        try:
            self.full_clean()
        except ValidationError as error:
            return error.message_dict
        return {}
