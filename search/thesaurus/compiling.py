"""From what editors wrote to what a query looks up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..analysis.indexing import compound_stems
from ..analysis.stemming import stem
from .entries import PLACE, SPLIT, Entry, WordRule
from .lookup import WEIGHTS, Expansion, Sense, Thesaurus
from .terms import Key, forms, key, keys, masculine, words

#: The way back: who is named by a narrower term is the broader one.
_BACK = {"near": "near", "narrower": "broader", "broader": "narrower"}


def compile_thesaurus(
    entries: Sequence[Entry], rules: Iterable[WordRule] = (), *, version: str = ""
) -> Thesaurus:
    """Everything in its looked-up form. Takes any entries: what contradicts itself loses."""
    graph = _Graph(entries)
    senses: dict[str, dict[Key, Sense]] = {
        language: {term_key: graph.sense(roles) for term_key, roles in by_key.items()}
        for language, by_key in graph.roles.items()
    }
    rules = list(rules)
    bags = _add_compounds(senses["de"], [rule for rule in rules if rule.kind == SPLIT])
    longest: dict[str, int] = defaultdict(int)
    for by_key in senses.values():
        for term_key in by_key:
            longest[term_key[0]] = max(longest[term_key[0]], len(term_key))
    return Thesaurus(
        version=version,
        senses=senses,
        bags=bags,
        longest=dict(longest),
        unlike=graph.unlike(),
        labels=_labels(entries),
        **_cuts(rules),
        places=frozenset(_folded(rule.word) for rule in rules if rule.kind == PLACE),
    )


@dataclass(frozen=True, slots=True)
class _Role:
    """A term stands in a list of an entry."""

    kind: str  # "name", "translation", or a field of relations
    entry: int
    term: str


@dataclass(slots=True)
class _Alternatives:
    """What a term is expanded to, and how editors spell it, as it is gathered."""

    expansions: list[Expansion] = field(default_factory=list)
    related: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, term: str, language: str, kind: str, weight: float) -> None:
        self.expansions += [
            Expansion(form, weight, language, kind) for form in forms(term, language)
        ]


class _Graph:
    """The entries with the terms that lead to them, and what they are to each other."""

    def __init__(self, entries: Sequence[Entry]):
        self.entries = entries
        self.named: dict[Key, int] = {}
        self.roles: dict[str, dict[Key, list[_Role]]] = {
            "de": defaultdict(list),
            "en": defaultdict(list),
        }
        for number, entry in enumerate(entries):
            for name in entry.names:
                for term_key in keys(name):
                    self.named.setdefault(term_key, number)
        for number, entry in enumerate(entries):
            for name in entry.names:
                for term_key in keys(name):
                    # A name of two concepts belongs to the first; editors cannot write it.
                    if self.named[term_key] == number:
                        self.roles["de"][term_key].append(_Role("name", number, name))
            for term in entry.english:
                for term_key in keys(term, "en"):
                    self.roles["en"][term_key].append(_Role("translation", number, term))
        #: Entry → relation → terms, also those that only the other entry tells of.
        self.around: list[dict[str, dict[str, None]]] = [defaultdict(dict) for _entry in entries]
        for number, entry in enumerate(entries):
            for relation in (*_BACK, "never"):
                for term in getattr(entry, relation):
                    self._relate(number, relation, term)
        self.never = self._never()

    def _relate(self, number: int, relation: str, term: str) -> None:
        if relation in _BACK:
            self.around[number][relation][term] = None
        other = self.named.get(key(words(term)))
        if other is None:
            for term_key in keys(term):
                self.roles["de"][term_key].append(_Role(relation, number, term))
        elif relation in _BACK:
            self.around[other][_BACK[relation]][self.entries[number].label] = None

    def _never(self) -> dict[int, set[int]]:
        """Entry → entries that it must never be taken for, in both directions."""
        never: dict[int, set[int]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            for other in self._entries_named(entry.never):
                never[number].add(other)
                never[other].add(number)
        return never

    def _entries_named(self, terms: Iterable[str]) -> Iterator[int]:
        for term in terms:
            number = self.named.get(key(words(term)))
            if number is not None:
                yield number

    def unlike(self) -> frozenset[str]:
        """Words that are no term, but what is left of one that names people by what they do."""
        known = {
            word
            for entry in self.entries
            for term in (*entry.names, *entry.near, *entry.broader, *entry.narrower)
            for word in words(term)
        }
        people = {masculine(word) for word in known} | known
        return frozenset(word.removesuffix("er") for word in people if word.endswith("er")) - known

    def sense(self, roles: Sequence[_Role]) -> Sense:
        """All that a term means, the strongest role first: its own concept names it."""
        roles = sorted(roles, key=lambda role: role.kind not in {"name", "translation"})
        found = _Alternatives()
        for role in roles:
            self._add(role, found)
        first = roles[0]
        named = first.kind in {"name", "translation"}
        never = self._never_terms(roles)
        forbidden = {key(form) for form in never}
        return Sense(
            label=self.entries[first.entry].label if named else first.term,
            named=named,
            expansions=tuple(
                expansion
                for expansion in found.expansions
                if key(expansion.terms, "de") not in forbidden
            ),
            never=never,
            related={
                kind: tuple(dict.fromkeys(terms)) for kind, terms in found.related.items() if terms
            },
        )

    def _add(self, role: _Role, found: _Alternatives) -> None:
        """What one role brings.

        A name, or its translation, leads to everything around the concept; any other term leads
        to the concept's names, and no further.
        """
        entry = self.entries[role.entry]
        if role.kind == "name":
            self._add_names(role.entry, "synonym", found, without=role.term)
            self._add_around(role.entry, 1.0, found)
        elif role.kind == "translation":
            self._add_names(role.entry, "translation", found, without=role.term)
            self._add_around(role.entry, WEIGHTS["translation"], found)
        elif role.kind in _BACK:
            kind = _BACK[role.kind]
            self._add_names(role.entry, kind, found)
            found.related[kind].append(entry.label)

    def _add_names(
        self,
        number: int,
        kind: str,
        found: _Alternatives,
        *,
        without: str = "",
        factor: float = 1.0,
    ) -> None:
        """The names of an entry, all in this relation, and what they are in English."""
        entry = self.entries[number]
        weight = WEIGHTS[kind] * factor
        for name in entry.names:
            found.add(name, "de", kind, weight)
        if kind in {"synonym", "translation"}:
            found.related["synonym"] += [name for name in entry.names if name != without]
            weight = 1.0
        if kind != "broader":
            for term in entry.english:
                found.add(term, "en", "translation", weight * WEIGHTS["translation"])

    def _add_around(self, number: int, factor: float, found: _Alternatives) -> None:
        for kind in _BACK:
            for term in self.around[number][kind]:
                found.related[kind].append(term)
                found.add(term, "de", kind, WEIGHTS[kind] * factor)
                for other in self._entries_named([term]):
                    self._add_names(other, kind, found, factor=factor)

    def _never_terms(self, roles: Sequence[_Role]) -> tuple[tuple[str, ...], ...]:
        terms: dict[tuple[str, ...], None] = {}
        own = {role.entry for role in roles if role.kind != "never"}
        for role in roles:
            entry = self.entries[role.entry]
            if role.kind == "never":
                # The other direction: what is not to be taken for the entry, by any name.
                self._collect(role.entry, terms)
                continue
            for term in entry.never:
                terms.update(dict.fromkeys(forms(term)))
            for other in self.never[role.entry] - own:
                self._collect(other, terms)
        return tuple(terms)

    def _collect(self, number: int, terms: dict[tuple[str, ...], None]) -> None:
        entry = self.entries[number]
        for name in entry.names:
            terms.update(dict.fromkeys(forms(name)))
        for term in entry.english:
            terms.update(dict.fromkeys(forms(term, "en")))


def _add_compounds(senses: dict[Key, Sense], rules: Sequence[WordRule]) -> dict[Key, Sense]:
    """Lets a compound be typed in parts, and the parts be found by it.

    Adds to the senses; returns those that hold in any order: "Konzept Integration".
    """
    bags: dict[Key, Sense] = {}
    for rule in rules:
        whole = _folded(rule.whole)
        parts = tuple(_folded(part) for part in rule.parts)
        whole_key = key([whole])
        known = senses.get(whole_key, Sense(rule.whole, named=True))
        weight = WEIGHTS["compound"]
        senses[whole_key] = _with(known, Expansion(parts, weight, "de", "compound"))
        apart = _with(known, Expansion((whole,), weight, "de", "compound"))
        for grouped in _groupings(parts):
            grouped_key = key(grouped)
            if len(grouped_key) > 1:
                senses.setdefault(grouped_key, apart)
                bags.setdefault(tuple(sorted(grouped_key)), apart)
    return bags


def _cuts(rules: Iterable[WordRule]) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """How editors cut words, and where that differs from what stands in the index.

    So a rule needs no new index: a search makes up for the difference.
    """
    parts: dict[str, tuple[str, ...]] = {}
    joined: dict[str, dict[str, None]] = defaultdict(dict)
    apart: dict[str, dict[str, None]] = defaultdict(dict)
    for rule in rules:
        whole = _folded(rule.whole)
        of_rule = tuple(_folded(part) for part in rule.parts) if rule.kind == SPLIT else ()
        parts.setdefault(stem(whole), of_rule)
        # A part may be a compound itself.
        wanted = {one for part in of_rule for one in (stem(part), *compound_stems(part))}
        indexed = set(compound_stems(whole))
        for part in wanted - indexed:
            joined[part][stem(whole)] = None
        for part in indexed - wanted:
            apart[part][stem(whole)] = None
    return {
        "parts": parts,
        "joined": {part: tuple(wholes) for part, wholes in joined.items()},
        "apart": {part: tuple(wholes) for part, wholes in apart.items()},
    }


def _with(sense: Sense, *more: Expansion) -> Sense:
    return replace(sense, expansions=(*more, *sense.expansions))


def _groupings(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """All ways to write a compound apart: all its parts, or some of them together."""
    for cuts in range(1, 1 << (len(parts) - 1)):
        grouped = [parts[0]]
        for at, part in enumerate(parts[1:]):
            if cuts >> at & 1:
                grouped.append(part)
            else:
                grouped[-1] += part
        yield tuple(grouped)


def _labels(entries: Sequence[Entry]) -> tuple[tuple[str, str], ...]:
    """Names with their folded words, in the order of the alphabet."""
    return tuple(
        sorted(
            (" ".join(words(name)), name)
            for entry in entries
            for name in (*entry.names, *entry.narrower)
        )
    )


def _folded(word: str) -> str:
    return "".join(words(word))
