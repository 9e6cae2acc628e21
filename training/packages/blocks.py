"""Content from authoring tools in a lesson. The version is fixed with that of the course."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .choosers import h5p_chooser, scorm_chooser

ScormPackageChooserBlock = scorm_chooser.get_block_class(
    name="ScormPackageChooserBlock", module_path=__name__
)
H5PPackageChooserBlock = h5p_chooser.get_block_class(
    name="H5PPackageChooserBlock", module_path=__name__
)

_TITLE_HELP = _("Sagt, worum es geht: die Überschrift, und der Name für Vorleseprogramme.")


def _height(default: int) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        label=_("Höhe"),
        default=default,
        min_value=200,
        max_value=2000,
        help_text=_(
            "In Bildpunkten, wenn genug Platz ist. Die Breite richtet sich nach der Seite."
        ),
    )


class ScormBlock(blocks.StructBlock):
    package = ScormPackageChooserBlock(label=_("Paket"))
    title = blocks.CharBlock(label=_("Titel"), max_length=150, help_text=_TITLE_HELP)
    height = _height(600)

    class Meta:
        icon = "media"
        label = _("SCORM-Paket")
        description = _("Ein Kurs aus einem Autorenwerkzeug, als SCORM 1.2 oder 2004.")
        template = "training/packages/block.html"
        preview_value = {"title": "Rundgang durch das Bürgeramt", "height": 600}


class H5PBlock(blocks.StructBlock):
    package = H5PPackageChooserBlock(label=_("Inhalt"))
    title = blocks.CharBlock(label=_("Titel"), max_length=150, help_text=_TITLE_HELP)
    height = _height(400)

    class Meta:
        icon = "media"
        label = _("H5P-Inhalt")
        description = _("Eine interaktive Übung, als H5P-Datei.")
        template = "training/packages/block.html"
        preview_value = {"title": "Begriffe zuordnen", "height": 400}
