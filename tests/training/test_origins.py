"""What a module was adapted from: the whole chain with its licences, and no circle."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.models import PageViewRestriction

from portal.taxonomy.models import Licence
from tests.factories import TrainingModuleFactory
from tests.queries import queries_for
from training.origins import origins_of

pytestmark = pytest.mark.django_db


def licence(key: str) -> Licence:
    return Licence.objects.get(key=key)


@pytest.fixture
def chain(cast):
    """Herne's module comes from Bochum's, that from a book, by way of another one of Herne."""
    first = TrainingModuleFactory(
        parent=cast.herne,
        title="Grundlagen",
        licence=licence("CC-BY-4.0"),
        adapted_from_title="Handbuch Vielfalt",
        adapted_from_url="https://anderswo.example/handbuch",
        adapted_from_licence=licence("CC-BY-SA-4.0"),
    )
    second = TrainingModuleFactory(parent=cast.bochum, title="AGG-Basis", adapted_from=first)
    third = TrainingModuleFactory(parent=cast.herne, title="AGG kurz", adapted_from=second)
    return first, second, third


def lines(client, module) -> list[str]:
    page = BeautifulSoup(client.get(module.url).content, "html.parser")
    section = page.select_one("section[aria-labelledby=herkunft]")
    return [" ".join(item.get_text(" ").split()) for item in section.select("li")]


def test_the_page_shows_the_whole_chain_with_licences(client, chain):
    assert lines(client, chain[2]) == [
        "AGG-Basis (Bochum) Lizenz: keine Angabe",
        "Grundlagen (Herne) Lizenz: CC BY 4.0",
        "Handbuch Vielfalt Lizenz: CC BY-SA 4.0",
    ]


def test_each_link_leads_to_its_page_and_licence(client, chain):
    page = BeautifulSoup(client.get(chain[2].url).content, "html.parser")
    links = [link["href"] for link in page.select("section[aria-labelledby=herkunft] a")]
    assert chain[1].url in links
    assert "https://anderswo.example/handbuch" in links
    assert licence("CC-BY-SA-4.0").iri in links


def test_what_was_made_by_oneself_shows_nothing(cast, client):
    assert (
        "herkunft" not in client.get(TrainingModuleFactory(parent=cast.herne).url).content.decode()
    )


@pytest.mark.parametrize("how", ["draft", "private"])
def test_a_link_that_is_not_public_stays_without_its_title(client, chain, how):
    second = chain[1]
    if how == "draft":
        second.unpublish()
    else:
        PageViewRestriction.objects.create(page=second, restriction_type="login")
    shown = lines(client, chain[2])
    assert shown[0].startswith("Modul, das nicht mehr öffentlich ist")
    assert len(shown) == 3
    assert "AGG-Basis" not in client.get(chain[2].url).content.decode()


@pytest.mark.parametrize("own", [0, 1, 2])
def test_a_circle_is_refused_with_a_sentence(chain, own):
    chain[0].adapted_from = chain[own]
    with pytest.raises(ValidationError) as refused:
        chain[0].full_clean()
    [sentence] = refused.value.message_dict["adapted_from"]
    assert ("von sich selbst" if own == 0 else "selbst aus diesem Modul entstanden") in sentence


def test_a_circle_that_slipped_in_by_the_side_ends_the_walk(chain):
    type(chain[0]).objects.filter(pk=chain[0].pk).update(adapted_from=chain[2])
    assert [origin.title for origin in origins_of(chain[2])] == [
        "AGG-Basis",
        "Grundlagen",
        "Handbuch Vielfalt",
    ]


def test_a_licence_needs_what_it_belongs_to(cast):
    module = TrainingModuleFactory(
        parent=cast.herne, live=False, adapted_from_licence=licence("CC-BY-4.0")
    )
    assert set(module.missing_for_submission()) == {"adapted_from_title"}
    module.adapted_from_title = "Handbuch"
    assert module.missing_for_submission() == {}


def test_a_deleted_origin_leaves_the_rest(client, chain):
    chain[1].delete()
    chain[2].refresh_from_db()
    assert origins_of(chain[2]) == []


def test_queries_do_not_grow_with_the_chain(cast, chain):
    few = queries_for(chain[2].url)
    last = chain[2]
    for number in range(5):
        last = TrainingModuleFactory(
            parent=cast.bochum, title=f"Fassung {number}", adapted_from=last
        )
    assert queries_for(last.url) == few
