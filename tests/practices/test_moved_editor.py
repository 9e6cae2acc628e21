"""An editor who works for another city from now on: rights go along, drafts stay where they are."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from practices.models import GoodPracticePage
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(cast):
    """Signed in as editor of Bochum with a draft there, and then moved to Herne."""
    editor = cast.editor_bochum
    draft = GoodPracticeFactory(
        parent=cast.bochum, live=False, title="Tandem", slug="tandem", owner=editor
    )
    draft.save_revision(user=editor)
    client = signed_in(editor)
    editor.home_city = cast.herne
    editor.save()
    editor.groups.set(Group.objects.filter(name="Redaktion Herne"))
    return client, draft


def test_the_old_draft_is_refused_with_a_sentence(moved):
    client, draft = moved
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    for answer in (client.get(address, follow=True), client.post(address, {}, follow=True)):
        assert "keinen Zugang zu diesem Bereich" in answer.content.decode()
        assert "Tandem" not in answer.content.decode()
    assert draft.revisions.count() == 1


def test_the_old_draft_stays_with_the_old_city(cast, moved):
    _client, draft = moved
    colleague = cast.editor_herne
    colleague.groups.set(Group.objects.filter(name="Redaktion Bochum"))
    assert GoodPracticePage.objects.get(pk=draft.pk).city == cast.bochum
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert "Tandem" in signed_in(colleague).get(address).content.decode()


def test_the_new_city_is_theirs_at_once(cast, moved):
    client, _draft = moved
    for city, status in ((cast.herne, 200), (cast.bochum, 302)):
        address = reverse("wagtailadmin_pages:add", args=["practices", "goodpracticepage", city.pk])
        assert client.get(address).status_code == status
