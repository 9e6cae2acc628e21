"""The thesaurus as editors keep it: one concept as one entry, plain terms, one a line."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from ..request import clean_text
from .entries import CUT, LISTS, PLACE, SPLIT, WHOLE, Entry, WordRule
from .terms import key, lines, words
from .validation import MAX_TERM, entry_problems, rule_problems

_KEY_LENGTH = 500


class Concept(models.Model):
    """A concept with the words for it, and how it stands to others.

    That a word names one concept only is checked when an editor saves; two who save at the same
    moment can get past it, and then the older entry has the word.
    """

    label = models.CharField(
        _("Begriff"),
        max_length=MAX_TERM,
        help_text=_("So, wie Ihre Verwaltung ihn am ehesten nennt."),
    )
    synonyms = models.TextField(
        _("Synonyme"),
        blank=True,
        help_text=_(
            "Wörter und Abkürzungen, die dasselbe bedeuten; je Zeile eines. Wer eines davon "
            "sucht, findet alle. Beugung, Schreibweisen mit *innen oder :innen und ae statt ä "
            "erkennt die Suche von selbst."
        ),
    )
    near = models.TextField(
        _("Verwandte Begriffe"),
        blank=True,
        help_text=_("Ähnliches, das mitgefunden wird, aber weiter hinten steht; je Zeile eines."),
    )
    broader = models.TextField(
        _("Oberbegriffe"),
        blank=True,
        help_text=_("Wovon dies ein Teil ist, zum Beispiel „Fortbildung“ bei „E-Learning“."),
    )
    narrower = models.TextField(
        _("Unterbegriffe"),
        blank=True,
        help_text=_("Was dazu gehört, zum Beispiel „Beamte“ bei „Beschäftigte“."),
    )
    english = models.TextField(
        _("Englisch"),
        blank=True,
        help_text=_("Wie es auf Englisch heißt; je Zeile ein Ausdruck."),
    )
    never = models.TextField(
        _("Nie verwechseln mit"),
        blank=True,
        help_text=_(
            "Was ähnlich klingt und etwas anderes ist, zum Beispiel „Künstliche Intelligenz“ bei "
            "„KI“. Die Suche setzt beides nie gleich, und wer das eine sucht, findet das andere "
            "höchstens weiter hinten."
        ),
    )
    note = models.TextField(
        _("Anmerkung"), blank=True, max_length=500, help_text=_("Nur für die Redaktionen.")
    )
    key = models.CharField(max_length=_KEY_LENGTH, unique=True, editable=False)

    panels = [
        MultiFieldPanel(
            [FieldPanel("label"), FieldPanel("synonyms")], heading=_("Bedeutet dasselbe")
        ),
        MultiFieldPanel(
            [FieldPanel("near"), FieldPanel("broader"), FieldPanel("narrower")],
            heading=_("Hängt damit zusammen"),
        ),
        FieldPanel("english"),
        FieldPanel("never"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("Begriff im Thesaurus")
        verbose_name_plural = _("Begriffe im Thesaurus")
        ordering = ["label", "pk"]

    def __str__(self):
        return self.label

    @transaction.atomic
    def save(self, *args, **kwargs):
        # One transaction with the new edition: what is rolled back is no news.
        self.key = self._key()
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        return super().delete(*args, **kwargs)

    @classmethod
    def of(cls, entry: Entry) -> "Concept":
        """The entry as a row that is not saved yet."""
        concept = cls(label=entry.label)
        for field, _language, terms in entry.lists():
            setattr(concept, field, "\n".join(terms))
        concept.key = concept._key()
        return concept

    @property
    def entry(self) -> Entry:
        return Entry(
            label=clean_text(self.label),
            **{field: tuple(lines(getattr(self, field))) for field in LISTS},
        )

    def clean(self):
        super().clean()
        if not self.label:
            return  # the field itself says that it is missing
        entry = self.entry
        others = [other.entry for other in Concept.objects.exclude(pk=self.pk).order_by("pk")]
        problems = entry_problems(entry, others)
        if problems:
            raise ValidationError(problems)
        self.label = entry.label
        for field, _language, terms in entry.lists():
            setattr(self, field, "\n".join(terms))

    def _key(self) -> str:
        return " ".join(key(words(self.label)))[:_KEY_LENGTH]


class WordSplit(models.Model):
    """How the search takes one word: cut in parts, whole, or as the name of a place."""

    class Kind(models.TextChoices):
        SPLIT = SPLIT, _("wird zerlegt")
        WHOLE = WHOLE, _("bleibt ganz")
        PLACE = PLACE, _("ist ein Ortsname")

    word = models.CharField(
        _("Wort"),
        max_length=MAX_TERM + 4,
        help_text=_(
            "In Wörtern, die zerlegt werden, steht „|“ zwischen den Teilen: „Integrations|konzept“ "
            "findet dann auch, wer „Konzept Integration“ sucht."
        ),
    )
    kind = models.CharField(
        _("Was gilt"),
        max_length=10,
        choices=Kind.choices,
        default=Kind.SPLIT,
        help_text=_(
            "Ein Ortsname ist ein Wort, das auch etwas anderes bedeuten könnte, wie „Essen“: Die "
            "Suche meint damit die Stadt. Ein Wort, das ganz bleibt, findet seine Teile nicht und "
            "wird von ihnen nicht gefunden: „Personalrat“ nicht von „Rat“. Beides gilt innerhalb "
            "einer Minute."
        ),
    )
    folded = models.CharField(max_length=MAX_TERM, unique=True, editable=False)

    panels = [FieldPanel("word"), FieldPanel("kind")]

    class Meta:
        verbose_name = _("Wort mit eigener Zerlegung")
        verbose_name_plural = _("Zerlegung und Ortsnamen")
        ordering = ["word", "pk"]

    def __str__(self):
        return self.word

    @transaction.atomic
    def save(self, *args, **kwargs):
        self.folded = _folded(self.rule)
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        return super().delete(*args, **kwargs)

    @classmethod
    def of(cls, rule: WordRule) -> "WordSplit":
        return cls(word=rule.word, kind=rule.kind, folded=_folded(rule))

    @property
    def rule(self) -> WordRule:
        return WordRule(
            CUT.join(part.strip() for part in clean_text(self.word).split(CUT)), self.kind
        )

    def clean(self):
        super().clean()
        problems = rule_problems(self.rule)
        if problems:
            raise ValidationError({"word": problems})
        twin = WordSplit.objects.filter(folded=_folded(self.rule)).exclude(pk=self.pk).first()
        if twin:
            raise ValidationError(
                {
                    "word": _("Für dieses Wort gibt es schon einen Eintrag: „%(word)s“ %(kind)s.")
                    % {"word": twin.word, "kind": twin.get_kind_display()}
                }
            )
        self.word = self.rule.word


def _folded(rule: WordRule) -> str:
    return "".join(words(rule.whole))[:MAX_TERM]


class Edition(models.Model):
    """The one row that tells all processes that the thesaurus has changed.

    A random token, not a time: clocks differ, and a restored backup is news as well. Where it
    exists, the terms that come with the portal have been loaded.
    """

    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("Ausgabe des Thesaurus")
        verbose_name_plural = _("Ausgaben des Thesaurus")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="search_thesaurus_one_edition")
        ]

    def __str__(self):
        return self.token
