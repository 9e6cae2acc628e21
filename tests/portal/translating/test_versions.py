"""An English version of a page: its address, its marks, its facts, the search and the lists."""

import pytest

from portal.content.entries import EntryRefusedError
from portal.home.models import StandardPage
from portal.opendata.stock import records
from practices.models import GoodPracticePage
from search.request import SearchRequest
from search.services import find, rebuild
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.portal.translating.english import published_version, translate, translation_of
from tests.queries import queries_for


@pytest.fixture
def practice(cast):
    return GoodPracticeFactory(
        parent=cast.bochum, title="Briefe, die man versteht", keywords=["Bescheide"]
    )


def shown(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_stands_below_its_original_and_both_lead_to_each_other(client, practice):
    version = published_version(practice, title="Letters that people understand")
    assert version.url == f"{practice.url}en/"
    german, english = shown(client, practice), shown(client, version)
    assert '<h1 class="title-page">Letters that people understand</h1>' in english
    assert "English: Zu wenige Bewerbungen." in english
    assert "The German text is authoritative." in english
    assert f'href="{practice.url}" hreflang="de"' in " ".join(english.split())
    assert f'href="{version.url}" hreflang="en"' in " ".join(german.split())
    for html in (german, english):
        assert f'<link rel="alternate" hreflang="de" href="{practice.full_url}">' in html
        assert f'<link rel="alternate" hreflang="en" href="{version.full_url}">' in html
    assert '"inLanguage": "en"' in english or '"inLanguage":"en"' in english


def test_standard_pages_have_versions_too(client, site):
    page = StandardPage(title="Hilfe", slug="hilfe", summary="So geht es.")
    site.add_child(instance=page)
    version = published_version(page, title="Help")
    assert '<h1 class="title-page">Help</h1>' in shown(client, version)


def test_is_no_second_entry_anywhere(client, cast, practice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        version = published_version(practice, title="Letters that people understand")
    rebuild()
    assert list(GoodPracticePage.listed()) == [practice]
    hits = find(SearchRequest(text="letters")).hits
    assert [hit.document.id for hit in hits] == [f"page-{practice.pk}"]
    assert "auch auf Englisch" in map(str, hits[0].document.meta)
    results = find(SearchRequest(filters={"language": ("en",)}))
    assert results.total == 1
    assert version.url not in client.get("/feeds/praxis/").content.decode()
    [record] = records(GoodPracticePage, GoodPracticePage.stock_layout())
    assert record["title"] == practice.title


def test_shows_the_facts_of_its_original_as_they_are_now(client, practice):
    version = published_version(practice)
    practice.effort_days = 77
    practice.save_revision().publish()
    assert "77 person-days" in " ".join(shown(client, version).split())


def test_says_when_the_german_text_is_newer(client, practice):
    version = published_version(practice)
    assert "Not up to date" not in shown(client, version)
    practice.effort_days = 78
    practice.save_revision().publish()
    assert "Not up to date" not in shown(client, version)
    practice.result = "<p>Niemand kam.</p>"
    practice.save_revision().publish()
    assert "Not up to date" in shown(client, version)


def test_keeps_what_has_been_translated_before(client, practice):
    published_version(practice, aim="More applications.")
    practice.result = "<p>Niemand kam.</p>"
    practice.save_revision().publish()
    translation = translation_of(practice)
    translation.source.update_from_db()
    total, translated = translation.get_progress()
    assert total - translated == 1
    translation.save_target(publish=False)
    version = translation.get_target_instance()
    with pytest.raises(EntryRefusedError) as refused:
        version.latest_revision.publish()
    assert "Ein Text ist noch nicht übersetzt." in refused.value.sentence()
    translate(translation, aim="More applications.", result="Nobody came.")
    translation.save_target(publish=False)
    version = translation.get_target_instance()
    version.latest_revision.publish()
    page = shown(client, version)
    assert "Nobody came." in page
    assert "More applications." in page
    version = translation.get_target_instance()
    assert not version.is_outdated


def test_waits_for_its_original_and_goes_with_it(client, cast):
    draft = GoodPracticeFactory(parent=cast.bochum, live=False)
    translation = translation_of(draft)
    translate(translation)
    translation.save_target(publish=False)
    with pytest.raises(EntryRefusedError, match="wenn die deutsche öffentlich ist"):
        translation.get_target_instance().latest_revision.publish()

    practice = GoodPracticeFactory(parent=cast.bochum)
    version = published_version(practice)
    GoodPracticePage.objects.get(pk=practice.pk).unpublish()
    version.refresh_from_db()
    assert not version.live
    assert client.get(version.url).status_code == 404


def test_a_page_without_a_version_costs_no_query_more(client, cast, practice):
    other = GoodPracticeFactory(parent=cast.bochum, title="Ganz anderes")
    published_version(other)
    assert queries_for(other.url) - queries_for(practice.url) <= 1


def test_an_entry_in_english_needs_none(cast):
    module = TrainingModuleFactory(parent=cast.bochum, language="en")
    client = signed_in(cast.editor_bochum)
    response = client.get(f"/admin/localize/submit/page/{module.pk}/", follow=True)
    [message] = response.context["messages"]
    assert str(message).strip() == "Die Seite ist schon auf Englisch geschrieben."


def test_comes_in_an_english_frame_and_leaves_everything_else_german(client, practice):
    version = published_version(practice)
    page = shown(client, version)
    assert '<html lang="en"' in page
    assert "Personnel selection" in page
    assert f'value="{practice.url}"' in page  # where the choice of a language leads from here
    assert '<html lang="de"' in shown(client, practice)
