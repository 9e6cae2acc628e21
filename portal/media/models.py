"""Images and documents of the portal."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class PortalImage(AbstractImage):
    """An image with a text for people who do not see it.

    The description is required where the image is uploaded, once, rather than at each use:
    that is the moment when somebody looks at the picture.
    """

    description = models.CharField(
        _("Bildbeschreibung"),
        max_length=255,
        help_text=_(
            "Was ist zu sehen? Ein Satz für Menschen, die das Bild nicht sehen können. "
            "Zum Beispiel: „Zwei Auszubildende besprechen einen Plan an einem Stehtisch.“"
        ),
    )
    credit = models.CharField(
        _("Bildnachweis"),
        max_length=150,
        blank=True,
        help_text=_("Wer die Rechte hat, zum Beispiel: „Stadt Herne, Pressestelle“."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")

    @transaction.atomic
    def save(self, *args, **kwargs):
        # One transaction with what listens to it: entries that show the image follow it.
        super().save(*args, **kwargs)

    @property
    def default_alt_text(self):
        return self.description


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_unique"
            )
        ]


class PortalDocument(AbstractDocument):
    """A file that people download, with what it is for."""

    summary = models.CharField(
        _("Wozu dient die Datei?"),
        max_length=200,
        blank=True,
        help_text=_("Ein Satz, der neben dem Titel steht."),
    )

    admin_form_fields = ("title", "summary", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("Dokument")
        verbose_name_plural = _("Dokumente")

    @transaction.atomic
    def save(self, *args, **kwargs):
        # One transaction with what listens to it: a new file waits to be read, entries follow.
        super().save(*args, **kwargs)

    @property
    def shown_name(self) -> str:
        """The title as the name of a file, e.g. „Prüfliste.pdf“: what a search result says."""
        suffix = f".{self.file_extension.lower()}"
        return self.title if self.title.lower().endswith(suffix) else f"{self.title}{suffix}"


class ReadingState(models.TextChoices):
    WAITING = "waiting", _("wartet")
    READ = "read", _("gelesen")
    EMPTY = "empty", _("ohne Text")
    UNREADABLE = "unreadable", _("nicht lesbar")


class UnreadableReason(models.TextChoices):
    """What an editor can do about it stands in the sentence."""

    ENCRYPTED = "encrypted", _("Die Datei ist mit einem Passwort geschützt.")
    DAMAGED = (
        "damaged",
        _("Die Datei ist beschädigt, oder ihr Inhalt passt nicht zu ihrer Endung."),
    )
    OLD_FORMAT = (
        "old-format",
        _("Die Datei hat ein altes Office-Format. Speichern Sie sie als .docx, .xlsx oder .pptx."),
    )
    UNSUPPORTED = "unsupported", _("Dateien dieser Art werden nicht durchsucht.")
    TOO_BIG = "too-big", _("Die Datei ist zu groß.")
    UNPACKED = "unpacked", _("Die Datei ist entpackt ungewöhnlich groß und wird nicht gelesen.")
    SUSPICIOUS = (
        "suspicious",
        _("Die Datei ist ungewöhnlich aufgebaut und wird vorsichtshalber nicht gelesen."),
    )
    MEMORY = "memory", _("Die Datei zu lesen braucht zu viel Speicher.")
    SLOW = "slow", _("Die Datei zu lesen dauert zu lange.")
    CRASHED = "crashed", _("Beim Lesen der Datei ist das Programm abgebrochen.")
    MISSING = "missing", _("Die Datei fehlt im Speicher. Laden Sie sie noch einmal hoch.")
    STORAGE = "storage", _("Der Dateispeicher war mehrmals nicht erreichbar.")


class DocumentTextQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=ReadingState.WAITING)

    def unreadable(self):
        return self.filter(state=ReadingState.UNREADABLE)


class DocumentText(models.Model):
    """The words inside a document, for the search; and the place in the queue until it is read.

    Written in the transaction that changes the document. Each new file is a new `version`: what
    a reader finds in the file before is not kept. `due_at` is when it is to be read; who reads it
    moves it forward first, so that a reader that dies leaves it to the next one, and nobody
    reads the same file at the same time. `attempts` counts these, for files that kill readers.
    """

    document = models.OneToOneField(
        PortalDocument, on_delete=models.CASCADE, related_name="reading"
    )
    state = models.CharField(
        max_length=12, choices=ReadingState.choices, default=ReadingState.WAITING
    )
    # A value of `UnreadableReason`, whose sentences may be rewritten without a migration.
    reason = models.CharField(max_length=12, blank=True)
    text = models.TextField(blank=True)
    characters = models.PositiveIntegerField(default=0)
    is_cut = models.BooleanField(default=False)
    # SHA-256: a file that has been read once is not read again.
    file_hash = models.CharField(max_length=64, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("Text eines Dokuments")
        verbose_name_plural = _("Texte der Dokumente")
        indexes = [
            models.Index(
                fields=["due_at"],
                name="document_text_waiting",
                condition=models.Q(state=ReadingState.WAITING),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="document_text_unreadable_for_a_reason",
                condition=(models.Q(state=ReadingState.UNREADABLE) & ~models.Q(reason=""))
                | (~models.Q(state=ReadingState.UNREADABLE) & models.Q(reason="")),
            )
        ]

    def __str__(self):
        return self.sentence

    @property
    def sentence(self) -> str:
        """How searchable the file is, for its editors."""
        count = number_format(self.characters, use_l10n=True, force_grouping=True)
        match self.state:
            case ReadingState.WAITING:
                return _now("Der Text wird gerade gelesen.")
            case ReadingState.EMPTY:
                return _now(
                    "Nicht durchsuchbar: Die Datei enthält keinen Text, vielleicht nur Bilder "
                    "oder eingescannte Seiten."
                )
            case ReadingState.UNREADABLE:
                return _now("Nicht durchsuchbar: %(reason)s") % {
                    "reason": UnreadableReason(self.reason).label
                }
            case _ if self.is_cut:
                return _now("Text gelesen: die ersten %(count)s Zeichen") % {"count": count}
            case _:
                return _now("Text gelesen: %(count)s Zeichen") % {"count": count}
