"""What a training module needs before it is public."""

import pytest

from tests.factories import TrainingModuleFactory
from training.durations import in_words

pytestmark = pytest.mark.django_db


def test_a_complete_module_lacks_nothing(cast):
    module = TrainingModuleFactory(parent=cast.herne)

    assert module.missing_for_submission() == {}


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"summary": ""}, {"summary"}),
        ({"competences": []}, {"competences"}),
        ({"workload_minutes": None}, {"workload_minutes"}),
        ({"workload_minutes": 1}, {"workload_minutes"}),
        ({"is_free": False}, {"cost_note"}),
        ({"description": "", "format": None}, {"description", "format"}),
    ],
)
def test_names_what_is_missing(cast, changes, missing):
    module = TrainingModuleFactory(parent=cast.herne, live=False)
    for field, value in changes.items():
        setattr(module, field, value)

    assert set(module.missing_for_submission()) == missing


def test_needs_a_learning_goal(cast):
    module = TrainingModuleFactory(parent=cast.herne, live=False)
    module.learning_goals = []

    assert set(module.missing_for_submission()) == {"learning_goals"}


def test_is_not_adapted_from_itself(cast):
    module = TrainingModuleFactory(parent=cast.herne, live=False)
    module.adapted_from = module

    assert set(module.missing_for_submission()) == {"adapted_from"}


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (30, "30 Minuten"),
        (60, "1 Stunde"),
        (61, "1 Stunde 1 Minute"),
        (390, "6 Stunden 30 Minuten"),
    ],
)
def test_durations_read_as_people_say_them(minutes, words):
    assert in_words(minutes) == words
