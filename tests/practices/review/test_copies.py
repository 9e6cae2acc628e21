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


@pytest.mark.parametrize("who", ["editor_bochum", "reviewer", "administrator"])
@pytest.mark.parametrize("action", ["copy", "create_alias"])
def test_nor_by_the_api_of_the_admin(cast, who, action):
    original = GoodPracticeFactory(parent=cast.bochum, title="Tandem", slug="tandem")
    original.save_revision(user=cast.editor_bochum).publish()
    answer = signed_in(getattr(cast, who)).post(
        f"/admin/api/main/pages/{original.pk}/action/{action}/",
        {"destination_page_id": cast.bochum.pk, "slug": "tandem-zwei"},
        content_type="application/json",
    )

    if who == "editor_bochum":  # without the right to publish anything there
        assert answer.status_code == 403
    else:
        assert answer.status_code == 400, answer.content
        assert "als Entwurf" in answer.content.decode()
    assert cast.bochum.get_children().count() == 1


@pytest.mark.parametrize("who", ["editor_bochum", "reviewer", "administrator"])
def test_a_city_has_no_copy(cast, who):
    address = reverse("wagtailadmin_pages:copy", args=[cast.bochum.pk])
    assert signed_in(getattr(cast, who)).get(address).status_code == 302
    answer = signed_in(getattr(cast, who)).post(
        f"/admin/api/main/pages/{cast.bochum.pk}/action/copy/",
        {"slug": "zwei"},
        content_type="application/json",
    )
    assert answer.status_code == 403, answer.content
