"""A SCORM 2004 package of many parts."""

import pytest

from tests.training.cage.packed import packed

from .learning import Learning, scos_in
from .scorm2004 import FILES, manifest, sequencing_in
from .scos import item, put, read

pytestmark = pytest.mark.django_db(transaction=True)

PARTS = 120


@pytest.fixture
def package(cast):
    items = [item(f"TEIL-{number}", f"Teil {number}") for number in range(1, PARTS + 1)]
    return packed(cast, files=FILES, manifest=manifest() | {"items": items})


@pytest.fixture
def row(package, browsing):
    """What is kept of somebody who has left the hundredth part."""
    learning = Learning.begin(browsing, package)
    learning.sco("Teil 1")
    learning.choose("Teil 100")
    put(learning.sco("Teil 100"), "cmi.location", "Seite 2")
    row = learning.wait_until_kept(
        lambda row: (scos_in(row).get("TEIL-100", {}).get("cmi") or {}).get("location") == "Seite 2"
    )
    learning.leave()
    return row


def goes_on(package, browsing) -> None:
    resumed = Learning.begin(browsing, package).sco("Teil 100")
    read(resumed, {"cmi.entry": "resume", "cmi.location": "Seite 2"})


def test_what_is_kept_of_it_is_short(package, browsing, row):
    assert len(sequencing_in(row)) > 300_000
    assert len(row.state["sequencing"]) < 20_000
    goes_on(package, browsing)


def test_who_has_begun_when_it_was_kept_at_length_goes_on(package, browsing, row):
    row.state["sequencing"] = sequencing_in(row)
    row.sequence += 10_000
    row.save()

    goes_on(package, browsing)
