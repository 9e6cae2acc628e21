"""What the cooperation agreed on about its words is in the thesaurus of a new database."""

import pytest

from search.analysis.tokens import stem
from search.thesaurus.compiling import compile_thesaurus
from search.thesaurus.lookup import WEIGHTS
from search.thesaurus.seed import seed_entries, seed_rules
from search.thesaurus.validation import entry_problems, rule_problems

from .looking_up import folded

#: "=" means the same, "~" is near, "<" has the broader term, ">" the narrower, "≠" is never
#: the same, "|" is English; each for the first term of the line.
RELATIONS = """
Einwanderungsgeschichte = Zuwanderungsgeschichte = Migrationsgeschichte = Migrationshintergrund
Einwanderungsgeschichte ~ internationale Geschichte | migration background
Eingewanderte = Zugewanderte = Migrant*innen | immigrants
Ausländer*innen = Nichtdeutsche | foreign nationals
Drittstaatsangehörige < Ausländer*innen | third-country nationals
Geflüchtete = Flüchtlinge ~ Schutzsuchende > Asylsuchende | refugees
Spätaussiedler*innen ~ Aussiedler*innen | resettlers
Neuzugewanderte | newcomers
Unionsbürger*innen = EU-Zugewanderte | EU migrants
Migrantenorganisation = MO = MSO | migrant organisation
Beschäftigte = Mitarbeitende = Mitarbeiter*innen ~ Belegschaft ~ Personal
Beschäftigte > Beamte > Tarifbeschäftigte | staff | employees
Führungskraft = Vorgesetzte > Amtsleitung > Teamleitung | manager
Nachwuchskräfte > Auszubildende > Anwärter*innen > Dualstudierende | junior staff
Auszubildende = Azubi | apprentice
Bürger*innen ~ Einwohner*innen ~ Kund*innen | residents | citizens
Personalgewinnung = Recruiting = Personalbeschaffung ~ Stellenbesetzung | recruitment
Personalauswahl = Auswahlverfahren = Bewerberauswahl | selection
Stellenausschreibung = Stellenanzeige | job advert
Anforderungsprofil = Stellenprofil | job profile
anonymisierte Bewerbung = anonymes Bewerbungsverfahren | blind application | blind recruitment
Vorstellungsgespräch = Bewerbungsgespräch = Auswahlgespräch | interview
Einstellungstest = Eignungstest > kulturfairer Test | aptitude test
Bestenauslese = Leistungsprinzip | merit principle
Ausbildungsmarketing = Azubi-Marketing < Personalmarketing
Personalmarketing ~ Employer Branding
Employer Branding = Arbeitgebermarke
Onboarding = Einarbeitung
Mentoring ~ Patenprogramm ~ Tandem
Personalmanagement = HR = Personalwesen
Personalentwicklung = PE | HR development
Fortbildung = Weiterbildung = Schulung ~ Seminar ~ Training | training
E-Learning = Online-Schulung < Fortbildung
Beurteilung = dienstliche Beurteilung | appraisal
Beförderung = Aufstieg | promotion
Fachkräftemangel ~ Fachkräftesicherung | skills shortage
Quereinstieg = Seiteneinstieg | career change
Berufsanerkennung = Anerkennung ausländischer Abschlüsse | recognition of qualifications
Personalrat ~ Betriebsrat | staff council
Dienstvereinbarung ~ Betriebsvereinbarung | works agreement
Beschäftigtenbefragung = Mitarbeiterbefragung | staff survey
Vielfalt = Diversity = Diversität
Diversity Management = Vielfaltsmanagement < Vielfalt
Interkulturelle Öffnung = IKÖ ~ interkulturelle Orientierung | intercultural opening
Interkulturelle Kompetenz ~ transkulturelle Kompetenz ~ Diversitätskompetenz
Interkulturelle Kompetenz ~ Kultursensibilität | intercultural competence
Antidiskriminierung = Diskriminierungsschutz ~ Gleichbehandlung | anti-discrimination
AGG = Allgemeines Gleichbehandlungsgesetz | Equal Treatment Act
AGG-Beschwerdestelle | complaints office
Rassismus > Alltagsrassismus > antimuslimischer Rassismus > Antiziganismus ~ Antisemitismus
Rassismuskritik ~ Antirassismus
Unconscious Bias = unbewusste Vorurteile
Mikroaggression | microaggression
Gleichstellung ~ Chancengleichheit ≠ Vielfalt | gender equality
Inklusion ~ Teilhabe ≠ Integration | inclusion
Intersektionalität ~ Mehrfachdiskriminierung
Positive Maßnahmen ~ Quote | positive action
Charta der Vielfalt | Diversity Charter
TIntG = Teilhabe- und Integrationsgesetz
KI = Kommunales Integrationszentrum ≠ Künstliche Intelligenz
KIM = Kommunales Integrationsmanagement
Integrationsrat ≠ Integrationsausschuss
Integrationskonzept ~ Handlungskonzept
Integrationsmonitoring ~ Integrationsbericht
Willkommenskultur | welcoming culture
Leichte Sprache = DIN SPEC 33429 ≠ Einfache Sprache | easy language
Einfache Sprache = DIN 8581-1 = ISO 24495-1 ~ bürgernahe Sprache | plain language
Sprachmittlung ~ Dolmetschen ≠ Übersetzen > Videodolmetschen | interpreting
Dolmetschen ≠ Übersetzen
Sprachmittlerpool = Dolmetscherpool
Herkunftssprache ~ Muttersprache ~ Erstsprache < Mehrsprachigkeit | heritage language
diversitätssensible Sprache ~ Gendern | inclusive language
Berufssprachkurs < Deutschkurs | vocational German
Good Practice = gute Praxis = Praxisbeispiel ~ Best Practice
Nachnutzung = Übernahme ~ Transfer | reuse
Interkommunale Zusammenarbeit = IKZ ~ Städtekooperation | inter-municipal cooperation
Ausländerbehörde = Ausländeramt
Bürgerbüro = Bürgeramt
Fachbereich ~ Amt < Dezernat
Deeskalation ~ Konfliktmanagement | de-escalation
Religiöse Vielfalt > Gebetsraum > Feiertage > Kopftuch | religious diversity
""".strip().splitlines()
#: Sign → what the second term is to the first, and the first to the second.
KINDS = {
    "=": ("synonym", "synonym"),
    "~": ("near", "near"),
    "<": ("broader", "narrower"),
    ">": ("narrower", "broader"),
    "|": ("translation", "translation"),
}
#: As editors write them; each part with what joins it to the next.
COMPOUNDS = (
    "Integrations|konzept",
    "Personal|auswahl|verfahren",
    "Ausbildungs|marketing",
    "Beschwerde|stelle",
    "Führungskräfte|fortbildung",
    "Sprachmittler|pool",
    "Anforderungs|profil",
    "Stellen|ausschreibungs|text",
    "Beschäftigten|befragung",
    "Willkommens|mappe",
    "Vielfalts|strategie",
    "Diskriminierungs|schutz",
    "Migranten|organisation",
    "Feiertags|kalender",
    "Einarbeitungs|plan",
)


