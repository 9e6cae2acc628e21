"""What a lesson is made of. A block that can be completed is known by its id, for good."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from portal.content.blocks import (
    MEDIA,
    STRUCTURE,
    TEXT,
    DownloadBlock,
    ImageBlock,
    NoticeBlock,
    QuestionsBlock,
    TextBlock,
)
from portal.content.richtext import BODY_FEATURES
from training.packages.blocks import H5PBlock, ScormBlock
from training.questions.blocks import QUESTION_BLOCKS

ACTIVITIES = _("Zum Mitmachen")


class SourceBlock(blocks.StructBlock):
    """A recording: a file of the city's, or the address of one elsewhere."""

    title = blocks.CharBlock(label=_("Titel"), max_length=150)
    document = DocumentChooserBlock(label=_("Datei"), required=False)
    address = blocks.URLBlock(
        label=_("Adresse"),
        required=False,
        help_text=_("Statt einer Datei: eine Adresse, die mit https:// beginnt."),
    )
    transcript = blocks.RichTextBlock(
        label=_("Textfassung"),
        features=BODY_FEATURES[2:],
        required=False,
        help_text=_("Alles, was gesagt wird und wichtig zu sehen ist, zum Nachlesen."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("document")) == bool(cleaned.get("address")):
            message = _("Bitte wählen Sie eine Datei oder nennen Sie eine Adresse, nicht beides.")
            if not self.is_deferred_validation:
                raise StructBlockValidationError({"document": ValidationError(message)})
        return cleaned


class VideoBlock(SourceBlock):
    captions = DocumentChooserBlock(
        label=_("Untertitel"), required=False, help_text=_("Eine Datei im Format WebVTT (.vtt).")
    )

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Video")
        description = _("Ein Film mit Untertiteln und einer Textfassung zum Nachlesen.")
        template = "training/courses/blocks/video.html"
        preview_value = {"title": "Am Schalter: zwei Gespräche"}


class AudioBlock(SourceBlock):
    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Ton")
        description = _("Eine Aufnahme zum Hören, mit Textfassung zum Nachlesen.")
        template = "training/courses/blocks/audio.html"
        preview_value = {"title": "Ein Anruf im Bürgeramt"}


class AccordionBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(
            blocks.StructBlock(
                [
                    ("title", blocks.CharBlock(label=_("Überschrift"), max_length=150)),
                    ("text", blocks.RichTextBlock(label=_("Text"), features=BODY_FEATURES[2:])),
                ]
            ),
            min_num=1,
            **kwargs,
        )

    class Meta:
        icon = "collapse-down"
        group = STRUCTURE
        label = _("Zum Aufklappen")
        description = _("Vertiefungen, die man bei Bedarf öffnet.")
        template = "training/courses/blocks/accordion.html"
        preview_value = [{"title": "Was sagt das Gesetz?", "text": "<p>§ 1 AGG: …</p>"}]


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.TextBlock(
        label=_("Frage zum Nachdenken"),
        max_length=500,
        help_text=_("Die Antwort sieht nur, wer sie schreibt."),
    )

    class Meta:
        icon = "edit"
        group = ACTIVITIES
        label = _("Notiz für sich selbst")
        description = _("Eine Frage, zu der Lernende sich etwas notieren; niemand sonst liest es.")
        template = "training/courses/blocks/reflection.html"
        preview_value = {"prompt": "Wann haben Sie sich zuletzt fremd gefühlt?"}


class PoolBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Thema"), max_length=120)
    draw = blocks.IntegerBlock(
        label=_("Fragen je Versuch"),
        min_value=1,
        max_value=50,
        default=3,
        help_text=_("So viele werden ausgelost; höchstens alle."),
    )
    questions = blocks.StreamBlock(QUESTION_BLOCKS, label=_("Fragen"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Vorrat an Fragen")


class LessonBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Überschrift"),
        icon="title",
        group=TEXT,
        max_length=120,
        template="components/blocks/heading.html",
        description=_("Gliedert die Lektion."),
        preview_value="Worum es geht",
    )
    text = TextBlock(features=BODY_FEATURES)
    notice = NoticeBlock()
    image = ImageBlock()
    video = VideoBlock()
    audio = AudioBlock()
    download = DownloadBlock()
    accordion = AccordionBlock()
    questions = QuestionsBlock(label=_("Häufige Fragen"))
    reflection = ReflectionBlock()
    scorm = ScormBlock(group=ACTIVITIES)
    h5p = H5PBlock(group=ACTIVITIES)

    def __init__(self, local_blocks=None, **kwargs):
        super().__init__([*(local_blocks or ()), *QUESTION_BLOCKS], **kwargs)
