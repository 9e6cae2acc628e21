import pytest

from tests.training.packages.uploads import directories
from training.packages.importing import services, worker


@pytest.fixture
def importing(monkeypatch, django_capture_on_commit_callbacks):
    """Imports what waits, and what that leaves to be done after it; returns how many are ready.

    Nothing else does in such a test.
    """
    monkeypatch.setattr(worker.importer, "notify", lambda: None)

    def run() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return services.import_waiting()

    return run


@pytest.fixture
def before():
    """What other tests have left."""
    return directories()
