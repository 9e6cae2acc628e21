"""What somebody may be about to type: cities, search terms and entries, each with its kind."""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from django.conf import settings
from django.db import Error as DatabaseError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from .analysis.stopwords import STOP_WORDS
from .analysis.tokens import tokenize
from .breaker import ask
from .engines import EngineUnavailableError
from .facets import all_facets
from .insights.selectors import popular
from .request import clean_text
from .results import Suggestion
from .thesaurus import runtime as thesaurus
from .withheld import withheld

logger = logging.getLogger(__name__)

#: Nobody who has typed more than this waits for somebody else's words.
MAX_TYPED = 100
#: As many as one takes in at a glance, and as a phone shows above its keyboard.
MAX_SUGGESTIONS = 8
MAX_CITIES = 3
#: Terms leave this many places to entries, where there are entries.
PLACES_FOR_ENTRIES = 3
#: The engine names keywords before titles, so a glance's worth would hide the titles.
_ASKED = 24
CITY = "stadt"

_TERM_LABELS = {
    "tag": gettext_lazy("Schlagwort"),
    "thesaurus": gettext_lazy("Begriff"),
    "popular": gettext_lazy("Häufig gesucht"),
    "title": gettext_lazy("Mehrere Einträge"),
}
# A gender mark that is still being typed: "Mitarbeiter:", "Mitarbeiter*inn".
_HALF_A_MARK = re.compile(r"(?<=[^\W\d_]{2})[*＊:_·•/(]-?(i(?:nn?e?)?)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One line of the list: a text to search for, or with a `url` an entry to open."""

    text: str
    label: str
    url: str = ""
    language: str = "de"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalGroup:
    label: str
    proposals: Sequence[Proposal]


def suggest(typed: str, *, kind: str = "") -> list[ProposalGroup]:
    """At most `MAX_SUGGESTIONS` in groups: cities, search terms, entries, the best first.

    Umlauts, gender marks and capitals may be typed in any spelling. With a `kind`, entries of
    other kinds are left out, as in that kind's listing. Without the engine there are no
    entries, but still terms; at most three queries, and one for most calls.
    """
    typed = _HALF_A_MARK.sub(lambda mark: mark[1] or "", clean_text(typed))
    beginning = _words(typed)
    if not beginning or len(typed) > MAX_TYPED:
        return []
    found = [member for member in _from_engine(typed) if _fits(member.text, beginning)]
    entries = [entry for entry in found if entry.url and kind in ("", entry.kind)]
    ambiguous = _ambiguous(entries)
    cities = [
        entry
        for entry in entries
        if entry.kind == CITY and _words(entry.text).startswith(beginning)
    ][:MAX_CITIES]
    entries = [entry for entry in entries if entry not in cities and _key(entry) not in ambiguous]
    terms = _without_doubles(
        _in_turn(
            [term for term in found if not term.url],
            _terms(thesaurus.current().labels_starting_with(typed, MAX_SUGGESTIONS), "thesaurus"),
            _terms(_popular(typed), "popular"),
            _terms(ambiguous.values(), "title"),
        ),
        typed,
    )
    terms.sort(key=lambda term: not _words(term.text).startswith(beginning))
    entries.sort(key=lambda entry: not _words(entry.text).startswith(beginning))
    left = MAX_SUGGESTIONS - len(cities)
    terms = terms[: left - min(PLACES_FOR_ENTRIES, len(entries))]
    groups = (
        (_("Städte"), cities),
        (_("Suchbegriffe"), terms),
        (_("Einträge"), entries[: left - len(terms)]),
    )
    labels = _kind_labels()
    return [
        ProposalGroup(label=label, proposals=[_proposal(member, labels) for member in members])
        for label, members in groups
        if members
    ]


def _from_engine(typed: str) -> Sequence[Suggestion]:
    if withheld():
        # A suggestion does not say which documents it is from: a moment without is no leak.
        return []
    language = get_language() or settings.LANGUAGE_CODE
    try:
        return ask(lambda engine: engine.suggest(typed, limit=_ASKED, language=language))
    except EngineUnavailableError:
        # The breaker has said so once, and not for each letter that is typed meanwhile.
        return []
    except Exception:
        logger.exception("The engine breaks on suggestions for %r.", typed)
        return []


def _popular(typed: str) -> Sequence[str]:
    try:
        return popular(typed, limit=MAX_SUGGESTIONS)
    except DatabaseError as error:
        logger.warning("No searches are suggested: %s", error)
        return []


def _terms(texts: Iterable[str], kind: str) -> list[Suggestion]:
    return [Suggestion(text=text, kind=kind) for text in texts]


def _in_turn(*sources: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """The first of each source, then the second: none crowds out the others."""
    for of_each in zip_longest(*sources):
        yield from filter(None, of_each)


def _fits(text: str, beginning: str) -> bool:
    """Whether what is typed begins the text, or words of it that say something: "be" means
    "Bescheide", not every title with a "bei"."""
    words = _words(text)
    if words.startswith(beginning):
        return True
    typed = beginning.split()
    wanted = [word for word in typed if word not in STOP_WORDS] or typed[-1:]
    meaningful = [word for word in words.split() if word not in STOP_WORDS]
    return all(any(word.startswith(start) for word in meaningful) for start in wanted)


def _ambiguous(entries: Iterable[Suggestion]) -> dict[tuple[str, str], str]:
    """Titles that several entries of a kind share: which one is meant, only the search shows."""
    seen: dict[tuple[str, str], Suggestion] = {}
    shared: dict[tuple[str, str], str] = {}
    for entry in entries:
        first = seen.setdefault(_key(entry), entry)
        if first.url != entry.url:
            shared[_key(entry)] = first.text
    return shared


def _without_doubles(terms: Iterable[Suggestion], typed: str) -> list[Suggestion]:
    """The first of each spelling; what stands in the field already helps nobody."""
    unique: dict[str, Suggestion] = {}
    for term in terms:
        if term.text.casefold() != typed.casefold():
            unique.setdefault(_words(term.text), term)
    return list(unique.values())


def _key(entry: Suggestion) -> tuple[str, str]:
    return entry.kind, _words(entry.text)


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    return " ".join(token.word for token in tokenize(text))


def _kind_labels() -> dict[str, str]:
    return {
        value: str(label)
        for facet in all_facets()
        if facet.key == "kind" and facet.labels
        for value, label in facet.labels().items()
    }


def _proposal(member: Suggestion, kinds: dict[str, str]) -> Proposal:
    if member.url:
        label = member.label or kinds.get(member.kind, "")
    else:
        label = _TERM_LABELS.get(member.kind, "")
    return Proposal(text=member.text, label=str(label), url=member.url, language=member.language)
