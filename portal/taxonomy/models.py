"""The controlled vocabularies and the keywords.

Every vocabulary is a snippet: editors rename, reorder and retire terms, while imports,
addresses and the search index know a term by its key, which never changes.
"""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel

from .tags import fold_tag


def name_language(english: str) -> str:
    """The language in which something is named that may have an English name."""
    return "en" if english and (get_language() or "").startswith("en") else "de"


def called(german: str, english: str) -> str:
    """The name in the language of the interface; German where there is no English one."""
    return english if name_language(english) == "en" else german


class TermQuerySet(models.QuerySet):
    def active(self):
        """The terms that new entries may use."""
        return self.filter(retired=False)


class Term(models.Model):
    """One term of a vocabulary."""

    key = models.CharField(
        _("Schlüssel"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9.-]*$",
                _("Erlaubt sind Buchstaben ohne Umlaute, Ziffern, Punkt und Bindestrich."),
            )
        ],
        help_text=_("Steht in Adressen und Importdateien und bleibt für immer gleich."),
    )
    title = models.CharField(_("Bezeichnung"), max_length=100)
    title_en = models.CharField(
        _("Bezeichnung auf Englisch"),
        max_length=100,
        blank=True,
        help_text=_("Steht in der englischen Bedienung; bleibt sie leer, die deutsche."),
    )
    description = models.CharField(
        _("Erläuterung"),
        max_length=300,
        blank=True,
        help_text=_("Ein Satz, der bei der Auswahl hilft."),
    )
    position = models.PositiveSmallIntegerField(
        _("Reihenfolge"), default=0, help_text=_("Kleinere Zahlen stehen weiter oben.")
    )
    retired = models.BooleanField(
        _("ruht"),
        default=False,
        help_text=_("Steht in alten Einträgen weiter, in neuen nicht mehr zur Wahl."),
    )

    objects = TermQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("title_en"),
        FieldPanel("key"),
        FieldPanel("description"),
        FieldPanel("position"),
        FieldPanel("retired"),
    ]

    class Meta:
        abstract = True
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    @transaction.atomic
    def save(self, *args, **kwargs):
        # One transaction with what listens to it: entries that show the term follow it.
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """What the term is called in the language of the interface."""
        return called(self.title, self.title_en)

    @property
    def lazy_name(self):
        """`name` in the language in which it is read; for what is kept in both."""
        return lazy(called, str)(self.title, self.title_en)

    @property
    def name_language(self) -> str:
        """The language of `name`, as `lang` has it."""
        return name_language(self.title_en)

    def clean(self):
        super().clean()
        if self.pk and self.key:
            saved_key = type(self).objects.filter(pk=self.pk).values_list("key", flat=True).first()
            if saved_key and saved_key != self.key:
                raise ValidationError(
                    {
                        "key": _(
                            "Der Schlüssel „%(key)s“ bleibt, wie er ist: Adressen und "
                            "Importdateien verweisen auf ihn. Ändern Sie die Bezeichnung."
                        )
                        % {"key": saved_key}
                    }
                )


class ContractGoal(Term):
    """A goal of the contract of 2010."""

    text = models.TextField(_("Wortlaut"), blank=True)

    panels = [*Term.panels[:3], FieldPanel("text"), *Term.panels[4:]]

    class Meta(Term.Meta):
        verbose_name = _("Kontraktziel")
        verbose_name_plural = _("Kontraktziele")


class FieldOfAction(Term):
    class Meta(Term.Meta):
        verbose_name = _("Handlungsfeld")
        verbose_name_plural = _("Handlungsfelder")


class TargetGroup(Term):
    class Meta(Term.Meta):
        verbose_name = _("Zielgruppe")
        verbose_name_plural = _("Zielgruppen")


class PracticeStatus(Term):
    class Meta(Term.Meta):
        verbose_name = _("Praxisstatus")
        verbose_name_plural = _("Praxisstatus")


class Transferability(Term):
    class Meta(Term.Meta):
        verbose_name = _("Übertragbarkeit")
        verbose_name_plural = _("Übertragbarkeit")


class CostLevel(Term):
    class Meta(Term.Meta):
        verbose_name = _("Kostenstufe")
        verbose_name_plural = _("Kostenstufen")


class Competence(Term):
    class Meta(Term.Meta):
        verbose_name = _("Kompetenz")
        verbose_name_plural = _("Kompetenzen")


class ModuleLevel(Term):
    class Meta(Term.Meta):
        verbose_name = _("Stufe")
        verbose_name_plural = _("Stufen")


class ModuleFormat(Term):
    class Meta(Term.Meta):
        verbose_name = _("Format")
        verbose_name_plural = _("Formate")


class Licence(Term):
    """A licence with the IRI that machines know it by."""

    iri = models.URLField(_("Adresse der Lizenz"), unique=True)

    panels = [*Term.panels[:3], FieldPanel("iri"), *Term.panels[3:]]

    class Meta(Term.Meta):
        verbose_name = _("Lizenz")
        verbose_name_plural = _("Lizenzen")


class Keyword(TagBase):
    """A keyword that people type, with one spelling however they type it.

    `folded` is the spelling without case, umlauts and gender marks: "Kolleg*innen",
    "kolleg:innen" and "KollegInnen" are one keyword, in the form that was typed first.
    """

    free_tagging = True

    folded = models.CharField(max_length=100, unique=True, editable=False)
    name_en = models.CharField(
        _("auf Englisch"),
        max_length=100,
        blank=True,
        help_text=_("Steht in der englischen Bedienung; bleibt es leer, das deutsche."),
    )

    class Meta:
        verbose_name = _("Schlagwort")
        verbose_name_plural = _("Schlagwörter")
        ordering = ["name"]

    @property
    def shown_name(self) -> str:
        """The keyword in the language of the interface."""
        return called(self.name, self.name_en)

    @property
    def name_language(self) -> str:
        return name_language(self.name_en)

    def clean(self):
        super().clean()
        twin = Keyword.objects.filter(folded=fold_tag(self.name)).exclude(pk=self.pk).first()
        if twin:
            raise ValidationError(
                {
                    "name": _("Dieses Schlagwort gibt es schon in der Schreibweise „%(name)s“.")
                    % {"name": twin.name}
                }
            )

    @transaction.atomic
    def save(self, *args, **kwargs):
        # As with terms: what shows the keyword follows it, or nothing is saved.
        self.folded = fold_tag(self.name)
        super().save(*args, **kwargs)
