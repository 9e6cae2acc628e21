"""Packages that climb from window to window in search of the topmost one they may read."""

import pytest

from tests.factories.packages import MANIFEST
from tests.training.cage.packed import packed

from .learning import Learning
from .scorm12 import FILES
from .scos import get, item

pytestmark = pytest.mark.django_db(transaction=True)

#: As authoring tools write them: each takes an error, or the topmost window, for the end.
CLIMBS = {
    "until reading is refused": """
        let at = window;
        try { while (at.parent.document) at = at.parent; } catch (error) { }""",
    "until the topmost window": """
        let at = window;
        while (at !== window.top) at = at.parent;""",
    "until a window is its own parent": """
        let at = window;
        while (at.parent !== at && !at.missing) at = at.parent;""",
}


@pytest.mark.parametrize("climb", CLIMBS.values(), ids=CLIMBS)
def test_a_climb_ends_and_the_package_begins(cast, browsing, climb):
    script = f"<script>(() => {{ {climb} }})();</script><title>".encode()
    page = FILES["teil.html"].replace(b"<title>", script, 1)
    manifest = MANIFEST | {"items": [item("EINS", "Aufstieg")]}

    learning = Learning.begin(browsing, packed(cast, files={"teil.html": page}, manifest=manifest))

    sco = learning.sco("Aufstieg")
    assert get(sco, "cmi.core.entry") == ["ab-initio", "0"]
    browsing.complaints.clear()
