"""A second run finds its entries again, changes what changed, and leaves people's work alone."""

import pytest

from portal.taxonomy.models import FieldOfAction
from practices.models import GoodPracticePage
from tests.factories import GoodPracticeFactory
from tests.practices.importing.sheets import ROW, outcomes, run, sentences, xlsx

pytestmark = pytest.mark.django_db

CHANGED = ROW | {"Kurzfassung": "Jetzt anders.", "Handlungsfelder": "Führung"}


@pytest.fixture
def page(cast):
    run(xlsx(ROW))
    return GoodPracticePage.objects.get()


def test_same_file_twice_makes_nothing_twice(page):
    assert outcomes(run(xlsx(ROW))) == ["unchanged"]
    assert GoodPracticePage.objects.count() == 1
    assert page.revisions.count() == 1


def test_title_in_another_spelling_is_the_same_entry(page):
    assert outcomes(run(xlsx(ROW | {"Titel": "SPRACHMITTLERPOOL"}))) == ["changed"]
    assert GoodPracticePage.objects.count() == 1


def test_identifier_finds_an_entry_with_a_new_title(cast):
    run(xlsx(ROW | {"Kennung": "BO-7"}))

    report = run(xlsx(ROW | {"Kennung": "bo-7", "Titel": "Dolmetscherpool"}))

    assert outcomes(report) == ["changed"]
    assert GoodPracticePage.objects.get().draft_title == "Dolmetscherpool"


def test_changed_row_changes_the_draft(page):
    assert outcomes(run(xlsx(CHANGED))) == ["changed"]

    page = GoodPracticePage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert draft.summary == page.summary == "Jetzt anders."
    assert [field.key for field in draft.fields_of_action.all()] == ["fuehrung"]
    assert outcomes(run(xlsx(CHANGED))) == ["unchanged"]


def test_missing_column_leaves_its_field_and_empty_cell_empties_it(page):
    short = {key: value for key, value in ROW.items() if key != "Anlass"}

    run(xlsx(short | {"Kurzfassung": ""}))

    page.refresh_from_db()
    assert "Termine" in page.need
    assert page.summary == ""


def test_edited_draft_is_left_alone(page):
    page.summary = "Von Hand verbessert."
    page.save_revision(clean=False)

    report = run(xlsx(CHANGED))

    assert outcomes(report) == ["kept"]
    assert "inzwischen bearbeitet" in sentences(report)
    assert page.get_latest_revision_as_object().summary == "Von Hand verbessert."


def test_published_entry_is_never_touched(page, cast):
    page.status_id = GoodPracticeFactory(parent=cast.herne).status_id
    GoodPracticePage.objects.filter(pk=page.pk).update(live=True)

    report = run(xlsx(CHANGED))

    assert outcomes(report) == ["kept"]
    assert "veröffentlicht" in sentences(report)


def test_locked_draft_is_left_alone(page):
    GoodPracticePage.objects.filter(pk=page.pk).update(locked=True)

    assert outcomes(run(xlsx(CHANGED))) == ["kept"]


def test_moved_draft_is_left_where_it_is(page, cast):
    page.move(cast.herne, pos="last-child")

    report = run(xlsx(CHANGED))

    assert outcomes(report) == ["kept"]
    assert "Herne" in sentences(report)


def test_handmade_entry_of_the_same_title_is_not_doubled(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Sprachmittlerpool", live=False)

    report = run(xlsx(ROW))

    assert outcomes(report) == ["kept"]
    assert GoodPracticePage.objects.count() == 1


def test_same_title_in_another_city_is_another_entry(page):
    assert outcomes(run(xlsx(ROW | {"Stadt": "Herne"}))) == ["new"]


def test_two_rows_for_one_entry_are_refused_from_the_second_on(cast):
    report = run(xlsx(ROW, ROW | {"Titel": "sprachmittlerpool", "Kurzfassung": "Anders."}))

    assert outcomes(report) == ["new", "error"]
    assert "Zeile 2" in sentences(report)
    assert GoodPracticePage.objects.get().summary == ROW["Kurzfassung"]


def test_renamed_term_does_not_make_rows_differ(page):
    FieldOfAction.objects.filter(key="sprache").update(title="Sprachen")

    assert outcomes(run(xlsx(ROW | {"Handlungsfelder": "sprache; buergerservice"}))) == [
        "unchanged"
    ]


def test_addresses_do_not_collide(page):
    run(xlsx(ROW | {"Kennung": "2"}))

    assert sorted(GoodPracticePage.objects.values_list("slug", flat=True)) == [
        "sprachmittlerpool",
        "sprachmittlerpool-2",
    ]
