"""The page of a practice."""

import datetime

from django.core.files.base import ContentFile

from portal.media.models import PortalDocument
from practices.models import PracticeFigure, PracticeTemplate, RelatedModule, RelatedPractice
from practices.selectors import evidence_scale
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

BODY = [
    ("heading", "So sind wir vorgegangen"),
    ("steps", [{"title": "Auftrag klären", "duration": "2 Wochen", "text": "<p>Leitung.</p>"}]),
    ("heading", "Was andere Städte fragen"),
    ("questions", [{"question": "Wer bezahlt das?", "answer": "<p>Die Stadt.</p>"}]),
]


def page_of(client, practice) -> str:
    response = client.get(practice.url)
    assert response.status_code == 200
    return response.content.decode()


def test_sums_up_the_facts(cast, client):
    practice = GoodPracticeFactory(
        parent=cast.bochum,
        started=datetime.date(2022, 4, 1),
        ended=datetime.date(2023, 3, 31),
        effort_days=34,
        lead_weeks=1,
        staff_council_involved=True,
    )
    page = page_of(client, practice)
    for text in (
        "April 2022 bis März 2023",
        "34 Personentage",
        "1 Woche",
        "unter 1.000 €",
        "Personalrat beteiligt",
        "Stärke des Belegs, nicht der Wirkung.",
        "Stufe 1 von 4:",
        "begründet",
        'href="/suche/?ziel=ziel-1"',
    ):
        assert text in page


def test_says_since_when_nobody_confirmed_it(cast, client):
    old = GoodPracticeFactory(parent=cast.bochum, reviewed_on=datetime.date(2020, 1, 15))
    new = GoodPracticeFactory(parent=cast.bochum, review_due=datetime.date(2999, 1, 1))
    assert "Seit 15. Januar 2021 nicht bestätigt" in page_of(client, old)
    assert "nicht bestätigt" not in page_of(client, new)


def test_every_entry_of_its_contents_leads_somewhere(cast, client):
    practice = GoodPracticeFactory(parent=cast.bochum, body=BODY, lessons="<p>Früher.</p>")
    page = page_of(client, practice)
    contents = page.split('class="contents"')[1].split("</nav>")[0]
    anchors = [part.split('"')[0] for part in contents.split('href="#')[1:]]
    assert {"anlass", "so-sind-wir-vorgegangen", "anders-machen", "kontakt"} <= set(anchors)
    assert all(page.count(f'id="{anchor}"') == 1 for anchor in anchors)


def test_steps_follow_the_approach_and_questions_end_the_page(cast, client):
    page = page_of(client, GoodPracticeFactory(parent=cast.bochum, body=BODY))
    order = [page.index(f'id="{anchor}"') for anchor in ("vorgehen", "so-sind-wir-vorgegangen")]
    order += [page.index('id="ergebnis"'), page.index("Wer bezahlt das?")]
    assert order == sorted(order)


def test_shows_figures_files_and_public_relatives(cast, client):
    practice = GoodPracticeFactory(parent=cast.bochum)
    document = PortalDocument.objects.create(
        title="Bewertungsmatrix", file=ContentFile(b"Matrix", name="matrix.txt")
    )
    practice.figures = [
        PracticeFigure(label="Verfahren", value="9", unit="Stück", period="2024", source="Akten")
    ]
    practice.templates = [PracticeTemplate(document=document)]
    practice.related_modules = [
        RelatedModule(module=TrainingModuleFactory(parent=cast.herne, title="Fair auswählen"))
    ]
    practice.related_practices = [
        RelatedPractice(related=GoodPracticeFactory(parent=cast.herne, title="Kalender")),
        RelatedPractice(related=GoodPracticeFactory(parent=cast.herne, title="Geheim", live=False)),
    ]
    practice.save()
    page = page_of(client, practice)
    for text in ("Bewertungsmatrix", "Quelle: Akten", "Fair auswählen", "Kalender", "TXT"):
        assert text in page
    assert "Geheim" not in page


def test_an_unfinished_draft_can_be_previewed(cast):
    practice = GoodPracticeFactory(parent=cast.bochum, live=False)
    practice.started = practice.status = practice.evidence_level = practice.effort_days = None
    practice.related_modules = [RelatedModule(module=TrainingModuleFactory(parent=cast.herne))]
    response = practice.make_preview_request(preview_mode="")
    assert response.status_code == 200
    assert "Ein Seminar" not in response.content.decode()
    assert "Eintrag" in response.content.decode()


def test_scale_reaches_its_level():
    assert evidence_scale(None) is None
    reached = [step["reached"] for step in evidence_scale(2)["steps"]]
    assert reached == [True, True, True, False, False]


def test_queries_do_not_grow(cast):
    practice = GoodPracticeFactory(parent=cast.bochum, keywords=["Vorauswahl"], body=BODY)
    add_relatives(practice, cast, 1)
    few = queries_for(practice.url)
    add_relatives(practice, cast, 6)
    practice.tags.add("Bestenauslese", "AGG", "Matrix")
    practice.save()
    # The search is not asked for what resembles it where the editors name enough themselves.
    assert queries_for(practice.url) <= few
    assert few <= 43


def add_relatives(practice, cast, number: int) -> None:
    practice.related_practices = [
        RelatedPractice(related=GoodPracticeFactory(parent=cast.herne)) for _ in range(number)
    ]
    practice.related_modules = [
        RelatedModule(module=TrainingModuleFactory(parent=cast.herne)) for _ in range(number)
    ]
    practice.templates = [
        PracticeTemplate(
            document=PortalDocument.objects.create(
                title="Vorlage", file=ContentFile(b"x", name="vorlage.txt")
            )
        )
        for _ in range(number)
    ]
    practice.save()
