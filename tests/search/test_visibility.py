"""What a visitor may not see is not found; what is published is, at once."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from portal.home.models import HomePage, StandardPage
from search import services
from search.engines import get_engine
from search.request import SearchRequest
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index")]


def found(text="sprachmittlerpool"):
    results = services.find(SearchRequest(text=text))
    assert not results.degraded
    assert sum(results.facets.get("kind", {}).values()) == results.total
    return [hit.document.url for hit in results.hits]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What happens inside is committed, and what waits for the commit runs."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def page(cast, committed):
    with committed():
        page = GoodPracticeFactory(
            parent=cast.bochum, title="Sprachmittlerpool", slug="pool", keywords=["Dolmetschen"]
        )
    assert found() == ["/staedte/bochum/pool/"]
    return page


def nowhere():
    engine = get_engine()
    return found() == [] and not engine.suggest("sprachm") and not engine.suggest("dolmetsch")


def test_unpublished_and_published_again(page, committed):
    with committed():
        page.unpublish()
    assert nowhere()
    with committed():
        page.save_revision().publish()
    assert found() == ["/staedte/bochum/pool/"]


def test_a_draft_is_not_found_and_a_draft_of_a_live_page_changes_nothing(page, cast, committed):
    with committed():
        GoodPracticeFactory(parent=cast.herne, title="Sprachmittlerpool", live=False)
        page.title = "Geheim"
        page.save_revision()
    assert found() == ["/staedte/bochum/pool/"]
    assert found("geheim") == []


def test_deleted(page, committed):
    with committed():
        page.delete()
    assert nowhere()


def test_deleted_with_its_city(page, cast, committed):
    with committed():
        Page.objects.get(pk=cast.bochum.pk).delete()
    assert nowhere()
    assert found("bochum") == []


def test_moved_to_another_city(page, cast, committed):
    with committed():
        page.move(cast.herne, pos="last-child")
    assert found() == ["/staedte/herne/pool/"]
    results = services.find(SearchRequest(filters={"city": ("herne",)}))
    assert "Sprachmittlerpool" in [hit.document.title for hit in results.hits]


def test_moved_out_of_the_site(page, committed):
    with committed():
        elsewhere = Page.get_first_root_node().add_child(
            instance=HomePage(title="Ablage", slug="ablage")
        )
        page.move(elsewhere, pos="last-child")
    assert nowhere()


def test_its_city_gets_another_address(page, cast, committed):
    with committed():
        cast.bochum.refresh_from_db()
        cast.bochum.slug = "bo"
        cast.bochum.save()
    assert found() == ["/staedte/bo/pool/"]


@pytest.mark.parametrize("where", ["page", "city"])
def test_private_and_public_again(page, cast, committed, where):
    with committed():
        restriction = PageViewRestriction.objects.create(
            page=page if where == "page" else cast.bochum,
            restriction_type=PageViewRestriction.LOGIN,
        )
    assert nowhere()
    with committed():
        restriction.delete()
    assert found() == ["/staedte/bochum/pool/"]


def test_nothing_hidden_is_similar(page, cast, committed):
    with committed():
        hidden = GoodPracticeFactory(parent=cast.herne, title="Sprachmittlerpool Herne")
    assert [other.title for other in get_engine().similar(f"page-{page.pk}")] == [hidden.title]
    with committed():
        hidden.unpublish()
    assert list(get_engine().similar(f"page-{page.pk}")) == []


def test_published_and_unpublished_in_the_admin(cast, committed):
    client = signed_in(cast.administrator)
    add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", cast.bochum.pk])
    form = nested_form_data(
        {
            "title": "Videodolmetschen",
            "slug": "video",
            "summary": "Im Bürgerbüro.",
            "body": streamfield([("text", rich_text("<p>So geht es.</p>"))]),
            "comments": inline_formset([]),
        }
    )
    with committed():
        assert client.post(add, form).status_code == 302
    assert found("videodolmetschen") == []
    page = StandardPage.objects.get(slug="video")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    with committed():
        assert client.post(edit, form | {"action-publish": "1"}).status_code == 302
    assert found("videodolmetschen") == ["/staedte/bochum/video/"]
    with committed():
        unpublish = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        assert client.post(unpublish).status_code == 302
    assert found("videodolmetschen") == []


def test_made_private_in_the_admin(page, cast, committed):
    client = signed_in(cast.administrator)
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    with committed():
        response = client.post(address, {"restriction_type": "login", "password": "", "groups": []})
    assert response.status_code == 200
    assert nowhere()
