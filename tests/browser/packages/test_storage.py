"""A package that stores something in the browser as soon as it begins, where that is refused."""

import pytest

from tests.training.cage.packed import packed

from .learning import Learning
from .scorm12 import FILES, manifest

pytestmark = pytest.mark.django_db(transaction=True)

STORES = b"""<head><script>
  localStorage.visits = Number(localStorage.visits || 0) + 1;
  sessionStorage.setItem("last", document.URL);
</script>"""


@pytest.fixture
def package(cast):
    files = {"teil.html": FILES["teil.html"].replace(b"<title>", STORES + b"<title>", 1)}
    return packed(cast, files=files, manifest=manifest())


def test_a_package_can_store_for_as_long_as_it_is_open(package, browsing):
    learning = Learning.begin(browsing, package)
    first = learning.sco("Erstens")
    # Chromium refuses what belongs to another site than the page around it.
    assert "/geliehen/" in first.url
    assert first.evaluate("[localStorage.getItem('visits'), localStorage.length]") == ["1", 1]
    assert first.evaluate("Object.entries(localStorage)") == [["visits", "1"]]
    assert first.evaluate("[localStorage.missing, localStorage.getItem('missing')]") == [
        None,
        None,
    ]
    first.evaluate("localStorage.setItem('antwort', 7)")

    learning.choose("Zweitens")
    second = learning.sco("Zweitens")
    assert second.evaluate("[localStorage.visits, localStorage.antwort]") == ["2", "7"]
    assert "Zweitens" in second.evaluate("decodeURI(sessionStorage.last)")
    second.evaluate("delete localStorage.antwort; sessionStorage.clear()")
    assert second.evaluate("['antwort' in localStorage, sessionStorage.length]") == [False, 0]

    # The storage is the package's own, not the lesson's.
    assert learning.page.evaluate("'visits' in localStorage") is False
