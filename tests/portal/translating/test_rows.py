"""Rows with texts in English versions: a module's goals and units, a practice's figures."""

import pytest

from portal.content.importing.drafts import EntryDraft, store_draft
from practices.models import GoodPracticePage, PracticeFigure
from practices.submission.values import write
from search.request import SearchRequest
from search.services import find, rebuild
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.portal.translating.english import published_version, translation_of
from tests.queries import queries_for
from training.models import LearningGoal, ModuleUnit, TrainingModulePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(cast):
    module = TrainingModuleFactory(parent=cast.bochum, title="Am Schalter", group_size="8 Personen")
    module.learning_goals = [
        LearningGoal(text="erkennen Vorurteile", sort_order=0),
        LearningGoal(text="bleiben ruhig", sort_order=1),
    ]
    module.units = [
        ModuleUnit(title="Ankommen", minutes=10, text="Im Kreis.", sort_order=0),
        ModuleUnit(title="Üben", minutes=45, sort_order=1),
    ]
    module.save_revision().publish()
    return TrainingModulePage.objects.get(pk=module.pk)


@pytest.fixture
def practice(cast):
    practice = GoodPracticeFactory(parent=cast.bochum, title="Tandem")
    practice.figures = [
        PracticeFigure(label="Tandems", value="12", unit="Stück", period="2024", source="Akten"),
    ]
    practice.save_revision().publish()
    return GoodPracticePage.objects.get(pk=practice.pk)


def shown(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def in_order(html: str, *texts: str) -> bool:
    places = [html.find(text) for text in texts]
    return -1 not in places and places == sorted(places)


def test_a_module_with_its_goals_and_units(client, module):
    version = published_version(module, title="At the counter", group_size="8 people")
    assert version.url == f"{module.url}en/"
    page = shown(client, version)
    assert '<h1 class="title-page">At the counter</h1>' in page
    assert in_order(page, "English: erkennen Vorurteile", "English: bleiben ruhig")
    assert in_order(page, "English: Ankommen", "English: Im Kreis.", "English: Üben")
    assert "8 people" in page
    assert "45 minutes" in page
    assert "In person" in page or "in person" in page
    assert "Das nehmen Sie mit" not in page
    assert '"inLanguage":["de"]' in page.replace(": ", ":")
    german = shown(client, module)
    assert in_order(german, "erkennen Vorurteile", "bleiben ruhig", "Ankommen", "Üben")
    assert "English: " not in german
    assert f'href="{version.url}" hreflang="en"' in german


def test_facts_of_rows_are_the_originals_as_they_are_now(client, module, practice):
    of_module, of_practice = published_version(module), published_version(practice)
    unit = module.units.last()
    unit.minutes = 50
    module.units = [module.units.first(), unit]
    module.save_revision().publish()
    practice.figures.all()[0].value = "13"
    figure = practice.figures.get()
    figure.value = "13"
    practice.figures = [figure]
    practice.save_revision().publish()
    assert "50 minutes" in shown(client, of_module)
    page = shown(client, of_practice)
    assert "<strong>13</strong> English: Stück" in page
    assert "English: Akten" in page
    assert "Not up to date" not in page


def test_a_new_row_is_german_until_it_is_translated(client, module):
    version = published_version(module)
    module.learning_goals.add(LearningGoal(text="gehen dazwischen", sort_order=2))
    module.save_revision().publish()
    page = shown(client, version)
    assert "Not up to date" in page
    assert in_order(page, "English: bleiben ruhig", '<li lang="de">gehen dazwischen</li>')
    translation = translation_of(module)
    translation.source.update_from_db()
    total, translated = translation.get_progress()
    assert total - translated == 1
    version = published_version(TrainingModulePage.objects.get(pk=module.pk))
    page = shown(client, version)
    assert "English: gehen dazwischen" in page
    assert "Not up to date" not in page


def test_rows_in_another_order_and_without_one(client, module):
    version = published_version(module)
    first, second = module.learning_goals.all()
    first.sort_order, second.sort_order = 1, 0
    module.learning_goals = [second, first]
    module.units = [module.units.first()]
    module.save_revision().publish()
    page = shown(client, version)
    assert in_order(page, "English: bleiben ruhig", "English: erkennen Vorurteile")
    assert "English: Üben" not in page


def test_a_copy_of_a_module_has_rows_of_its_own(cast, module):
    copy = module.copy(update_attrs={"title": "Kopie", "slug": "kopie"})
    keys = {goal.translation_key for goal in module.learning_goals.all()}
    assert [goal.text for goal in copy.learning_goals.all()] == [
        "erkennen Vorurteile",
        "bleiben ruhig",
    ]
    assert keys.isdisjoint(goal.translation_key for goal in copy.learning_goals.all())


def test_the_guided_form_and_a_file_keep_the_rows_that_they_write_again(cast, practice):
    key = practice.figures.get().translation_key
    rows = [
        {"label": "Neu", "value": "1", "unit": "", "period": "2025", "source": "Akten"},
        {"label": "Tandems", "value": "14", "unit": "Stück", "period": "2024", "source": "Akten"},
    ]
    write(practice, "figures", rows)
    practice.save_revision().publish()
    keys = {figure.label: figure.translation_key for figure in practice.figures.all()}
    assert keys["Tandems"] == key
    assert keys["Neu"] != key

    draft = {
        "model": TrainingModulePage,
        "city": cast.bochum,
        "import_key": "a",
        "title": "Aus einer Datei",
        "source": "datei.json",
    }
    goals = [{"text": "erstens"}, {"text": "zweitens"}]
    store_draft(draft=EntryDraft(**draft, values={"learning_goals": goals}))
    before = TrainingModulePage.objects.get(import_key="a")
    _first, second = (goal.translation_key for goal in before.learning_goals.all())
    goals = [{"text": "zweitens"}, {"text": "anders"}]
    store_draft(draft=EntryDraft(**draft, values={"learning_goals": goals}))
    after = TrainingModulePage.objects.get(import_key="a")
    assert [goal.text for goal in after.learning_goals.all()] == ["zweitens", "anders"]
    assert after.learning_goals.all()[0].translation_key == second


def test_the_search_finds_the_module_by_its_english_rows(module):
    published_version(module, learning_goals="recognise prejudice", units="Arriving together")
    rebuild()
    for words in ("prejudice", "arriving"):
        [hit] = find(SearchRequest(text=words)).hits
        assert hit.document.id == f"page-{module.pk}"
    assert find(SearchRequest(filters={"language": ("en",)})).total == 1


def test_rows_cost_no_query_each(cast, client, module):
    version = published_version(module)
    few = queries_for(version.url)
    module.learning_goals = [
        LearningGoal(text=f"Ziel {number}", sort_order=number) for number in range(12)
    ]
    module.units = [ModuleUnit(title=f"Teil {number}", minutes=5) for number in range(12)]
    module.save_revision().publish()
    many = published_version(TrainingModulePage.objects.get(pk=module.pk))
    assert queries_for(many.url) == few
