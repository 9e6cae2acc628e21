"""What a word that the index does not know may mean: what it begins, or what it misspells."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .analysis.compounds import is_noun, split
from .analysis.distance import begun_within_one_edit
from .analysis.stemming import stem
from .analysis.tokens import tokenize, tokens_with_stem
from .documents import SearchDocument
from .english import is_common_english, is_english
from .query import Word, without_quotes
from .request import SearchRequest, clean_text
from .results import FoundDocuments
from .thesaurus.lookup import Thesaurus
from .thesaurus.terms import key

#: Shorter words mean themselves; from `_LONG` on another beginning or ending may be meant, and
#: from `_VERY_LONG` on two letters may be wrong.
MIN_FUZZY = 4
_LONG = 6
_VERY_LONG = 8
#: How many words of the index may stand for an unknown one.
MAX_REPLACEMENTS = 8
#: How many hits are looked through for the way in which a word is written.
_LOOKED_THROUGH = 5


@dataclass(frozen=True, slots=True)
class Replacements:
    """Words of the index for an unknown one, likeliest first.

    `misspelt` tells a typing error from a word that is not finished yet.
    """

    words: tuple[str, ...] = ()
    misspelt: bool = False


def replacements(
    typed: str, *, begun: Mapping[str, int], alike: Iterable[tuple[str, int]]
) -> Replacements:
    """Chooses among words of the index, each with the number of documents that have it.

    `begun` are those that begin with what was typed, `alike` those that may be near it, in any
    order and number. The nearest win, then the more common.
    """
    if len(typed) < MIN_FUZZY:
        return Replacements()
    if begun:
        likeliest = sorted(begun, key=lambda word: (-begun[word], word))
        return Replacements(tuple(likeliest[:MAX_REPLACEMENTS]))
    frequencies = dict(alike)
    words = list(frequencies)
    usual = [word for word in words if word[0] in typed[:2]]
    # Whether a word is foreign takes longer to tell than how near it is, and few are near.
    found = (
        _nearest(typed, usual, _edits(typed), typed)
        or [word for word in begun_within_one_edit(usual, typed) if not _foreign(word, typed)]
        or _nearest_to_stems(typed, usual)
        or _nearest(typed, words, 1 if len(typed) >= _LONG and not _exists(typed) else 0, typed)
    )
    found.sort(key=lambda word: (-frequencies[word], word))
    return Replacements(tuple(found[:MAX_REPLACEMENTS]), misspelt=bool(found))


def other_beginnings(typed: str) -> list[str]:
    """What was typed with another first letter, one more, or without its first: few slip there,
    and words that begin so are looked up one by one."""
    if len(typed) < _LONG:
        return []
    without = typed[1:]
    begun_otherwise = (letter + rest for letter in ascii_lowercase for rest in (without, typed))
    return [word for word in (*begun_otherwise, without) if word != typed]


def long_stems(typed: str) -> list[str]:
    """The stems of a word in every language that are long enough to be recognised misspelt."""
    stems = dict.fromkeys((stem(typed), stem(typed, "en")))
    return [one for one in stems if len(one) >= _LONG]


def _edits(typed: str) -> int:
    """How many letters may be wrong in a word."""
    # A word that exists, or whose parts do, is hardly misspelt by more than a letter. Two of a
    # short one make another word: "letters" is not "letzter".
    return 1 if len(typed) < _VERY_LONG or _exists(typed) or split(typed) else 2


def _exists(typed: str) -> bool:
    return is_noun(typed) or is_english(typed)


def _foreign(word: str, typed: str) -> bool:
    """Whether what was typed is a word of one language, and the other word is none of it:
    "building" is no "Bildung", and "Nummer" no "number"."""
    german = is_noun(typed)
    # Nearly every English word is a noun somewhere in German, too.
    if is_common_english(typed) if german else is_english(typed):
        return not is_english(word)
    return german and is_english(word) and not is_noun(word)


def _nearest_to_stems(typed: str, words: Sequence[str]) -> list[str]:
    found = (_nearest(one, words, 1, typed) for one in long_stems(typed))
    return next(filter(None, found), [])


def _nearest(wanted: str, words: Sequence[str], edits: int, typed: str) -> list[str]:
    """The words that fewest edits part from what is wanted, none of them foreign to what was
    typed."""
    near = [
        one
        for one in process.extract(
            wanted, words, scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        if not _foreign(one[0], typed)
    ]
    least = min((distance for _word, distance, _index in near), default=0)
    return [word for word, distance, _index in near if distance == least]


def agreed(replaced: Mapping[str, Replacements], thesaurus: Thesaurus) -> dict[str, Replacements]:
    """What may stand for unknown words by the editors' word: nothing for a word that they know,
    and no word that it must never be taken for."""
    found = {}
    for typed, replacement in replaced.items():
        if thesaurus.means_itself(typed):
            continue
        never = {key(term) for term in thesaurus.never([typed])}
        words = tuple(word for word in replacement.words if key([word]) not in never)
        # Letters in common would lead there all the same.
        if words or not never:
            found[typed] = replace(replacement, words=words)
    return found


def corrected_text(
    text: str,
    replaced: Mapping[str, Replacements],
    documents: Sequence[SearchDocument],
) -> str:
    """The text with its misspelt words as the documents write them; empty if it has none.

    The index knows folded words only ("fuhrungskraft"); people are shown "Führungskraft".
    """
    pieces: list[str] = []
    position = 0
    for token in tokenize(text):
        replacement = replaced.get(token.word)
        if replacement is None or not replacement.misspelt:
            continue
        written = _as_written(replacement.words[0], documents)
        pieces += [text[position : token.start], written]
        position = token.end
    if not pieces:
        return ""
    return "".join([*pieces, text[position:]])


def or_without_quotes(
    search: Callable[[SearchRequest], FoundDocuments], request: SearchRequest
) -> FoundDocuments:
    """What is found; where nothing has the phrases as they stand, what has their words."""
    found = search(request)
    loose = without_quotes(request.text)
    if found.total or loose == clean_text(request.text):
        return found
    again = search(replace(request, text=loose))
    if not again.total:
        return found
    return replace(again, correction=again.correction or loose, corrected=True)


def _as_written(folded: str, documents: Sequence[SearchDocument]) -> str:
    for document in documents[:_LOOKED_THROUGH]:
        for part in (document.title, *document.tags, document.summary, document.whole_body):
            # As queries are read, and the words of the index, whatever the language.
            for token in tokens_with_stem(part, {stem(folded)}):
                if token.word == folded:
                    return part[token.start : token.end]
    return folded


def unknown_words(words: Iterable[Word], frequency: Mapping[str, int]) -> list[Word]:
    """The words none of whose stems the index has; `frequency` by stem."""
    return [word for word in words if not any(frequency.get(stem) for stem in word.stems)]
