"""The blocks of a text in Leichte Sprache: few, because its readers need few forms."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.content.blocks import MEDIA, TEXT, HeadingBlock, ImageBlock, TextBlock


class WordBlock(blocks.StructBlock):
    word = blocks.CharBlock(label=_("Schwieriges Wort"), max_length=80)
    meaning = blocks.TextBlock(
        label=_("Das bedeutet es"),
        max_length=400,
        help_text=_("Zwei, drei kurze Sätze, am besten mit einem Beispiel."),
    )

    class Meta:
        icon = "help"
        group = TEXT
        label = _("Wort-Erklärung")
        description = _("Ein Wort, das man nicht vermeiden kann, und was es bedeutet.")
        template = "practices/easy_language/word.html"
        preview_value = {
            "word": "Personal·rat",
            "meaning": "Der Personal·rat vertritt alle Mitarbeiter und Mitarbeiterinnen.",
        }


class EasyImageBlock(ImageBlock):
    class Meta:
        group = MEDIA
        description = _("Ein Bild, das beim Verstehen hilft; seine Beschreibung kommt vom Bild.")


class EasyBodyBlock(blocks.StreamBlock):
    """Headings, short paragraphs and lists, pictures, explained words."""

    heading = HeadingBlock(max_length=120)
    text = TextBlock(features=["bold", "ul", "link"])
    word = WordBlock()
    image = EasyImageBlock()
