"""The blocks that pages of every kind share.

Each has a group, a sentence that says when to use it, an icon, and a preview value, because
editors choose by the picture in the block chooser.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from .richtext import BODY_FEATURES

TEXT = _("Text")
MEDIA = _("Bilder und Dateien")
STRUCTURE = _("Gliederung")


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        group = TEXT
        label = _("Überschrift")
        description = _("Gliedert einen langen Text; erscheint im Inhaltsverzeichnis.")
        template = "components/blocks/heading.html"
        preview_value = "So sind wir vorgegangen"


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        group = TEXT
        label = _("Text")
        description = _("Absätze, Listen und Verweise.")
        template = "components/blocks/text.html"
        preview_value = (
            "<p>Die ersten Gespräche führten wir mit den <b>Fachbereichen</b>, die am meisten "
            "ausschreiben. Danach stand fest:</p><ul><li>kurze Wege</li><li>klare Rollen</li></ul>"
        )


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Zitat"), max_length=400)
    source = blocks.CharBlock(
        label=_("Von wem?"),
        max_length=120,
        help_text=_("Eine Funktion, keine Person: „Ausbildungsleitung“."),
    )

    class Meta:
        icon = "openquote"
        group = TEXT
        label = _("Zitat")
        description = _("Ein Satz, der hängen bleibt, mit der Funktion, aus der er kommt.")
        template = "components/blocks/quote.html"
        preview_value = {
            "text": "Wir haben aufgehört zu fragen, woher jemand kommt.",
            "source": "Ausbildungsleitung",
        }


class NoticeBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Überschrift"), max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link"])

    class Meta:
        icon = "info-circle"
        group = TEXT
        label = _("Hinweis")
        description = _("Hebt etwas hervor, das niemand übersehen soll.")
        template = "components/blocks/notice.html"
        preview_value = {
            "title": "Personalrat früh einbeziehen",
            "text": "<p>Der Personalrat bestimmt mit. Sprechen Sie ihn vor dem Start an.</p>",
        }


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Schritt"), max_length=100)
    duration = blocks.CharBlock(
        label=_("Dauer"), max_length=40, required=False, help_text=_("Zum Beispiel: „4 Wochen“.")
    )
    text = blocks.RichTextBlock(label=_("Was geschieht?"), features=BODY_FEATURES[2:])


class StepsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(StepBlock(), min_num=2, **kwargs)

    class Meta:
        icon = "list-ol"
        group = STRUCTURE
        label = _("Schritte")
        description = _("Ein Ablauf, Schritt für Schritt, mit Dauer.")
        template = "components/blocks/steps.html"
        preview_value = [
            {"title": "Auftrag klären", "duration": "2 Wochen", "text": "<p>Mit der Leitung.</p>"},
            {"title": "Erproben", "duration": "3 Monate", "text": "<p>In zwei Bereichen.</p>"},
        ]


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Frage"), max_length=150)
    answer = blocks.RichTextBlock(label=_("Antwort"), features=BODY_FEATURES[2:])


class QuestionsBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(QuestionBlock(), min_num=1, **kwargs)

    class Meta:
        icon = "help"
        group = STRUCTURE
        label = _("Fragen und Antworten")
        description = _("Was Kolleg*innen aus anderen Städten fragen; klappt auf und zu.")
        template = "components/blocks/questions.html"
        preview_value = [
            {
                "question": "Brauchen wir dafür eine Dienstvereinbarung?",
                "answer": "<p>Nein, der Personalrat hat zugestimmt.</p>",
            }
        ]


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Bild"))
    caption = blocks.CharBlock(label=_("Bildunterschrift"), max_length=200, required=False)

    class Meta:
        icon = "image"
        group = MEDIA
        label = _("Bild")
        description = _("Ein Bild in voller Breite; seine Beschreibung kommt vom Bild selbst.")
        template = "components/blocks/image.html"
        preview_template = "components/blocks/image_preview.html"
        preview_value = {"caption": "Der Pausenraum nach dem Umbau"}


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Datei"))
    text = blocks.CharBlock(
        label=_("Wozu?"),
        max_length=150,
        required=False,
        help_text=_("Was man mit der Datei macht, zum Beispiel: „Vorlage zum Anpassen“."),
    )

    class Meta:
        icon = "download"
        group = MEDIA
        label = _("Datei zum Herunterladen")
        description = _("Eine Vorlage oder ein Papier, mit Format und Größe.")
        template = "components/blocks/download.html"
        preview_template = "components/blocks/download_preview.html"
        preview_value = {"text": "Vorlage zum Anpassen"}


class BodyBlock(blocks.StreamBlock):
    """The body of every page: text, pictures, steps, questions, files."""

    heading = HeadingBlock(max_length=120)
    text = TextBlock(features=BODY_FEATURES)
    image = ImageBlock()
    steps = StepsBlock()
    quote = QuoteBlock()
    notice = NoticeBlock()
    questions = QuestionsBlock()
    download = DownloadBlock()
