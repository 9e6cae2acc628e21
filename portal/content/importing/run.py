"""One run of an import: which entries it has met, and what became of each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .drafts import EntryDraft, store_draft
from .report import InvalidValueError, Outcome, Problem, RowReport


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file by its name; `read` gives its bytes or raises `UnreadableFileError`."""

    name: str
    read: Callable[[], bytes]


class ImportRun:
    """Stores drafts one by one and writes what became of them into their reports."""

    def __init__(self, *, user=None, dry_run: bool = False):
        self._user = user
        self._dry_run = dry_run
        # Import key → where it stood first: two rows for one entry would overwrite each other.
        self._seen: dict[str, str] = {}

    def store(self, draft: EntryDraft, report: RowReport, *, doubled_remedy: str) -> None:
        """Stores the draft; a refusal stands in the report and stops nothing else."""
        if first := self._seen.get(draft.import_key):
            sentence = _("Derselbe Eintrag steht schon hier: %(place)s.") % {"place": first}
            report.problems.append(Problem(message=sentence, remedy=doubled_remedy))
            return
        self._seen[draft.import_key] = draft.source
        try:
            stored = store_draft(draft=draft, user=self._user, dry_run=self._dry_run)
        except InvalidValueError as error:
            report.outcome = Outcome.ERROR
            report.problems.append(error.as_problem())
            return
        report.outcome = stored.outcome
        report.page_id = stored.page.pk if stored.page else None
        if stored.reason:
            report.problems.append(Problem(message=stored.reason, is_error=False))
