"""How far two spellings are apart."""

MIN_BEGINNING = 6


def within_one_edit(first: str, second: str) -> bool:
    """Whether one letter added, missing, wrong, or swapped with its neighbour parts two words."""
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, char in enumerate(short) if char != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if short[at + 1 :] == long[at + 1 :]:
        return True
    return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]


def begins_within_one_edit(word: str, typed: str) -> bool:
    """Whether the word begins with what was typed, give or take one edit: "bewrbung" and
    "bewerbungen". Short beginnings fit too many words, so they fit none."""
    if len(typed) < MIN_BEGINNING:
        return False
    lengths = (len(typed) + 1, len(typed), len(typed) - 1)
    return any(within_one_edit(word[:length], typed) for length in lengths)
