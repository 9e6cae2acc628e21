"""What the files of the demo packages say, ready for the templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase

from django.utils.safestring import SafeString, mark_safe

from portal.content.richtext import from_plain_text
from training.questions.shuffling import shuffled

#: The lesson's last button.
_HAND_IN = "Test abgeben"
_FINISH = "Lektion abschließen"


@dataclass(frozen=True, slots=True)
class Choice:
    letter: str
    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: str
    choices: tuple[Choice, ...]
    right: str


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    html: SafeString
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """One SCO. `mastery` is a share such as "0.75", empty where nothing can be failed.

    `needs` are objectives that must be reached before; `prerequisites` says the same in the
    script of AICC, by items.
    """

    identifier: str
    title: str
    objective: str
    pages: tuple[Page, ...]
    mastery: str = ""
    needs: tuple[str, ...] = ()
    prerequisites: str = ""

    @property
    def path(self) -> str:
        return f"{self.identifier}/index.html"

    @property
    def percent(self) -> str:
        return f"{100 * float(self.mastery):.0f}" if self.mastery else ""

    @property
    def last(self) -> str:
        return _HAND_IN if self.mastery else _FINISH


@dataclass(frozen=True, slots=True)
class Group:
    identifier: str
    title: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """`version` is "1.2" or "2004"; `shared` are the paths that all lessons use."""

    identifier: str
    title: str
    version: str
    groups: tuple[Group, ...]
    shared: tuple[str, ...] = field(default=())

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        return tuple(lesson for group in self.groups for lesson in group.lessons)


def read(slug: str, data: Mapping, *, shared: tuple[str, ...]) -> Package:
    """The package of a file; `slug` becomes its identifier."""
    items = {
        lesson["objective"]: lesson["slug"]
        for group in data["groups"]
        for lesson in group["lessons"]
    }
    return Package(
        identifier=slug,
        title=data["title"],
        version=data["version"],
        groups=tuple(
            Group(
                identifier=group["slug"],
                title=group["title"],
                lessons=tuple(_lesson(lesson, items) for lesson in group["lessons"]),
            )
            for group in data["groups"]
        ),
        shared=shared,
    )


def _lesson(data: Mapping, items: Mapping[str, str]) -> Lesson:
    needs = tuple(data.get("needs", ()))
    return Lesson(
        identifier=data["slug"],
        title=data["title"],
        objective=data["objective"],
        pages=tuple(
            _page(page, f"{data['slug']}-{number}") for number, page in enumerate(data["pages"], 1)
        ),
        mastery=data.get("mastery", ""),
        needs=needs,
        prerequisites="&".join(items[objective] for objective in needs),
    )


def _page(data: Mapping, identifier: str) -> Page:
    return Page(
        title=data["title"],
        # Made of escaped text.
        html=mark_safe(from_plain_text(data.get("text", ""))),
        question=_question(data, f"frage-{identifier}") if "question" in data else None,
    )


def _question(data: Mapping, identifier: str) -> Question:
    """The file has the right answer first; nobody should learn that."""
    choices = [data["choices"][index] for index in shuffled(len(data["choices"]), identifier)]
    lettered = list(zip(ascii_lowercase, choices, strict=False))
    return Question(
        id=identifier,
        text=data["question"],
        choices=tuple(
            Choice(letter, choice["text"], choice["feedback"]) for letter, choice in lettered
        ),
        right=next(letter for letter, choice in lettered if choice.get("right")),
    )
