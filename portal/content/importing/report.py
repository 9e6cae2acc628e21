"""What an import says of itself: to the terminal, to the admin and as JSON."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHOWN_VALUE_LENGTH = 80

#: Wraps the rows of a file, so that somebody sees them pass: (rows, file name) → the same rows.
Watch = Callable[[Sequence, str], Iterable]


class Outcome(models.TextChoices):
    """What became (or, in a dry run, would become) of one row or record."""

    NEW = "new", gettext_lazy("neu")
    CHANGED = "changed", gettext_lazy("geändert")
    UNCHANGED = "unchanged", gettext_lazy("unverändert")
    KEPT = "kept", gettext_lazy("beibehalten")
    SKIPPED = "skipped", gettext_lazy("übersprungen")
    ERROR = "error", gettext_lazy("Fehler")


def printable(value: object) -> str:
    """A value as a report may show it: one line, short, without control characters.

    Import files are foreign: a cell may hold terminal commands or half a surrogate pair.
    """
    text = " ".join(str(value).split())
    text = "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    return text if len(text) <= SHOWN_VALUE_LENGTH else f"{text[: SHOWN_VALUE_LENGTH - 1]}…"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One sentence on what is wrong, where, and what to do about it.

    A notice (`is_error=False`) does not keep the row from being imported.
    """

    message: str
    remedy: str = ""
    column: str = ""
    value: str = ""
    is_error: bool = True

    def __str__(self):
        place = self.column
        if self.value:
            shown = _("„%(value)s“") % {"value": self.value}
            place = f"{place} {shown}" if place else shown
        sentence = f"{place}: {self.message}" if place else self.message
        return f"{sentence} {self.remedy}".strip()

    def as_json(self) -> dict[str, object]:
        return {
            "severity": "error" if self.is_error else "notice",
            "column": self.column,
            "value": self.value,
            "message": self.message,
            "remedy": self.remedy,
        }


class InvalidValueError(Exception):
    """A value that a field cannot take; carries the sentence and the remedy."""

    def __init__(self, message: str, remedy: str = ""):
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def as_problem(self, *, column: str = "", value: object = "", is_error=True) -> Problem:
        return Problem(
            message=self.message,
            remedy=self.remedy,
            column=column,
            value=printable(value),
            is_error=is_error,
        )


class UnreadableFileError(InvalidValueError):
    """A file that cannot be read as a whole; nothing of it has been imported."""


@dataclass(kw_only=True)
class RowReport:
    """What became of one row of a sheet, or of one record of a JSON file."""

    place: str
    row: int
    sheet: str = ""
    title: str = ""
    city: str = ""
    outcome: Outcome = Outcome.ERROR
    page_id: int | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_error(self) -> bool:
        return self.outcome == Outcome.ERROR

    def as_json(self) -> dict[str, object]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "title": self.title,
            "city": self.city,
            "outcome": self.outcome.value,
            "page": self.page_id,
            "problems": [problem.as_json() for problem in self.problems],
        }


@dataclass(kw_only=True)
class FileReport:
    """What became of one file. `problems` concern the file itself, not one of its rows."""

    name: str
    rows: list[RowReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {
            "file": self.name,
            "problems": [problem.as_json() for problem in self.problems],
            "rows": [row.as_json() for row in self.rows],
        }


@dataclass(kw_only=True)
class ImportReport:
    """What became of all files of one run."""

    dry_run: bool
    files: list[FileReport] = field(default_factory=list)

    @property
    def counts(self) -> Counter:
        """How many rows came to each outcome."""
        return Counter(row.outcome for file in self.files for row in file.rows)

    @property
    def error_count(self) -> int:
        """Rows that were refused, and files that could not be read."""
        unreadable = sum(
            1 for file in self.files if any(problem.is_error for problem in file.problems)
        )
        return self.counts[Outcome.ERROR] + unreadable

    @property
    def writes(self) -> int:
        """How many drafts are (or would be) written."""
        return self.counts[Outcome.NEW] + self.counts[Outcome.CHANGED]

    def summary(self) -> str:
        """For example `3 neu, 1 Fehler`; what did not occur is left out."""
        counts = self.counts
        parts = [f"{counts[outcome]} {outcome.label}" for outcome in Outcome if counts[outcome]]
        return ", ".join(parts) or _("keine Einträge gelesen")

    def as_json(self) -> dict[str, object]:
        return {
            "dry_run": self.dry_run,
            "counts": {outcome.value: self.counts[outcome] for outcome in Outcome},
            "errors": self.error_count,
            "files": [file.as_json() for file in self.files],
        }
