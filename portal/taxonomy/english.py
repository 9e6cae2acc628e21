"""What the agreed terms are called in English: model name → key → name.

A database receives these with the terms themselves; from then on editors own them.
"""

from collections.abc import Mapping

ENGLISH: Mapping[str, Mapping[str, str]] = {
    "ContractGoal": {
        "ziel-1": "Intercultural competence as a mark of quality",
        "ziel-2": "A workforce like the city's society",
        "ziel-3": "Lasting cooperation of the cities",
    },
    "FieldOfAction": {
        "personalgewinnung": "Recruitment",
        "personalauswahl": "Personnel selection",
        "ausbildung": "Vocational training",
        "onboarding": "Onboarding",
        "fortbildung": "Further training",
        "fuehrung": "Leadership",
        "antidiskriminierung": "Anti-discrimination",
        "sprache": "Language",
        "buergerservice": "Citizen services",
        "organisationsentwicklung": "Organisational development",
        "monitoring": "Monitoring",
        "beteiligung": "Participation",
    },
    "TargetGroup": {
        "personalverantwortliche": "HR officers",
        "fuehrungskraefte": "Managers",
        "beschaeftigte": "Employees",
        "auszubildende": "Apprentices",
        "bewerbende": "Applicants",
        "personalrat": "Staff council",
        "buergerinnen": "Residents",
    },
    "PracticeStatus": {
        "pilot": "pilot",
        "laufend": "ongoing",
        "regelangebot": "regular service",
        "beendet": "completed",
        "gescheitert": "failed",
    },
    "Transferability": {
        "direkt": "directly",
        "mit-anpassung": "with adaptation",
        "kontextgebunden": "bound to its context",
    },
    "CostLevel": {
        "keine": "none",
        "bis-1000": "less than €1,000",
        "bis-10000": "less than €10,000",
        "bis-50000": "less than €50,000",
        "darueber": "€50,000 and more",
    },
    "Competence": {
        "grundlagen": "Foundations of intercultural competence",
        "kommunikation-sprache": "Communication and language",
        "diskriminierung-recht": "Discrimination and law",
        "personalauswahl": "Personnel selection",
        "fuehrung": "Leadership",
        "beratung-buergerkontakt": "Counselling and contact with residents",
        "religion-werte": "Religion and values",
        "migration-stadtgeschichte": "Migration and urban history",
        "konflikt-deeskalation": "Conflict and de-escalation",
        "organisationsentwicklung": "Organisational development",
    },
    "ModuleLevel": {
        "einstieg": "Beginners",
        "vertiefung": "Advanced",
        "multiplikation": "Multipliers",
    },
    "ModuleFormat": {
        "praesenz": "In person",
        "online-seminar": "Online seminar",
        "blended": "Blended",
        "selbststudium": "Self-study",
    },
}
