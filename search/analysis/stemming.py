"""Word → stem: Snowball, and what it leaves apart in the German of administrations.

Snowball keeps "Azubis" from "Azubi", "Kollegin" from "Kollege" and reads "Essen", the city, as
a verb. The rules here work on folded words, for documents and queries alike.
"""

import re
from functools import lru_cache
from threading import local

import Stemmer

_STEMMERS = {"de": "german", "en": "english"}
#: Endings of nouns for people that have a feminine form: "Mitarbeiter|in", "Kolleg|in".
_FEMININE = re.compile(r"(.{2,}(?:er|ist|ent|ant|or|og|eg|amt|alt|urt))in")
#: "Azubis", "Kitas", "Infos": Snowball takes an s off after consonants only.
_PLURAL_S = re.compile(r"(.{2,}(?:[aoy]|[^aeiou]i))s")
#: The city; the meal is told from it by the words around (`tokens`). Other names of places that
#: are words as well are for editors to say.
_CITY = "essen"

_local = local()


@lru_cache(maxsize=100_000)
def stem(word: str, language: str = "de") -> str:
    """The stem of one folded word."""
    if word == _CITY:
        return word
    if language == "en":
        return _stemmer("english").stemWord(word)
    if word.endswith("innen") and len(word) > 8:
        word = word[:-5]
    elif word.endswith("in") and (feminine := _FEMININE.fullmatch(word)):
        word = feminine[1]
    found = _stemmer("german").stemWord(word)
    plural = found.endswith("s") and _PLURAL_S.fullmatch(found)
    return plural[1] if plural else found


def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    # A stemmer object must not be used by two threads at once.
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        # Without a cache of its own: ours is before it.
        stemmers[algorithm] = Stemmer.Stemmer(algorithm, 0)
    return stemmers[algorithm]
