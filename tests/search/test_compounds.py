"""Compounds come apart where they should, and words that only look like them stay whole."""

import pytest

from search.analysis.compounds import split
from search.analysis.folding import fold


@pytest.mark.parametrize(
    "written",
    [
        "Integration|Konzept=Integrationskonzept",
        "Personal|Auswahl|Verfahren=Personalauswahlverfahren",
        "Ausbildung|Marketing=Ausbildungsmarketing",
        "Beschwerde|Stelle=Beschwerdestelle",
        "Führung|Kraft|Fortbildung=Führungskräftefortbildung",
        "Sprachmittler|Pool=Sprachmittlerpool",
        "Anforderung|Profil=Anforderungsprofil",
        "Stelle|Ausschreibung|Text=Stellenausschreibungstext",
        "Beschäftigte|Befragung=Beschäftigtenbefragung",
        "Vielfalt|Strategie=Vielfaltsstrategie",
        "Diskriminierung|Schutz=Diskriminierungsschutz",
        "Migrant|Organisation=Migrantenorganisation",
        "Einarbeitung|Plan=Einarbeitungsplan",
        "Migration|Hintergrund=Migrationshintergrund",
        "Ausländer|Behörde=Ausländerbehörde",
        "Verwaltung|Mitarbeiterin=Verwaltungsmitarbeiterinnen",
        "Quartier|Managerin=Quartiersmanagerinnen",
        "Regen|Rinne=Regenrinnen",
    ],
)
def test_parts_of_administrative_compounds(written):
    parts, _equals, word = written.partition("=")
    assert split(fold(word)) == tuple(fold(part) for part in parts.split("|"))


@pytest.mark.parametrize(
    "word",
    """
    Präsident Meister Information Essen Verwaltung Bewerbung Beratung Migration Integration
    Dortmund Gelsenkirchen Oberhausen Entscheidung Gesellschaft Universität Wirtschaft Transport
    Religion Gesundheit Minister Theater Register Kalender Mitarbeitende Kommunales Französische
    Mitarbeiterinnen Autorinnen Politikerinnen Apothekerinnen
    """.split(),  # noqa: SIM905 - reads better than a list
)
def test_words_that_stay_whole(word):
    assert split(fold(word)) == ()


def test_no_word_is_too_odd():
    for word in ("", "a", "x" * 5000, "123456789", "ääääääää"):
        assert split(word) == ()
