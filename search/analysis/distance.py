"""How far two spellings are apart."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

MIN_BEGINNING = 6


def begun_within_one_edit(words: Sequence[str], typed: str) -> list[str]:
    """The words that begin with what was typed, give or take one edit: "bewrbung" and
    "bewerbungen". Short beginnings fit too many words, so they fit none."""
    if len(typed) < MIN_BEGINNING:
        return []
    # Asked of thousands of words for one search, so all at once.
    fitting = {
        number
        for length in (len(typed) + 1, len(typed), len(typed) - 1)
        for _beginning, _distance, number in process.extract(
            typed,
            [word[:length] for word in words],
            scorer=OSA.distance,
            score_cutoff=1,
            limit=None,
        )
    }
    return [words[number] for number in sorted(fitting)]
