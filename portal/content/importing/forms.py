from django import forms

from .files import check_size
from .report import UnreadableFileError


class TableForm(forms.Form):
    """A file to import; a subclass has its `file` field, made by `table_field`."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
        except UnreadableFileError as error:
            raise forms.ValidationError(f"{error.message} {error.remedy}") from error
        return file


def table_field(*, label, help_text, accept: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=help_text,
        widget=forms.ClearableFileInput(attrs={"accept": accept, "autocomplete": "off"}),
        # The import says what is wrong with an empty file.
        allow_empty_file=True,
    )
