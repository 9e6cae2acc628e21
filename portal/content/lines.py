"""Texts of several lines, as people type or paste them."""

import re
import unicodedata

from django import forms

#: What browsers and people know besides `\n`; other control characters go.
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def clean_lines(text: str) -> str:
    """Lines without control characters and lone surrogates, which neither mails nor databases
    carry."""
    text = _LINE_ENDS.sub("\n", text.encode("utf-8", "replace").decode("utf-8"))
    lines = (
        "".join(
            char for char in line if char == "\t" or unicodedata.category(char) != "Cc"
        ).rstrip()
        for line in text.split("\n")
    )
    return "\n".join(lines).strip()


class LinesField(forms.CharField):
    """Counted as the browser counts them: the line ends that it sends are two characters."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(clean_lines(value or ""))
