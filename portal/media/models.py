"""Images and documents of the portal."""

from django.db import models, transaction
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
