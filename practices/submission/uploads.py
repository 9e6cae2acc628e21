"""The picture and the files of a draft, from people who have no rights in the media library."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.models import Collection

from portal.media.models import PortalDocument, PortalImage

from . import permissions, services
from .forms import StepForm

#: So many files belong to one practice here; the Redaktion may add more.
MAX_FILES = 10


def _own(model, name: str, **changes) -> forms.Field:
    field = model._meta.get_field(name).formfield(**changes)
    field.required = False
    field.optional = model._meta.get_field(name).blank
    return field


class PictureForm(StepForm):
    """A picture with the text for who does not see it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = WagtailImageField(label=_("Bilddatei"), required=False)
        self.fields["file"].optional = True
        self.fields["description"] = _own(PortalImage, "description")
        self.fields["credit"] = _own(PortalImage, "credit")
        if self.page.image:
            self.fields["file"].label = _("Anderes Bild")
            self.fields["remove"] = forms.BooleanField(
                label=_("Dieses Bild nicht mehr zeigen"), required=False
            )
            self.initial |= {
                "description": self.page.image.description,
                "credit": self.page.image.credit,
            }

    def clean(self):
        data = super().clean()
        if data.get("file") and not data.get("description", "").strip():
            self.add_error(
                "description", _("Bitte beschreiben Sie, was auf dem Bild zu sehen ist.")
            )
        return data


class FilesForm(StepForm):
    """One file at a time, and which of those that are there shall go."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        licence = self.fields.pop("licence")
        there = [item.document for item in self.page.templates.all()]
        if there:
            self.fields["keep"] = forms.MultipleChoiceField(
                label=_("Diese Dateien bleiben"),
                choices=[(str(document.pk), document.title) for document in there],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[str(document.pk) for document in there],
                help_text=_(
                    "Nehmen Sie den Haken weg, wenn eine Datei nicht mehr dabei sein soll."
                ),
            )
        self.fields["file"] = forms.FileField(
            label=_("Noch eine Datei") if there else _("Datei"),
            required=False,
            help_text=_("Möglich sind %(kinds)s, bis %(size)s.")
            % {
                "kinds": ", ".join(settings.WAGTAILDOCS_EXTENSIONS),
                "size": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE),
            },
        )
        self.fields["title"] = _own(PortalDocument, "title", label=_("Wie heißt die Datei?"))
        self.fields["summary"] = _own(PortalDocument, "summary")
        self.fields["licence"] = licence
        for name in ("keep", "file", "title"):
            if name in self.fields:
                self.fields[name].optional = True

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file:
            FileExtensionValidator(settings.WAGTAILDOCS_EXTENSIONS)(file)
            if file.size > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE:
                raise ValidationError(
                    _("Die Datei hat %(size)s. Erlaubt sind höchstens %(limit)s.")
                    % {
                        "size": filesizeformat(file.size),
                        "limit": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE),
                    }
                )
        return file

    def clean(self):
        data = super().clean()
        if data.get("file") and not data.get("title", "").strip():
            data["title"] = data["file"].name.rpartition(".")[0][:255]
        kept = len(data.get("keep", []))
        if data.get("file") and kept >= MAX_FILES:
            self.add_error(
                "file",
                _("Es sind schon %(count)d Dateien. Mehr fügt die Redaktion hinzu.")
                % {"count": kept},
            )
        return data


@transaction.atomic
def save_picture(*, submission, step, user, data, base: str):
    """Puts the picture into the city's collection and into the draft; both or neither."""
    submission = services.locked(submission)
    permissions.require_writer(user, submission)
    image = submission.draft.image
    if data.get("remove"):
        image = None
    elif data.get("file"):
        image = PortalImage(
            title=submission.draft.title[:255],
            file=data["file"],
            collection=_collection(submission),
            uploaded_by_user=user,
        )
    if image and (image.pk is None or image.uploaded_by_user_id == user.pk):
        image.description, image.credit = data["description"].strip(), data["credit"].strip()
        image.full_clean(exclude=["tags"])
        image.save()
    elif image and (data["description"].strip(), data["credit"].strip()) != (
        image.description,
        image.credit,
    ):
        raise ValidationError(
            {
                "description": _(
                    "Dieses Bild hat jemand anderes hochgeladen. Seinen Text ändern Sie im "
                    "Redaktionssystem."
                )
            }
        )
    return services.save_step(
        submission=submission, step=step, user=user, answers={"image": image}, base=base
    )


@transaction.atomic
def save_files(*, submission, step, user, data, base: str):
    """Adds the file to the city's collection and to the draft, and drops what is not kept."""
    submission = services.locked(submission)
    permissions.require_writer(user, submission)
    there = [item.document for item in submission.draft.templates.all()]
    kept = [document for document in there if str(document.pk) in data.get("keep", [])]
    if file := data.get("file"):
        document = PortalDocument(
            title=data["title"].strip(),
            summary=data["summary"].strip(),
            file=file,
            collection=_collection(submission),
            uploaded_by_user=user,
        )
        document.full_clean(exclude=["tags"])
        document.save()
        kept.append(document)
    return services.save_step(
        submission=submission,
        step=step,
        user=user,
        answers={"templates": kept, "licence": data.get("licence")},
        base=base,
    )


def _collection(submission) -> Collection:
    return submission.city.collection or Collection.get_first_root_node()
