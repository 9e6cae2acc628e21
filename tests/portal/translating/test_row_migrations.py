"""Rows that were there before pages had English versions with rows."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from practices.models import GoodPracticePage, PracticeFigure
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.portal.translating.english import published_version
from training.models import LearningGoal, ModuleUnit, TrainingModulePage

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("training", "0002_origins"), ("practices", "0006_template_origins")]
AFTER = [("training", "0005_rows_have_versions"), ("practices", "0009_rows_have_versions")]


def migrate(targets) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)


@pytest.fixture
def before():
    """Takes the tables back, and at the end forward again whatever has become of the test."""
    yield lambda: migrate(BEFORE)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def forget_keys(page, relation: str) -> None:
    """The newest draft as it was written before."""
    revision = page.latest_revision
    for row in revision.content[relation]:
        del row["translation_key"], row["locale"]
    revision.save()


def test_every_row_gets_a_key_and_keeps_its_place(cast, client, before):
    texts = ["drittens", "erstens", "zweitens"]
    module = TrainingModuleFactory(parent=cast.bochum)
    module.learning_goals = [
        LearningGoal(text=text, sort_order=place) for place, text in enumerate(texts)
    ]
    module.units = [
        ModuleUnit(title=text, minutes=5, sort_order=3 - n) for n, text in enumerate("abc")
    ]
    module.save_revision().publish()
    practice = GoodPracticeFactory(parent=cast.bochum)
    practice.figures = [
        PracticeFigure(label=text, value="1", period="2024", source="Akten", sort_order=place)
        for place, text in enumerate(texts)
    ]
    practice.save_revision().publish()
    version = published_version(practice)
    before()
    for page, relation in ((module, "learning_goals"), (module, "units"), (practice, "figures")):
        page.refresh_from_db()
        forget_keys(page, relation)
    migrate(AFTER)

    module = TrainingModulePage.objects.get(pk=module.pk)
    practice = GoodPracticePage.objects.get(pk=practice.pk)
    assert [goal.text for goal in module.learning_goals.all()] == texts
    assert [unit.title for unit in module.units.all()] == ["c", "b", "a"]
    assert [figure.label for figure in practice.figures.all()] == texts
    rows = [*module.learning_goals.all(), *module.units.all(), *practice.figures.all()]
    assert len({row.translation_key for row in rows}) == 9
    assert {row.locale_id for row in rows} == {module.locale_id}
    of_version = version.figures.all()
    assert {row.locale_id for row in of_version} == {version.locale_id}
    # The draft means the same rows, and says so when it is published.
    keys = [row.translation_key for row in rows]
    module.latest_revision.publish()
    practice.latest_revision.publish()
    after = [*LearningGoal.objects.filter(module=module), *ModuleUnit.objects.filter(module=module)]
    after += PracticeFigure.objects.filter(practice=practice)
    assert [row.translation_key for row in after] == keys
    # Rows that nobody has translated yet are shown in German, and the version says that it lags.
    page = client.get(version.url).content.decode()
    assert "Not up to date" in page
    assert '<p class="figure__label">erstens</p>' in page
