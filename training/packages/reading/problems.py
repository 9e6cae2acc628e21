"""What is wrong with a package: a code for machines, a sentence and a remedy for people."""

from dataclasses import asdict, dataclass

from portal.content.importing.report import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding. Only a fatal one keeps the package from being launched.

    `where` is a name in the archive, with line or identifier where there is one; it may be empty.
    """

    code: str
    sentence: str
    remedy: str = ""
    where: str = ""
    is_fatal: bool = False

    def __str__(self):
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.sentence} {self.remedy}".strip()

    def as_json(self) -> dict[str, object]:
        return asdict(self)


class RefusedPackageError(Exception):
    """A package that cannot or must not be read; carries the one fatal problem."""

    def __init__(self, problem: Problem):
        super().__init__(str(problem))
        self.problem = problem


def refused(code: str, sentence: str, remedy: str, *, where: str = "") -> RefusedPackageError:
    """The error to raise. `where` is foreign text and is made printable here."""
    return RefusedPackageError(
        Problem(code=code, sentence=sentence, remedy=remedy, where=printable(where), is_fatal=True)
    )
