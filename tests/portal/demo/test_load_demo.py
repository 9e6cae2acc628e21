"""The demo is complete, believable to a machine, and loads once."""

import re

import pytest
from django.core.management import call_command
from django.test import override_settings
from wagtail.models import Page, Revision

from portal.cities.models import CityPage
from portal.home.models import StandardPage
from portal.media.models import PortalImage
from portal.people.models import User
from practices.models import GoodPracticePage
from training.models import TrainingModulePage

pytestmark = pytest.mark.django_db


def counts():
    return {
        model.__name__: model.objects.count()
        for model in (Page, Revision, PortalImage, User, GoodPracticePage, TrainingModulePage)
    }


@override_settings(DEMO_PASSWORD="vielfalt-im-revier")
def test_loads_everything_once():
    call_command("load_demo", verbosity=0)
    first = counts()

    assert CityPage.objects.live().count() == 8
    assert GoodPracticePage.objects.live().count() == 30
    assert TrainingModulePage.objects.live().count() == 20
    assert StandardPage.objects.live().count() == 4
    _every_entry_is_complete()
    _no_person_is_named_as_contact()

    editors_change = GoodPracticePage.objects.first()
    editors_change.title = "Von der Redaktion geändert"
    editors_change.save()
    call_command("load_demo", verbosity=0)

    assert counts() == first
    editors_change.refresh_from_db()
    assert editors_change.title == "Von der Redaktion geändert"


def _every_entry_is_complete():
    for model in (GoodPracticePage, TrainingModulePage):
        for entry in model.objects.all():
            assert entry.missing_for_submission() == {}, entry.title
            assert entry.tags.count() >= 3, entry.title
            assert entry.image.description, entry.title
            assert entry.get_latest_revision_as_object().title == entry.title


def _no_person_is_named_as_contact():
    for entry in GoodPracticePage.objects.all():
        assert entry.contact_email.endswith(".example")
        assert not re.search(r"\b(Frau|Herr)\b", entry.contact_role)


@override_settings(DEMO_PASSWORD="")
def test_makes_no_accounts_without_a_password(site):
    from portal.demo.demo import make_sign_ins

    assert list(make_sign_ins()) == []
    assert not User.objects.exists()
