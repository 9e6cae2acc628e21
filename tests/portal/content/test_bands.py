"""What stands below an entry: relatives that its editors chose, then what the search finds."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from practices.models import RelatedModule, RelatedPractice
from search import services
from search.drain import drain
from search.engines import get_engine
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for

pytestmark = pytest.mark.django_db


def bands(client, page) -> dict[str, list[str]]:
    """The bands of a page once the index has followed all changes."""
    drain()
    return bands_of(client, page)


def bands_of(client, page) -> dict[str, list[str]]:
    """Heading → titles of the cards below it."""
    answer = client.get(page.url)
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    return {
        " ".join(band.h2.get_text().split()): [
            " ".join(title.get_text().split()) for title in band.select(".card__title")
        ]
        for band in soup.select(".band--related")
    }


@pytest.fixture
def mentoring(cast):
    """A practice of Bochum among others of its theme, all indexed."""
    practice = GoodPracticeFactory(parent=cast.bochum, title="Mentoring zum Aufstieg")
    GoodPracticeFactory(parent=cast.bochum, title="Mentoring im Amt")
    GoodPracticeFactory(parent=cast.herne, title="Mentoring im Rathaus")
    TrainingModuleFactory(parent=cast.herne, title="Mentoring lernen")
    services.rebuild()
    return practice


def test_other_cities_come_first(cast, client, mentoring):
    assert bands(client, mentoring)["Ähnliche Einträge"] == [
        "Mentoring im Rathaus",
        "Mentoring im Amt",
    ]


def test_says_other_cities_where_all_are(cast, client, mentoring):
    for number in range(2):
        GoodPracticeFactory(parent=cast.herne, title=f"Mentoring in Herne {number}")
    assert len(bands(client, mentoring)["Ähnliches aus anderen Städten"]) == 3


def test_a_practice_shows_modules_that_teach_it(cast, client, mentoring):
    """Those that the editors chose stand first; the rest is filled up, without doubles."""
    chosen = TrainingModuleFactory(parent=cast.bochum, title="Gesprächsführung")
    mentoring.related_modules = [RelatedModule(module=chosen)]
    mentoring.save()
    assert bands(client, mentoring)["Das können Sie dazu lernen"] == [
        "Gesprächsführung",
        "Mentoring lernen",
    ]
    mentoring.related_modules.add(
        RelatedModule(module=type(chosen).objects.get(title="Mentoring lernen"))
    )
    mentoring.save()
    assert bands(client, mentoring)["Das können Sie dazu lernen"] == [
        "Gesprächsführung",
        "Mentoring lernen",
    ]


def test_a_module_shows_practices_that_apply_it(cast, client, mentoring):
    module = TrainingModuleFactory(parent=cast.herne, title="Mentoring anleiten")
    user = GoodPracticeFactory(parent=cast.herne, title="Tandem")
    user.related_modules = [RelatedModule(module=module)]
    user.save()
    shown = bands(client, module)["So setzen Städte das um"]
    assert shown[0] == "Tandem"
    assert set(shown[1:]) < {"Mentoring zum Aufstieg", "Mentoring im Amt", "Mentoring im Rathaus"}
    assert len(shown) == 3


def test_what_the_editors_chose_is_not_shown_twice(cast, client, mentoring):
    other = type(mentoring).objects.get(title="Mentoring im Rathaus")
    mentoring.related_practices = [RelatedPractice(related=other)]
    mentoring.save()
    shown = bands(client, mentoring)
    assert shown["Das passt dazu"] == ["Mentoring im Rathaus"]
    assert shown["Ähnliche Einträge"] == ["Mentoring im Amt"]


def test_nothing_private_is_alike(cast, client, mentoring):
    other = type(mentoring).objects.get(title="Mentoring im Rathaus")
    PageViewRestriction.objects.create(page=other, restriction_type=PageViewRestriction.LOGIN)
    type(mentoring).objects.get(title="Mentoring im Amt").unpublish()
    shown = bands(client, mentoring)
    assert "Mentoring im Rathaus" not in str(shown)
    assert "Mentoring im Amt" not in str(shown)


def test_without_an_index_only_the_choice_of_the_editors_is_left(cast, client):
    """Nothing has built one here."""
    practice = GoodPracticeFactory(parent=cast.bochum, title="Mentoring zum Aufstieg")
    GoodPracticeFactory(parent=cast.herne, title="Mentoring im Rathaus")
    chosen = TrainingModuleFactory(parent=cast.bochum, title="Gesprächsführung")
    practice.related_modules = [RelatedModule(module=chosen)]
    practice.save()
    assert bands_of(client, practice) == {"Das können Sie dazu lernen": ["Gesprächsführung"]}
    assert bands_of(client, chosen) == {"So setzen Städte das um": ["Mentoring zum Aufstieg"]}


def test_a_draft_that_was_never_saved_can_be_previewed(cast, mentoring):
    draft = GoodPracticeFactory.build(title="Mentoring neu")
    draft.path = cast.bochum.path + "9999"
    draft.depth = cast.bochum.depth + 1
    assert draft.pk is None
    answer = draft.make_preview_request(preview_mode="")
    assert answer.status_code == 200
    assert b"band--related" not in answer.content


@pytest.mark.parametrize("factory", [GoodPracticeFactory, TrainingModuleFactory])
def test_similar_entries_cost_no_query(cast, factory):
    page = factory(parent=cast.bochum, title="Mentoring zum Aufstieg")
    services.rebuild()
    without = queries_for(page.url)
    for number in range(6):
        GoodPracticeFactory(parent=cast.herne, title=f"Mentoring {number}")
        TrainingModuleFactory(parent=cast.herne, title=f"Mentoring {number}")
    drain()
    assert get_engine().similar(f"page-{page.pk}")
    assert queries_for(page.url) == without
