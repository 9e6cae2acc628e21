"""The definitions and groups that a new database starts with; from then on they are data.

The legal texts are given in short; `legal_source` says where the whole stands.
"""

DEFINITIONS = (
    {
        "key": "migrationshintergrund",
        "title": "Migrationshintergrund (Destatis)",
        "text": (
            "Einen Migrationshintergrund hat, wer selbst oder bei wem mindestens ein Elternteil "
            "die deutsche Staatsangehörigkeit nicht durch Geburt besitzt."
        ),
        "legal_source": "Statistisches Bundesamt, Mikrozensus, Definition seit 2016",
    },
    {
        "key": "einwanderungsgeschichte",
        "title": "Einwanderungsgeschichte (Destatis, seit 2023)",
        "text": (
            "Eine Einwanderungsgeschichte hat, wer selbst seit 1950 nach Deutschland eingewandert "
            "ist oder dessen beide Elternteile seit 1950 eingewandert sind. Ist nur ein Elternteil "
            "eingewandert, heißt das „einseitig“ und zählt nicht mit."
        ),
        "legal_source": "Statistisches Bundesamt, Mikrozensus, seit dem Berichtsjahr 2023",
    },
    {
        "key": "tintg",
        "title": "Menschen mit Einwanderungsgeschichte (TIntG NRW)",
        "text": (
            "Dazu gehört, wer keine deutsche Staatsangehörigkeit besitzt, oder außerhalb des "
            "heutigen Gebiets der Bundesrepublik Deutschland geboren und nach dem 31. Dezember "
            "1955 eingewandert ist, oder wer mindestens einen solchen Elternteil hat."
        ),
        "legal_source": (
            "Teilhabe- und Integrationsgesetz Nordrhein-Westfalen (TIntG) § 4, seit 1. Januar 2022"
        ),
    },
    {
        "key": "auslaendischer-pass",
        "title": "Ausländischer Pass",
        "text": "Gezählt wird, wer keine deutsche Staatsangehörigkeit hat.",
        "legal_source": "Aufenthaltsgesetz § 2 Absatz 1, Grundgesetz Artikel 116 Absatz 1",
    },
    {
        "key": "nicht-angegeben",
        "title": "Definition nicht angegeben",
        "text": (
            "Die Quelle nennt Zahlen, aber nicht, wen sie zählt. Solche Zahlen gelten für sich und "
            "lassen sich mit keiner anderen vergleichen."
        ),
        "legal_source": "",
        "comparable": False,
    },
)

#: Definition → wider ones: whoever has a foreign passport is counted by these two as well.
WITHIN = {"auslaendischer-pass": ("migrationshintergrund", "tintg")}

GROUPS = (
    {"key": "bevoelkerung", "title": "Bevölkerung", "is_population": True},
    {"key": "beschaeftigte", "title": "Beschäftigte gesamt"},
    {"key": "auszubildende", "title": "Auszubildende", "whole": "beschaeftigte"},
    {"key": "fuehrungskraefte", "title": "Führungskräfte", "whole": "beschaeftigte"},
)
