from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import BaseCollectionMemberForm

from .importing.limits import MAX_UPLOAD, MEGABYTE
from .models import ContentPackage
from .permissions import policy

SUFFIXES = (".zip", ".h5p")


class ArchiveField(forms.FileField):
    """What a file holds is found out beside the request; here only what needs no look inside."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Datei"),
            help_text=_(
                "Ein SCORM-Paket (.zip) oder ein H5P-Inhalt (.h5p), wie das Autorenwerkzeug "
                "sie exportiert. Höchstens %(limit)d MB."
            )
            % {"limit": MAX_UPLOAD // MEGABYTE},
            max_length=255,
            widget=forms.ClearableFileInput(
                attrs={"accept": ",".join(SUFFIXES), "autocomplete": "off"}
            ),
            **kwargs,
        )

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file.name.lower().endswith(SUFFIXES):
            raise forms.ValidationError(
                _(
                    "„%(name)s“ ist kein Lernpaket. Wählen Sie eine Datei, deren Name auf .zip "
                    "oder .h5p endet."
                )
                % {"name": file.name}
            )
        if file.size > MAX_UPLOAD:
            raise forms.ValidationError(
                _(
                    "Die Datei ist größer als %(limit)d MB. Verkleinern Sie Videos und Bilder, "
                    "oder teilen Sie das Paket auf."
                )
                % {"limit": MAX_UPLOAD // MEGABYTE}
            )
        return file


class PackageForm(BaseCollectionMemberForm):
    permission_policy = policy

    class Meta:
        model = ContentPackage
        fields = ["title", "collection"]
        labels = {"collection": _("Sammlung")}


class UploadForm(PackageForm):
    file = ArchiveField()
    field_order = ["file", "title", "collection"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Leer: der Titel, der im Paket steht.")

    def chosen_collection(self):
        """With one to choose from there is no field."""
        return self.cleaned_data.get("collection") or self.collections[0]


class ReplaceForm(forms.Form):
    file = ArchiveField()
