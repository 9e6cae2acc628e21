"""How far two spellings are apart."""

from rapidfuzz.distance import OSA

MIN_BEGINNING = 6


def within_one_edit(first: str, second: str) -> bool:
    """Whether one letter added, missing, wrong, or swapped with its neighbour parts two words."""
    return OSA.distance(first, second, score_cutoff=1) <= 1


def begins_within_one_edit(word: str, typed: str) -> bool:
    """Whether the word begins with what was typed, give or take one edit: "bewrbung" and
    "bewerbungen". Short beginnings fit too many words, so they fit none."""
    if len(typed) < MIN_BEGINNING:
        return False
    # Asked of thousands of words for one search, so without a loop.
    length = len(typed)
    return (
        within_one_edit(word[: length + 1], typed)
        or within_one_edit(word[:length], typed)
        or within_one_edit(word[: length - 1], typed)
    )
