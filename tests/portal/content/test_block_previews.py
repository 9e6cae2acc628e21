"""Editors choose blocks by their pictures: each block shows itself in the look of the site."""

import pytest
from django.urls import reverse

from portal.content.blocks import BodyBlock
from tests.cast import signed_in

EXPECTED = {
    "heading": "So sind wir vorgegangen",
    "text": "kurze Wege",
    "image": "Der Pausenraum nach dem Umbau",
    "steps": "Auftrag klären",
    "quote": "Ausbildungsleitung",
    "notice": "Personalrat früh einbeziehen",
    "questions": "Brauchen wir dafür eine Dienstvereinbarung?",
    "download": "Vorlage zum Anpassen",
}


def test_every_block_is_expected():
    assert set(BodyBlock().child_blocks) == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_preview(cast, name):
    from practices.models import GoodPracticePage

    stream = GoodPracticePage._meta.get_field("body").stream_block
    address = reverse("wagtailadmin_block_preview")
    response = signed_in(cast.administrator).get(
        address, {"id": stream.child_blocks[name].definition_prefix}
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert EXPECTED[name] in page
    assert "portal/tokens.css" in page
