"""A copy of a reviewed practice is a draft that waits for its own review."""

import pytest
from django.urls import reverse

from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["editor_bochum", "reviewer", "administrator"])
@pytest.mark.parametrize("how", ["publish_copies", "alias"])
def test_no_copy_is_public_at_once(cast, who, how):
    original = GoodPracticeFactory(parent=cast.bochum, title="Tandem", slug="tandem")
    client = signed_in(getattr(cast, who))
    address = reverse("wagtailadmin_pages:copy", args=[original.pk])
    assert f'name="{how}"' not in client.get(address).content.decode()

    answer = client.post(
        address,
        {
            "new_title": "Tandem zwei",
            "new_slug": "tandem-zwei",
            "new_parent_page": cast.bochum.pk,
            how: "on",
        },
    )

    assert answer.status_code == 302
    copy = cast.bochum.get_children().get(slug="tandem-zwei")
    assert not copy.live
    assert copy.alias_of is None
    original.refresh_from_db()
    assert original.live
