"""The vocabularies as the cooperation agreed on them: model name → terms in their order.

A database with an empty vocabulary receives these terms; from then on editors own them.
"""

from collections.abc import Mapping

from django.utils.text import slugify


def _terms(*titles: str) -> tuple[dict[str, str], ...]:
    return tuple({"key": slugify(title), "title": title} for title in titles)


VOCABULARIES: Mapping[str, tuple[dict[str, str], ...]] = {
    "ContractGoal": (
        {
            "key": "ziel-1",
            "title": "Interkulturelle Kompetenz als Qualitätsmerkmal",
            "text": (
                "Interkulturelle Kompetenz ist ein Qualitätsmerkmal der Verwaltung, vor allem "
                "des Personalmanagements, und fließt in Personalauswahl und Personalentwicklung "
                "ein."
            ),
        },
        {
            "key": "ziel-2",
            "title": "Beschäftigte wie die Stadtgesellschaft",
            "text": (
                "Der Anteil der Beschäftigten mit Migrationsgeschichte entspricht langfristig "
                "ihrem Anteil an der Stadtbevölkerung."
            ),
        },
        {
            "key": "ziel-3",
            "title": "Dauerhafte Zusammenarbeit der Städte",
            "text": (
                "Beides gelingt durch dauerhafte interkommunale Zusammenarbeit: gemeinsame "
                "Fortbildungen, ausgetauschte gute Praxis, gemeinsame Projekte."
            ),
        },
    ),
    "FieldOfAction": (
        *_terms("Personalgewinnung", "Personalauswahl", "Ausbildung", "Onboarding", "Fortbildung"),
        {"key": "fuehrung", "title": "Führung"},
        *_terms("Antidiskriminierung", "Sprache"),
        {"key": "buergerservice", "title": "Bürgerservice"},
        *_terms("Organisationsentwicklung", "Monitoring", "Beteiligung"),
    ),
    "TargetGroup": (
        *_terms("Personalverantwortliche"),
        {"key": "fuehrungskraefte", "title": "Führungskräfte"},
        {"key": "beschaeftigte", "title": "Beschäftigte"},
        *_terms("Auszubildende", "Bewerbende", "Personalrat"),
        {"key": "buergerinnen", "title": "Bürger*innen"},
    ),
    "PracticeStatus": (
        {"key": "pilot", "title": "Pilot", "description": "Wird gerade ausprobiert."},
        {"key": "laufend", "title": "laufend", "description": "Läuft, mit offenem Ende."},
        {
            "key": "regelangebot",
            "title": "Regelangebot",
            "description": "Gehört fest zur Arbeit der Verwaltung.",
        },
        {"key": "beendet", "title": "beendet", "description": "Planmäßig abgeschlossen."},
        {
            "key": "gescheitert",
            "title": "gescheitert",
            "description": "Hat nicht funktioniert: Andere können daraus lernen.",
        },
    ),
    "Transferability": (
        {"key": "direkt", "title": "direkt", "description": "Lässt sich übernehmen, wie es ist."},
        {
            "key": "mit-anpassung",
            "title": "mit Anpassung",
            "description": "Lässt sich übernehmen, wenn man es auf die eigene Stadt zuschneidet.",
        },
        {
            "key": "kontextgebunden",
            "title": "kontextgebunden",
            "description": "Hängt an Bedingungen, die es nicht überall gibt.",
        },
    ),
    "CostLevel": (
        {"key": "keine", "title": "keine"},
        {"key": "bis-1000", "title": "unter 1.000 €"},
        {"key": "bis-10000", "title": "unter 10.000 €"},
        {"key": "bis-50000", "title": "unter 50.000 €"},
        {"key": "darueber", "title": "50.000 € und mehr"},
    ),
    "Competence": (
        {"key": "grundlagen", "title": "Grundlagen interkultureller Kompetenz"},
        {"key": "kommunikation-sprache", "title": "Kommunikation und Sprache"},
        {"key": "diskriminierung-recht", "title": "Diskriminierung und Recht"},
        {"key": "personalauswahl", "title": "Personalauswahl"},
        {"key": "fuehrung", "title": "Führung"},
        {"key": "beratung-buergerkontakt", "title": "Beratung und Bürgerkontakt"},
        {"key": "religion-werte", "title": "Religion und Werte"},
        {"key": "migration-stadtgeschichte", "title": "Migration und Stadtgeschichte"},
        {"key": "konflikt-deeskalation", "title": "Konflikt und Deeskalation"},
        {"key": "organisationsentwicklung", "title": "Organisationsentwicklung"},
    ),
    "ModuleLevel": (
        {"key": "einstieg", "title": "Einstieg"},
        {"key": "vertiefung", "title": "Vertiefung"},
        {"key": "multiplikation", "title": "Multiplikator*innen"},
    ),
    "ModuleFormat": (
        {"key": "praesenz", "title": "Präsenz"},
        {"key": "online-seminar", "title": "Online-Seminar"},
        {"key": "blended", "title": "Blended"},
        {"key": "selbststudium", "title": "Selbststudium"},
    ),
    "Licence": (
        {
            "key": "CC-BY-4.0",
            "title": "CC BY 4.0",
            "iri": "https://creativecommons.org/licenses/by/4.0/",
            "description": "Weitergeben und bearbeiten erlaubt, mit Nennung der Stadt.",
        },
        {
            "key": "CC-BY-SA-4.0",
            "title": "CC BY-SA 4.0",
            "iri": "https://creativecommons.org/licenses/by-sa/4.0/",
            "description": "Wie CC BY, Bearbeitungen unter derselben Lizenz.",
        },
        {
            "key": "CC0-1.0",
            "title": "CC0 1.0",
            "iri": "https://creativecommons.org/publicdomain/zero/1.0/",
            "description": "Ohne Bedingungen.",
        },
    ),
}
