"""German compounds and their parts: "Integrationskonzept" is about Integration and a Konzept.

Nouns come from `german-nouns` (Wiktionary). How many of them begin or end with a part says how
readily it forms compounds: many end in "-konzept", none in "-tion" that leave a noun before it.
So a cut is good where both sides are productive, and words that only look like compounds
("Präsident", "Meister") stay whole.
"""

import importlib.util
import math
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from .folding import fold

MIN_WORD = 7
#: Longer words are not words; the search for cuts takes time with the square of the length.
MAX_WORD = 40
_MIN_PART = 3
#: The least score of both sides of a cut: "amt" reaches it because 72 nouns end so.
_GOOD = 3.6
#: Letters that join two parts and belong to neither, longest last.
_LINKS = ("", "s", "n", "e", "en", "es", "er", "nen")
_ENDINGS = ("", "e", "n", "s", "en", "es", "er", "ern")
#: After these a joining "s" is the rule, also in compounds that the list does not have.
_TAKE_S = ("ung", "heit", "keit", "ion", "schaft", "itat", "ling", "tum")
_DERIVING_NOUNS = """
    Ab An Auf Aus Bei Ein Um Un Vor Zu Ver Gen Innen Inne Inn Ion Ist Ismus Ingen Heit Keit
    Schaft Tum Tat Tion Enge Ente Enten Ende Ehe Ehre Eier Erde Erden Ern Ern Essen Elle Ose
    Ore Ort Tor Rest Stern Ster Reis Igel Ilo Ren Ten Ten Ration Ation Gang Ter Arie Anke Rose
    Rosen Lich Bar End Trans Prä Unter Über Gegen Wider Mit Nach Fort Hin Her Haft Los Art
"""
#: Nouns that are mostly prefixes, suffixes or their remains inside other words.
_DERIVING = frozenset(fold(word) for word in _DERIVING_NOUNS.split()) - {"gang", "art"}
#: Compounds of administrations that the rules would leave whole or cut wrongly.
_GIVEN = {
    fold("".join(parts)): tuple(fold(part) for part in parts)
    for parts in (
        ("Sprachmittler", "pool"),
        ("Sprach", "mittlung"),
        ("Willkommens", "mappe"),
        ("Willkommens", "kultur"),
    )
}
_ADMINISTRATIVE = """
    Antidiskriminierung Azubi Dienstvereinbarung Fortbildung Infoabend Integrationsrat
    Mentoring Mitarbeitende Onboarding Quereinstieg Sprachmittlung
"""
#: Nouns of administrations that the list does not have yet.
_MORE_NOUNS = tuple(fold(noun) for noun in _ADMINISTRATIVE.split())
_LOOKALIKES = """
    Information Informationen Transport Gelsenkirchen Oberhausen
"""
#: Words that are whole although a rule would cut them.
_WHOLE = frozenset(fold(word) for word in _LOOKALIKES.split())


@dataclass(frozen=True, slots=True)
class _Nouns:
    """Folded nouns, and how many of them begin or end so and leave another noun."""

    nouns: frozenset[str]
    begins: Counter[str]
    ends: Counter[str]


@lru_cache(maxsize=100_000)
def split(word: str) -> tuple[str, ...]:
    """The parts of a folded word, without what joins them; empty if it is no compound.

    "personalauswahlverfahren" → ("personal", "auswahl", "verfahren"). Takes some ten
    microseconds, the first call a second for reading the nouns.
    """
    if word in _GIVEN:
        return _GIVEN[word]
    if not MIN_WORD <= len(word) <= MAX_WORD or word in _WHOLE or not word.isalpha():
        return ()
    best = _cut(word)
    return best[1] if best and best[0] >= _GOOD else ()


def preload() -> None:
    """Reads the nouns now instead of in the first search."""
    _nouns()


def _cut(word: str) -> tuple[float, tuple[str, ...]] | None:
    """The best cut into two, with its score; both sides are cut further where that is as good."""
    best: tuple[float, str, str, str] | None = None
    itself = int(word in _nouns().nouns)
    for end in range(_MIN_PART, len(word) - _MIN_PART + 1):
        first = _first(word[:end], itself)
        last = first and _last(word[end:], itself)
        if first and last:
            score = min(first[0], last[0])
            if best is None or score > best[0]:
                best = score, first[1], last[1]
    if best is None:
        return None
    score, first, last = best
    return score, (*(split(first) or (first,)), *(split(last) or (last,)))


def _first(form: str, itself: int) -> tuple[float, str] | None:
    """A part that others follow: "integrations" → "integration"."""
    nouns = _nouns()
    seen = nouns.begins[form] - itself
    for link in _LINKS:
        if not form.endswith(link):
            continue
        base = form.removesuffix(link) if link else form
        # "Sprachkurs" drops an e, "Lernziel" comes of "lernen".
        whole = (base,) if link else (base, f"{base}e", f"{base}en")
        origin = next((noun for noun in whole if noun in nouns.nouns), None)
        if origin is None or origin in _DERIVING:
            continue
        usual = link == "s" and base.endswith(_TAKE_S)
        return _score(base, max(seen, 3) if usual else seen), base
    return None


def _last(form: str, itself: int) -> tuple[float, str] | None:
    """A last part, in any inflection: "konzepten" → "konzept"."""
    nouns = _nouns()
    for ending in _ENDINGS:
        if not form.endswith(ending):
            continue
        base = form.removesuffix(ending) if ending else form
        if base in nouns.nouns and base not in _DERIVING:
            return _score(base, nouns.ends[base] - itself), base
    # A compound that the list does not have: "Eltern|infoabend".
    return (_GOOD, form) if split(form) else None


def _score(part: str, seen: int) -> float:
    """Long parts are hardly accidents, short ones must be productive."""
    return math.log1p(max(seen, 0)) + 0.5 * len(part)


@cache
def _nouns() -> _Nouns:
    spec = importlib.util.find_spec("german_nouns")
    path = Path(spec.submodule_search_locations[0]) / "nouns.csv"
    nouns: set[str] = set(_MORE_NOUNS)
    with path.open(encoding="utf-8") as file:
        for line in file:
            lemma, _comma, rest = line.partition(",")
            if len(lemma) < _MIN_PART or not lemma.isalpha() or lemma.isupper():
                continue
            if rest.startswith('"Substantiv,adjektivische'):
                nouns.add(_fold_lemma(lemma).removesuffix("r"))
            elif rest.startswith("Substantiv,"):
                nouns.add(_fold_lemma(lemma))
    begins: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for noun in nouns:
        for cut in range(_MIN_PART, len(noun) - _MIN_PART + 1):
            tail = noun[cut:]
            if tail in nouns:
                begins[noun[:cut]] += 1
                ends[tail] += 1
    return _Nouns(frozenset(nouns), begins, ends)


_PLAIN = str.maketrans("äöüß", "aous")


def _fold_lemma(lemma: str) -> str:
    """`fold`, but quick for the many words that need little of it."""
    lower = lemma.lower()
    if lower.isascii() and not ("ae" in lower or "oe" in lower or "ue" in lower):
        return lower
    return fold(lemma)
