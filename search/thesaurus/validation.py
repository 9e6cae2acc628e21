"""Why an entry cannot be taken: sentences for editors, by field."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .entries import CUT, LISTS, SPLIT, Entry, WordRule
from .lookup import MAX_PARTS
from .terms import Key, key, keys, words

MAX_TERM = 80
MAX_TERM_WORDS = 6
MAX_TERMS = 40
_MIN_PART = 3
_SEPARATORS = ",;|="

FIELD_NAMES = {
    "label": gettext_lazy("Begriff"),
    "synonyms": gettext_lazy("Synonyme"),
    "near": gettext_lazy("Verwandte Begriffe"),
    "broader": gettext_lazy("Oberbegriffe"),
    "narrower": gettext_lazy("Unterbegriffe"),
    "english": gettext_lazy("Englisch"),
    "never": gettext_lazy("Nie verwechseln mit"),
}

Problems = dict[str, list[str]]


def entry_problems(entry: Entry, others: Sequence[Entry]) -> Problems:
    """What speaks against an entry beside the others; empty if nothing does."""
    problems: Problems = defaultdict(list)
    _check_terms(entry, problems)
    if not problems:
        _check_fields(entry, problems)
    if not problems:
        _check_names(entry, others, problems)
    if not problems:
        _check_relations(entry, others, problems)
    return dict(problems)


def rule_problems(rule: WordRule) -> list[str]:
    """What speaks against a rule for a word."""
    word = rule.whole
    if not word or not rule.word.replace(CUT, "").isalpha():
        return [_("Bitte ein einzelnes Wort eingeben, nur aus Buchstaben.")]
    if len(word) > MAX_TERM:
        return [_too_long(word)]
    if rule.kind != SPLIT:
        if CUT in rule.word:
            return [_("Der Strich „|“ gehört nur in Wörter, die zerlegt werden.")]
        return []
    parts = rule.parts
    if len(parts) < 2:
        return [_("Bitte die Teile mit „|“ trennen, zum Beispiel „Integrations|konzept“.")]
    if len(parts) > MAX_PARTS:
        return [
            _("Ein Wort kann höchstens %(count)s Teile haben.") % {"count": MAX_PARTS},
        ]
    return [
        _("Der Teil „%(part)s“ ist zu kurz: Jeder Teil braucht mindestens drei Buchstaben.")
        % {"part": part}
        for part in parts
        if len(part) < _MIN_PART
    ]


def _check_terms(entry: Entry, problems: Problems) -> None:
    """Each term by itself."""
    for field, terms in _with_label(entry):
        problems[field] += filter(None, map(_term_problem, terms))
        if len(terms) > MAX_TERMS:
            problems[field].append(
                _("Hier stehen %(count)s Begriffe; höchstens %(most)s sind möglich.")
                % {"count": len(terms), "most": MAX_TERMS}
            )
        if not problems[field]:
            del problems[field]


def _term_problem(term: str) -> str:
    values = {"term": term if len(term) <= MAX_TERM else f"{term[:40]}…", "most": MAX_TERM}
    if len(term) > MAX_TERM:
        return _too_long(term)
    separator = next((char for char in _SEPARATORS if char in term), None)
    if separator:
        return _("„%(term)s“ enthält das Zeichen „%(sign)s“. Bitte je Zeile ein Begriff.") % {
            **values,
            "sign": separator,
        }
    folded = words(term)
    if not folded:
        return _("„%(term)s“ enthält keinen Buchstaben und keine Ziffer.") % values
    if len(folded) > MAX_TERM_WORDS:
        return _("„%(term)s“ hat mehr als %(most)s Wörter.") % {**values, "most": MAX_TERM_WORDS}
    if not key(folded):
        return _("„%(term)s“ besteht nur aus Füllwörtern, die die Suche überliest.") % values
    return ""


def _too_long(term: str) -> str:
    return _("„%(term)s“ ist länger als %(most)s Zeichen.") % {
        "term": f"{term[:40]}…",
        "most": MAX_TERM,
    }


def _check_fields(entry: Entry, problems: Problems) -> None:
    """No term stands in two German fields: it cannot mean the same and something else."""
    seen: dict[Key, str] = {}
    for field, terms in _with_label(entry):
        if LISTS.get(field) == "en":
            continue
        for term in terms:
            first = seen.setdefault(key(words(term)), field)
            if first == field or {first, field} == {"label", "synonyms"}:
                continue
            problems[field].append(_twice(entry, term, first, field))


def _twice(entry: Entry, term: str, first: str, field: str) -> str:
    itself = first in {"label", "synonyms"}
    if field == "never" and itself:
        return _(
            "„%(term)s“ ist hier ein Name des Begriffs selbst und kann darum nicht zugleich etwas "
            "sein, womit man ihn nie verwechseln darf."
        ) % {"term": term}
    if first == "label":
        return _("„%(term)s“ ist der Begriff selbst.") % {"term": term}
    return _("„%(term)s“ steht schon im Feld „%(field)s“. Bitte nur an einer Stelle.") % {
        "term": term,
        "field": FIELD_NAMES[first],
    }


def _check_names(entry: Entry, others: Sequence[Entry], problems: Problems) -> None:
    """A word names one concept only."""
    taken = {
        term_key: (other, name)
        for other in others
        for name in other.names
        for term_key in keys(name)
    }
    for field in ("label", "synonyms"):
        for name in entry.names[:1] if field == "label" else entry.synonyms:
            found = next((taken[term_key] for term_key in keys(name) if term_key in taken), None)
            if found:
                other, spelling = found
                problems[field].append(
                    _(
                        "„%(term)s“ gehört schon zum Begriff „%(label)s“ (dort: „%(spelling)s“). "
                        "Ein Wort kann nur einen Begriff benennen."
                    )
                    % {"term": name, "label": other.label, "spelling": spelling}
                )


def _check_relations(entry: Entry, others: Sequence[Entry], problems: Problems) -> None:
    """What the entry says of others agrees with what they say, and with itself."""
    everybody = [entry, *others]
    named = {
        term_key: number
        for number, one in reversed(list(enumerate(everybody)))
        for name in one.names
        for term_key in keys(name)
    }
    never = {frozenset(pair): field for *pair, field in _pairs(everybody, named, ("never",))}
    for first, second, field in _pairs(everybody, named, ("near", "broader", "narrower")):
        if frozenset((first, second)) in never and 0 in (first, second):
            other = everybody[first or second]
            problems[field if first == 0 else never[frozenset((first, second))]].append(
                _(
                    "„%(label)s“ soll nie mit „%(other)s“ verwechselt werden und kann darum nicht "
                    "zugleich im Feld „%(field)s“ stehen."
                )
                % {"label": entry.label, "other": other.label, "field": FIELD_NAMES[field]}
            )
    above: Mapping[Key | int, set] = defaultdict(set)
    spelling: dict[Key | int, str] = {n: one.label for n, one in enumerate(everybody)}
    for number, one in enumerate(everybody):
        for term in one.broader:
            above[number].add(_node(term, named))
        for term in one.narrower:
            above[_node(term, named)].add(number)
        for term in (*one.broader, *one.narrower):
            spelling.setdefault(_node(term, named), term)
    circle = _way_back(above)
    if circle:
        field = next((name for name in ("broader", "narrower") if getattr(entry, name)), "label")
        way = " → ".join(f"„{spelling[node]}“" for node in circle)
        problems[field].append(
            _("Die Oberbegriffe drehen sich im Kreis: %(circle)s. Bitte an einer Stelle lösen.")
            % {"circle": way}
        )


def _pairs(
    entries: Sequence[Entry], named: Mapping[Key, int], fields: Iterable[str]
) -> Iterator[tuple[int, int, str]]:
    for number, entry in enumerate(entries):
        for field in fields:
            for term in getattr(entry, field):
                other = named.get(key(words(term)), number)
                if other != number:
                    yield number, other, field


def _node(term: str, named: Mapping[Key, int]) -> Key | int:
    term_key = key(words(term))
    return named.get(term_key, term_key)


def _way_back(above: Mapping[Key | int, set]) -> list[Key | int]:
    """The way from the first entry upwards to itself; empty if there is none."""
    came_from: dict[Key | int, Key | int] = {}
    waiting: list[Key | int] = [0]
    while waiting:
        node = waiting.pop(0)
        for higher in above.get(node, ()):
            if higher == 0:
                way = [0, node]
                while way[-1] != 0:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if higher not in came_from:
                came_from[higher] = node
                waiting.append(higher)
    return []


def _with_label(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "label", (entry.label,)
    for field, _language, terms in entry.lists():
        yield field, terms
