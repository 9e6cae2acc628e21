"""What is suggested of the documents that an engine has found for what is being typed."""

from collections.abc import Callable, Iterable

from ..documents import ENGLISH
from ..results import Suggestion
from .stored import Heading


def suggested(
    headings: Iterable[Heading], begins: Callable[[str], bool], *, limit: int, language: str
) -> list[Suggestion]:
    """Keywords first, then titles; `begins` says whether a text is what is being typed.

    Readers of English are led to English versions, by the title that they are typing.
    """
    headings = list(headings)
    keywords = dict.fromkeys(tag for heading in headings for tag in heading.tags if begins(tag))
    found = [Suggestion(text=tag, kind="tag") for tag in keywords]
    found += filter(None, (_entry(heading, begins, language) for heading in headings))
    return found[:limit]


def _entry(heading: Heading, begins: Callable[[str], bool], language: str) -> Suggestion | None:
    text, spoken, url, label = heading.title, heading.language, heading.url, heading.label
    if language == ENGLISH:
        url, label = heading.english_url or url, heading.english_label or label
        if heading.english and begins(heading.english):
            text, spoken = heading.english, ENGLISH
    if not begins(text):
        return None
    return Suggestion(text=text, kind=heading.kind, url=url, label=label, language=spoken)
