"""What a test has committed is taken back to the last row, content types and permissions too."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from portal.taxonomy.models import FieldOfAction
from tests import snapshots
from tests.factories import GoodPracticeFactory
from tests.snapshots import present_rows, put_back


@pytest.mark.django_db
def test_what_was_added_changed_and_deleted_is_put_back(cast):
    before = present_rows()
    GoodPracticeFactory(parent=cast.bochum, title="Tandem", keywords=["Mentoring"])
    Page.objects.filter(pk=cast.herne.pk).update(title="Anders")
    Permission.objects.all().delete()
    FieldOfAction.objects.all().delete()
    ContentType.objects.filter(model="goodpracticepage").update(model="anders")
    assert present_rows() != before

    put_back(before)

    assert present_rows() == before
    assert Page.objects.get(pk=cast.herne.pk).title == "Herne"


@pytest.mark.django_db
def test_what_is_written_meanwhile_is_taken_back_too(cast, monkeypatch):
    before = present_rows()
    replace, late = snapshots._replace, []

    def replace_and_write(tables):
        replace(tables)
        if not late:
            late.append(GoodPracticeFactory(parent=cast.bochum, title="Nachzügler"))

    monkeypatch.setattr(snapshots, "_replace", replace_and_write)
    FieldOfAction.objects.all().delete()
    put_back(before)

    assert late
    assert present_rows() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_committed_test_finds_what_the_migrations_put_in(turn):
    assert Page.objects.count() == 2
    assert FieldOfAction.objects.exists()
    assert Permission.objects.filter(codename="submit_translation").exists()
    Page.objects.get(depth=2).delete()
    FieldOfAction.objects.all().delete()
    Permission.objects.filter(codename="submit_translation").delete()
