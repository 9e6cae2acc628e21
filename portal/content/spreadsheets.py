"""Texts in workbooks that we write: always texts, whatever they look like."""

import re

#: The media type of a workbook.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What XML, and so a workbook, cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: With these a program might take a text for a formula, also when it saves the sheet as CSV.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def holdable(text: str) -> str:
    return _CONTROL.sub("", text)


def mark_text(cell) -> None:
    """What begins like a formula is written as what it is."""
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = cell.value.startswith(_FORMULA)