def statements():
    for line in RELATIONS:
        first, *rest = line.split()
        words, sign, term = [first], "", []
        for token in [*rest, "="]:
            if token in KINDS or token == "≠":
                if sign:
                    yield " ".join(words), sign, " ".join(term)
                sign, term = token, []
            elif sign:
                term.append(token)
            else:
                words.append(token)


STATEMENTS = list(statements())


@pytest.fixture(scope="module")
def agreed():
    return compile_thesaurus(seed_entries(), seed_rules())


def stems(words, language="de"):
    return [stem(word, language) for word in words]


def finds(among, typed, wanted, language):
    """The kinds in which a query for one term is expanded to the other."""
    return {
        expansion.kind
        for match in among.matches(folded(typed))
        for expansion in match.expansions
        if expansion.language == language
        and stems(expansion.terms, language) == stems(folded(wanted, language), language)
    }


def test_the_table_is_read_whole():
    assert len(STATEMENTS) == sum(
        sum(line.count(f" {sign} ") for sign in (*KINDS, "≠")) for line in RELATIONS
    )
    assert ("Geflüchtete", ">", "Asylsuchende") in STATEMENTS


@pytest.mark.parametrize(
    ("first", "sign", "second"),
    [statement for statement in STATEMENTS if statement[1] != "≠"],
)
def test_one_term_leads_to_the_other_and_back(agreed, first, sign, second):
    there, back = KINDS[sign]

    assert there in finds(agreed, first, second, "en" if sign == "|" else "de")
    # "Training" is near and English: the stronger relation holds.
    assert any(WEIGHTS[kind] >= WEIGHTS[back] for kind in finds(agreed, second, first, "de"))


@pytest.mark.parametrize(
    ("first", "second"), [(first, second) for first, sign, second in STATEMENTS if sign == "≠"]
)
def test_what_is_never_merged_is_known_on_both_sides(agreed, first, second):
    assert folded(second) in agreed.never(folded(first))
    assert folded(first) in agreed.never(folded(second))
    assert finds(agreed, first, second, "de") == set()
    assert finds(agreed, second, first, "de") == set()


@pytest.mark.parametrize("compound", COMPOUNDS)
def test_a_compound_is_found_by_its_parts_and_finds_them(agreed, compound):
    parts = folded(compound.replace("|", " "))
    whole = compound.replace("|", "")

    assert agreed.parts_of(*folded(whole)) == parts
    assert "compound" in finds(agreed, " ".join(parts), whole, "de")
    assert "compound" in finds(agreed, " ".join(reversed(parts)), whole, "de")
    assert "compound" in finds(agreed, whole, " ".join(parts), "de")


def test_words_that_are_not_cut_and_cities_that_are_words(agreed):
    assert agreed.parts_of("information") == ()
    assert agreed.parts_of("essen") == ()
    assert agreed.parts_of("konzept") is None
    assert all(agreed.is_place(city) for city in ("essen", "hagen", "herne"))
    assert not agreed.is_place("sprache")


def test_every_entry_would_be_taken_from_an_editor():
    entries = seed_entries()

    problems = {
        entry.label: entry_problems(entry, [other for other in entries if other is not entry])
        for entry in entries
    }
    assert {label: found for label, found in problems.items() if found} == {}
    assert [rule for rule in seed_rules() if rule_problems(rule)] == []
