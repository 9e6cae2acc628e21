"""German compounds and their parts: "Integrationskonzept" is about Integration and a Konzept.

Nouns come from `german-nouns` (Wiktionary). How many of them begin or end with a part says how
readily it forms compounds: many end in "-konzept", none in "-tion" that leave a noun before it.
So a cut is good where both sides are productive, and words that only look like compounds
("Präsident", "Meister") stay whole.
"""

import importlib.util
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .folding import fold
from .once import once

MIN_WORD = 7
#: Longer words are not words; the search for cuts takes time with the square of the length.
MAX_WORD = 40
_MIN_PART = 3
#: The least score of both sides of a cut: "amt" reaches it because 72 nouns end so.
_GOOD = 3.6
#: From this length on a beginning is good enough although no noun begins so.
_UNSEEN = math.ceil(2 * _GOOD)
#: Letters that join two parts and belong to neither, longest last.
_LINKS = ("", "s", "n", "e", "en", "es", "er", "nen")
_ENDINGS = ("", "e", "n", "s", "en", "es", "er", "ern")


#: First letter → the links that begin so, with their ranks: a shorter one comes before.
_LINKS_BY_LETTER = {
    letter: tuple((rank, link) for rank, link in enumerate(_LINKS) if link[:1] == letter)
    for letter in "sne"
}
#: Last letter of a word → the endings that it may have, in their order; "" is always one.
_ENDINGS_BY_LETTER = {
    letter: tuple(ending for ending in _ENDINGS if ending[-1:] in ("", letter)) for letter in "ensr"
}
_NO_ENDING = ("",)
#: After these a joining "s" is the rule, also in compounds that the list does not have.
_TAKE_S = ("ung", "heit", "keit", "ion", "schaft", "itat", "ling", "tum")
_DERIVING_NOUNS = """
    Ab An Auf Aus Bei Ein Um Un Vor Zu Ver Gen Innen Inne Inn Ion Ist Ismus Ingen Heit Keit
    Schaft Tum Tat Tion Enge Ente Enten Ende Ehe Ehre Eier Erde Erden Ern Ern Essen Elle Ose
    Ore Ort Tor Rest Stern Ster Reis Igel Ilo Ren Ten Ten Ration Ation Gang Ter Arie Anke Rose
    Rosen Lich Bar End Trans Prä Unter Über Gegen Wider Mit Nach Fort Hin Her Haft Los Art
    Isch Ische Ale Alen
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
    """Folded nouns, and how many of them begin or end so and leave another noun.

    `beginnings` has the nouns that others follow, true, and what is one only before another:
    "Sprachkurs" drops an e, "Lernziel" comes of "lernen". `shortest` is the least length.
    """

    nouns: frozenset[str]
    begins: Counter[str]
    ends: Counter[str]
    beginnings: dict[str, bool]
    shortest: int


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
    if word.endswith("innen") and (word.endswith("erinnen") or word[:-3] in _nouns().nouns):
        # Several women: "Autorinnen" have neither "Auto" nor "Rinne" in them.
        return split(word[:-3])
    best = _cut(word)
    return best[1] if best and best[0] >= _GOOD else ()


def read() -> None:
    """Reads the nouns, for who would rather do it now."""
    _nouns()


def is_noun(word: str) -> bool:
    """Whether a folded word is a noun that the list has, in its basic form or with an ending."""
    nouns = _nouns().nouns
    return any(
        word.removesuffix(ending) in nouns
        for ending in _ENDINGS_BY_LETTER.get(word[-1:], _NO_ENDING)
        if word.endswith(ending)
    )


def _cut(word: str) -> tuple[float, tuple[str, ...]] | None:
    """The best cut into two that is good, with its score; both sides are cut further.

    The end is not looked at where the beginning is no better than what has been found.
    """
    best = 0.0
    parts: tuple[str, str] | None = None
    nouns = _nouns()
    itself = int(word in nouns.nouns)
    for end, base in _firsts(word, nouns):
        seen = nouns.begins.get(word[:end], 0) - itself
        if end < _UNSEEN and seen <= 0 and word[end - 1] != "s":
            continue
        if word[len(base) : end] == "s" and base.endswith(_TAKE_S):
            seen = max(seen, 3)
        score = _score(base, seen)
        if score < _GOOD or score <= best:
            continue
        last = _last(word[end:], itself)
        if last is not None and min(score, last[0]) > best:
            best, parts = min(score, last[0]), (base, last[1])
    if parts is None:
        return None
    first, last = parts
    return best, (*(split(first) or (first,)), *(split(last) or (last,)))


def _firsts(word: str, nouns: _Nouns) -> list[tuple[int, str]]:
    """Where a part ends that others follow, and the part: "integrations" → "integration".

    In the order of the places; of several parts that end at one, the one with the shortest link.
    """
    most = len(word) - _MIN_PART
    beginnings = nouns.beginnings
    found: dict[int, tuple[int, str]] = {}
    for length in range(nouns.shortest, most + 1):
        base = word[:length]
        if base not in beginnings:
            continue
        if length >= _MIN_PART:
            found[length] = 0, base
        if not beginnings[base]:
            continue
        for rank, link in _LINKS_BY_LETTER.get(word[length], ()):
            end = length + len(link)
            if (
                _MIN_PART <= end <= most
                and word.startswith(link, length)
                and (end not in found or rank < found[end][0])
            ):
                found[end] = rank, base
    return [(end, found[end][1]) for end in sorted(found)]


def _last(form: str, itself: int) -> tuple[float, str] | None:
    """A last part, in any inflection: "konzepten" → "konzept"."""
    nouns = _nouns()
    for ending in _ENDINGS_BY_LETTER.get(form[-1], _NO_ENDING):
        if not form.endswith(ending):
            continue
        base = form.removesuffix(ending) if ending else form
        if base in nouns.nouns and base not in _DERIVING:
            return _score(base, nouns.ends.get(base, 0) - itself), base
    # A compound that the list does not have: "Eltern|infoabend".
    return (_GOOD, form) if split(form) else None


def _score(part: str, seen: int) -> float:
    """Long parts are hardly accidents, short ones must be productive."""
    return math.log1p(max(seen, 0)) + 0.5 * len(part)


@once
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
    beginnings = dict.fromkeys(nouns - _DERIVING, True)
    beginnings |= dict.fromkeys(_shortened(nouns), False)
    return _Nouns(frozenset(nouns), begins, ends, beginnings, min(map(len, nouns)))


def _shortened(nouns: set[str]) -> Iterator[str]:
    for noun in nouns - _DERIVING:
        if not noun.endswith(("e", "en")):
            continue
        base = noun.removesuffix("n").removesuffix("e")
        # Of two nouns that differ in this ending only, the shorter one counts.
        shorter = noun.endswith("n") and f"{base}e" in nouns
        if len(base) >= _MIN_PART and base not in nouns and not shorter:
            yield base


_PLAIN = str.maketrans("äöüß", "aous")


def _fold_lemma(lemma: str) -> str:
    """`fold`, but quick for the many words that need little of it."""
    lower = lemma.lower()
    if lower.isascii() and not ("ae" in lower or "oe" in lower or "ue" in lower):
        return lower
    return fold(lemma)
