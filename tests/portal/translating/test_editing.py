"""Who makes, changes and publishes English versions, and what they read there."""

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation, TranslationSource

from portal.translating.pages import english
from practices.models import GoodPracticePage
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory
from tests.portal.translating.english import published_version, translate, translation_of


@pytest.fixture
def practice(cast):
    return GoodPracticeFactory(parent=cast.bochum, title="Briefe, die man versteht")


def submit(client, page):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [english().pk]})


def edit_address(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_an_editor_begins_translates_and_publishes(
    cast, practice, django_capture_on_commit_callbacks
):
    client = signed_in(cast.editor_bochum)
    assert submit(client, practice).status_code == 302
    translation = Translation.objects.get()
    version = translation.get_target_instance()
    assert not version.live
    assert version.get_parent().pk == practice.pk
    page = client.get(edit_address(version))
    assert page.status_code == 200
    refused = client.post(edit_address(version), {"action": "publish"}, follow=True)
    assert "noch nicht übersetzt" in said(refused)
    version.refresh_from_db()
    assert not version.live
    translate(translation, title="Letters that people understand")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(edit_address(version), {"action": "publish"})
    version.refresh_from_db()
    assert version.live
    assert version.title == "Letters that people understand"
    assert version.slug == "en"


def test_the_only_language_is_chosen_already(cast, practice):
    address = reverse("wagtail_localize:submit_page_translation", args=[practice.pk])
    form = signed_in(cast.editor_bochum).get(address).context["form"]
    assert form["locales"].label == "Sprache"
    assert [choice.data["selected"] for choice in form["locales"]] == [True]


def test_another_city_does_none_of_it(cast, practice):
    herne = signed_in(cast.editor_herne)
    assert submit(herne, practice).status_code == 302  # to Wagtail's page that says no
    assert not TranslationSource.objects.exists()
    version = published_version(practice)
    source = TranslationSource.objects.get()
    update = reverse("wagtail_localize:update_translations", args=[source.pk])
    for response in (
        herne.get(update),
        herne.post(update, {"publish_translations": "on"}),
        herne.post(edit_address(version), {"action": "publish"}),
    ):
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_home")
    report = reverse("wagtail_localize:translations_report")
    assert herne.get(report).status_code == 302
    assert signed_in(cast.reviewer).get(report).status_code == 200


@pytest.mark.parametrize("name", ["convert_to_alias", "stop_translation"])
def test_a_version_stays_one(cast, practice, name):
    version = published_version(practice)
    client = signed_in(cast.administrator)
    if name == "convert_to_alias":
        address = reverse("wagtail_localize:convert_to_alias", args=[version.pk])
    else:
        address = reverse(f"wagtail_localize:{name}", args=[translation_of(practice).pk])
    client.post(address)
    version = GoodPracticePage.objects.get(pk=version.pk)
    assert version.alias_of_id is None
    assert Translation.objects.get().enabled


def test_it_is_neither_moved_nor_copied_nor_reviewed(cast, practice):
    version = published_version(practice)
    for user in (cast.editor_bochum, cast.reviewer, cast.administrator):
        may = version.permissions_for_user(user)
        assert may.can_edit()
        assert may.can_publish()
        assert not may.can_move()
        assert not may.can_copy()
        assert not may.can_add_subpage()
    assert not version.permissions_for_user(cast.editor_herne).can_publish()
    assert version.get_workflow() is None


def test_editors_read_that_it_is_behind(cast, practice):
    version = published_version(practice)
    client = signed_in(cast.editor_bochum)
    assert "neuer als diese englische Fassung" not in said(client.get(edit_address(version)))
    practice.aim = "<p>Etwas ganz anderes.</p>"
    practice.save_revision().publish()
    assert "neuer als diese englische Fassung" in said(client.get(edit_address(version)))
    assert "Die englische Fassung ist älter" in said(client.get(edit_address(practice)))
