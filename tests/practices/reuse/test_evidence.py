"""The highest level of evidence comes with confirmed reuses, and goes with them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.models import APIToken, PageLogEntry

from practices.evidence import EvidenceLevel
from practices.models import GoodPracticePage
from practices.reuse import services
from practices.reuse.models import ConfirmedEvidence
from search.models import OutboxEntry
from search.request import SearchRequest
from search.services import find, rebuild
from tests.cast import signed_in

from .cities import another_city, confirmed, declared, details

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(cast, practice, essen):
    """Confirmed in Herne and in Essen."""
    return [
        confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum),
        confirmed(practice, *essen, cast.editor_bochum, status="angepasst"),
    ]


def level_of(practice) -> int:
    return GoodPracticePage.objects.get(pk=practice.pk).shown_evidence


def test_two_cities_besides_the_source_make_it(cast, practice, essen):
    confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    reuse = declared(practice, *essen)
    assert level_of(practice) == 1
    services.confirm(reuse=reuse, user=cast.editor_bochum, version=1)
    assert level_of(practice) == EvidenceLevel.CONFIRMED
    assert GoodPracticePage.objects.get(confirmed_evidence__cities=2) == practice


def test_what_is_only_being_introduced_does_not_count(cast, practice, essen):
    confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    confirmed(practice, *essen, cast.editor_bochum, status="in-umsetzung")
    assert level_of(practice) == 1


def test_it_falls_back_when_a_city_gives_up(cast, practice, twice):
    services.change(
        reuse=twice[0], user=cast.editor_herne, details=details("abgebrochen"), version=1
    )
    assert level_of(practice) == 1


def test_the_practice_s_history_says_when_it_came_and_went(cast, practice, twice):
    services.withdraw(reuse=twice[0], user=cast.editor_herne)
    services.withdraw(reuse=twice[1], user=cast.administrator)
    entries = PageLogEntry.objects.for_instance(practice).filter(action__startswith="reuse.")
    assert [entry.message for entry in entries.order_by("pk")] == [
        "Evidenzstufe 4: nachgenutzt und bestätigt in Essen und Herne",
        "Evidenzstufe 4 entfallen: nicht mehr in zwei Städten bestätigt",
    ]


def test_who_edits_the_level_reads_that_another_one_is_shown(cast, practice, twice):
    edit = reverse("wagtailadmin_pages:edit", args=[practice.pk])
    told = "Nachgenutzt und bestätigt in Essen und Herne."
    assert told in signed_in(cast.editor_bochum).get(edit).content.decode()
    services.withdraw(reuse=twice[0], user=cast.editor_herne)
    assert "Nachgenutzt und bestätigt" not in (
        signed_in(cast.editor_bochum).get(edit).content.decode()
    )


def test_when_a_city_withdraws(cast, practice, twice):
    services.withdraw(reuse=twice[0], user=cast.editor_herne)
    assert level_of(practice) == 1


def test_when_the_source_objects(cast, practice, twice):
    services.reject(reuse=twice[0], user=cast.editor_bochum, version=1, reason="Doch nicht.")
    assert level_of(practice) == 1


def test_when_the_text_changes_until_it_is_confirmed_again(cast, practice, twice):
    reuse = services.change(
        reuse=twice[0], user=cast.editor_herne, details=details(result="Neu."), version=1
    )
    assert level_of(practice) == 1
    services.confirm(reuse=reuse, user=cast.editor_bochum, version=2)
    assert level_of(practice) == 4


def test_when_a_city_leaves(cast, practice, twice):
    cast.herne.delete()
    assert level_of(practice) == 1


def test_when_the_practice_moves_to_a_city_that_reuses_it(cast, practice, twice):
    practice.move(cast.herne, pos="last-child")
    assert level_of(practice) == 1


def test_three_cities_lose_one_and_stay(cast, practice, twice):
    third = confirmed(practice, *another_city("Hagen"), cast.editor_bochum)
    assert ConfirmedEvidence.objects.get().cities == 3
    services.withdraw(reuse=third, user=cast.administrator)
    assert (ConfirmedEvidence.objects.get().cities, level_of(practice)) == (2, 4)


def test_a_draft_published_later_does_not_take_it_away(cast, practice, essen):
    practice.title = "Anonymisierte Bewerbung, neu"
    draft = practice.save_revision()
    confirmed(practice, cast.herne, cast.editor_herne, cast.editor_bochum)
    confirmed(practice, *essen, cast.editor_bochum)
    draft.publish()
    assert level_of(practice) == 4
    assert GoodPracticePage.objects.get().evidence_level == 1


def test_a_deleted_practice_takes_all_of_it_along(cast, practice, twice):
    practice.delete()
    assert not ConfirmedEvidence.objects.exists()


def test_nobody_types_it(cast, practice):
    practice.evidence_level = 4
    with pytest.raises(ValidationError, match="Stufe 4 ergibt sich von selbst"):
        practice.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        GoodPracticePage.objects.update(evidence_level=4)


def test_nor_does_a_program(client, cast, practice):
    """The interface takes the title of what it is sent, and leaves the level alone."""
    _token, secret = APIToken.create_token(user=cast.reviewer, name="Abgleich")
    client.patch(
        reverse("wagtailapi_v3:update_page", args=[practice.pk]),
        data={
            "meta": {"type": "practices.GoodPracticePage"},
            "title": "Vom Programm geändert",
            "evidence_level": 4,
        },
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    practice.refresh_from_db()
    draft = practice.get_latest_revision_as_object()
    assert (draft.title, draft.evidence_level) == ("Vom Programm geändert", 1)
    assert level_of(practice) == 1


def test_one_city_alone_is_no_evidence_in_the_database_either(practice):
    with pytest.raises(IntegrityError), transaction.atomic():
        ConfirmedEvidence.objects.create(practice=practice, cities=1)


def test_the_page_says_why(client, cast, practice, twice):
    page = client.get(practice.url).content.decode()
    assert "Stufe 4 von 4:" in page
    assert "Nachgenutzt und bestätigt in Essen und Herne." in page
    assert "Stärke des Belegs, nicht der Wirkung." in page


def test_the_search_follows_by_the_outbox(cast, practice, twice):
    OutboxEntry.objects.all().delete()
    services.withdraw(reuse=twice[0], user=cast.editor_herne)
    assert set(OutboxEntry.objects.values_list("document_id", flat=True)) == {f"page-{practice.pk}"}


def test_the_search_finds_who_took_it_over(cast, practice, twice):
    rebuild()
    for value in ("nachgenutzt", "bestaetigt", "mehrfach"):
        found = find(SearchRequest(filters={"reuse": (value,)}))
        assert [hit.document.title for hit in found.hits] == [practice.title]
    [hit] = find(
        SearchRequest(text="wer hat das übernommen Essen", filters={"kind": ("praxis",)})
    ).hits
    assert "in mindestens zwei Städten bestätigt" in hit.document.meta
