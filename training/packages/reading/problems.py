"""What is wrong with a package: a code for machines, a sentence and a remedy for people."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from django.utils.translation import gettext

from portal.content.importing.report import printable

from .saying import Said, in_words
from .saying import said_many as ngettext


def storable(text: str) -> str:
    """Foreign text in one line, without NUL and half surrogate pairs, which no database keeps."""
    kept = (char for char in text if unicodedata.category(char) not in {"Cc", "Cs"})
    return "".join(kept).strip()


def _storable_sentence(sentence: str) -> str:
    return sentence.with_values(storable) if isinstance(sentence, Said) else storable(sentence)


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
        return f"{place}{in_words(self.sentence)} {in_words(self.remedy)}".strip()

    def as_json(self) -> dict[str, object]:
        """In the language of whoever asks."""
        return asdict(self) | {
            "sentence": in_words(self.sentence),
            "remedy": in_words(self.remedy),
        }

    def kept(self) -> dict[str, object]:
        """In German, with what makes other languages of it; see `shown`."""
        texts = {"sentence": self.sentence, "remedy": self.remedy}
        said = {name: text.as_json() for name, text in texts.items() if isinstance(text, Said)}
        return {
            "code": self.code,
            "sentence": self.sentence,
            "remedy": self.remedy,
            "where": self.where,
            "is_fatal": self.is_fatal,
        } | ({"said": said} if said else {})


def shown(kept: Mapping[str, object]) -> dict[str, object]:
    """A problem from `Problem.kept`, in the language of whoever reads it.

    Of one that was kept as German alone, what had no values in it is known by its text.
    """
    texts = {name: kept[name] for name in ("sentence", "remedy") if kept.get(name)}
    said = {name: gettext(text) for name, text in texts.items()}
    said |= {name: in_words(text) for name, text in kept.get("said", {}).items()}
    return {name: value for name, value in kept.items() if name != "said"} | said


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


class Findings:
    """Collects what a package has wrong, in the order in which it was met."""

    #: A tool that makes a mistake makes it in each item.
    MOST_OF_A_KIND = 10

    def __init__(self):
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()

    def note(self, code: str, sentence: str, remedy: str, *, where: str = "") -> None:
        """What is wrong, but can be lived with."""
        self.add(
            Problem(
                code=code,
                sentence=_storable_sentence(sentence),
                remedy=remedy,
                where=printable(where),
            )
        )

    def fatal(self, code: str, sentence: str, remedy: str, *, where: str = "") -> None:
        """What keeps the package from being launched."""
        self.add(refused(code, sentence, remedy, where=where).problem)

    def add(self, problem: Problem) -> None:
        self._counts[problem.code] += 1
        if self._counts[problem.code] <= self.MOST_OF_A_KIND:
            self._problems.append(problem)

    def problems(self) -> tuple[Problem, ...]:
        """At most ten of each code, and one that counts the others."""
        return (*self._problems, *self._others())

    def _others(self) -> Iterator[Problem]:
        fatal = {problem.code for problem in self._problems if problem.is_fatal}
        for code, count in self._counts.items():
            if (more := count - self.MOST_OF_A_KIND) > 0:
                yield Problem(
                    code=code,
                    sentence=ngettext(
                        "Dasselbe an %(count)d weiteren Stelle.",
                        "Dasselbe an %(count)d weiteren Stellen.",
                        more,
                    )
                    % {"count": more},
                    remedy=next(p.remedy for p in self._problems if p.code == code),
                    is_fatal=code in fatal,
                )
