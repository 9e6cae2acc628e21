"""German documents and searches for measurements: the same ones in every run, and no persons.

The sentences are those of the portal's own demo. So that the vocabulary grows with the number
of documents, as it does in life, every third sentence is about a compound that is put together
from the words of administrations.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from portal.taxonomy.vocabularies import VOCABULARIES
from search.documents import SearchDocument
from search.request import SearchRequest

_ROOT = Path(__file__).resolve().parents[2]
_DEMOS = ("practices/demo", "training/demo")
_SEARCHES = _ROOT / "tests" / "relevance" / "searches.toml"
CITIES = ("bochum", "dortmund", "duisburg", "essen", "gelsenkirchen", "herne", "oberhausen")
_START = datetime(2020, 1, 1, tzinfo=UTC)
#: Sentences of a body; an entry of the demo has as many.
_SENTENCES = (12, 36)

_FIRST_PARTS = """
    Integrations Willkommens Ausbildungs Fortbildungs Sprach Vielfalts Personal Bewerbungs
    Beschwerde Beratungs Einstellungs Qualitäts Kultur Verwaltungs Führungskräfte
    Diskriminierungs Feiertags Nachwuchs Eltern Bürger Gesundheits Dolmetsch Anerkennungs
    Einarbeitungs Beteiligungs Gleichstellungs Stadtteil Jugend Schul Wohnungs Ordnungs Sozial
    Gleichbehandlungs Beschäftigten Nachbarschafts Bildungs Religions Migrations Quartiers Teilhabe
"""
_LAST_PARTS = """
    konzept verfahren kalender stelle befragung leitfaden werkstatt netzwerk pool mappe plan
    schulung strategie vereinbarung profil bericht projekt woche team büro forum beirat börse
    sprechstunde kampagne richtlinie datenbank patenschaft ausstellung prüfung tagung reihe
    gespräch runde kommission fonds preis messe förderung begleitung
"""
_FIRSTS, _LASTS = _FIRST_PARTS.split(), _LAST_PARTS.split()
_PATTERNS = (
    "Die Dienststellen haben {0} und {1} zusammen beraten und im {year} begonnen.",
    "Für {0} stehen {number} Personentage bereit, für {1} etwa die Hälfte.",
    "Was als {0} anfing, heißt heute {1} und läuft in {number} Ämtern.",
    "Der Personalrat hat {0} zugestimmt; über {1} wird nach § {number} LPVG noch verhandelt.",
    "Mitarbeiter*innen aus {number} Fachbereichen haben {0} erprobt und {1} vorgeschlagen.",
)
_TITLES = (
    "{0} für {audience}",
    "{0} und {1} in der Verwaltung",
    "Vom {0} zum {1}: was {audience} brauchen",
    "{theme}: {0} im Alltag",
)
_LONG = re.compile(r"\w{9,}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+-?\s*")


@dataclass(frozen=True, slots=True)
class _Material:
    sentences: Sequence[str]
    tags: Sequence[str]


def documents(count: int) -> Iterator[SearchDocument]:
    """So many documents; the first ones are the same for every number."""
    for number in range(1, count + 1):
        yield _document(number)


def searches(count: int) -> list[SearchRequest]:
    """Searches as people make them: those the portal is tuned on, words of its documents, some
    with filters, some misspelt. At most as many as there are, spread over all kinds."""
    asked = [search["text"] for search in tomllib.loads(_SEARCHES.read_text())["search"]]
    random = Random(4)
    # Words that are there at every size, as most are that people look for.
    words = sorted({word for document in documents(100) for word in _LONG.findall(document.title)})
    asked += [" ".join(random.sample(words, 1 + number % 3)) for number in range(40)]
    asked += [_misspelt(word, random) for word in random.sample(words, 10)]
    random.shuffle(asked)
    filters = ({}, {}, {"city": ("herne", "essen")}, {}, {"kind": ("praxis",), "city": ("bochum",)})
    return [
        SearchRequest(text=text, filters=filters[number % len(filters)])
        for number, text in enumerate(asked[:count])
    ]


def beginnings(count: int) -> list[str]:
    """What stands in the field while somebody types titles and keywords."""
    random = Random(5)
    words = [*_material().tags, *(document.title for document in documents(40))]
    random.shuffle(words)
    return [word[: 2 + number % 9] for number, word in enumerate(words)][:count]


def _document(number: int) -> SearchDocument:
    random = Random(number)
    material = _material()
    kind = random.choice(("praxis", "training"))
    theme = random.choice(VOCABULARIES["FieldOfAction"])
    audience = random.choice(VOCABULARIES["TargetGroup"])
    city = random.choice(CITIES)
    tags = tuple(random.sample(material.tags, 4))
    title = random.choice(_TITLES).format(
        _compound(random), _compound(random), audience=audience["title"], theme=theme["title"]
    )
    published = _START + timedelta(hours=number)
    return SearchDocument(
        id=f"bench-{number}",
        kind=kind,
        url=f"/{kind}/{number}/",
        title=title,
        summary=" ".join(_sentence(random) for _ in range(2)),
        body="\n".join(_sentence(random) for _ in range(random.randint(*_SENTENCES))),
        city=city.capitalize(),
        tags=tags,
        facets={
            "kind": (kind,),
            "city": (city,),
            "theme": (theme["key"],),
            "audience": (audience["key"],),
            "tag": tags,
        },
        published=published,
        updated=published,
        meta=("Pilot",),
    )


def _sentence(random: Random) -> str:
    if random.random() < 2 / 3:
        return random.choice(_material().sentences)
    return random.choice(_PATTERNS).format(
        _compound(random),
        _compound(random),
        number=random.randint(2, 900),
        year=f"Jahr {random.randint(2010, 2026)}",
    )


def _compound(random: Random, rare: float = 0.3) -> str:
    """A word of two or, now and then, three parts: some 65,000 words, most of them rare."""
    first = random.choice(_FIRSTS)
    if random.random() < rare:
        first += random.choice(_FIRSTS).lower()
    return first + random.choice(_LASTS)


def _misspelt(word: str, random: Random) -> str:
    at = random.randint(3, len(word) - 3)
    return word[:at] + word[at + 1 :]


@cache
def _material() -> _Material:
    sentences: dict[str, None] = {}
    tags: dict[str, None] = {}
    for folder in _DEMOS:
        for path in sorted((_ROOT / folder).glob("*.toml")):
            entry = tomllib.loads(path.read_text())
            tags |= dict.fromkeys(entry["tags"])
            for text in entry.values():
                if isinstance(text, str):
                    found = (sentence.strip() for sentence in _SENTENCE.split(text))
                    sentences |= dict.fromkeys(part for part in found if len(part) > 40)
    return _Material(tuple(sentences), tuple(tags))
