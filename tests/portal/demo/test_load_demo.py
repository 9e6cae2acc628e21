"""The demo is complete, believable to a machine, and loads once."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.template.defaultfilters import filesizeformat
from django.test import override_settings
from django.utils.html import escape, strip_tags
from wagtail.models import ModelLogEntry, Page, Revision

from portal.cities.models import CityPage
from portal.home.models import StandardPage
from portal.media.models import PortalDocument, PortalImage
from portal.monitoring.models import Figure
from portal.people.models import User
from practices.models import GoodPracticePage
from practices.reuse.models import Reuse
from tests.cast import PASSWORD
from training.courses.models import CoursePage, CourseVersion, LessonPage
from training.models import TrainingModulePage

pytestmark = pytest.mark.django_db


def counts():
    return {
        model.__name__: model.objects.count()
        for model in (
            Page,
            Revision,
            PortalDocument,
            PortalImage,
            User,
            GoodPracticePage,
            TrainingModulePage,
            LessonPage,
            CourseVersion,
            Reuse,
            Figure,
            ModelLogEntry,
        )
    }


@override_settings(DEMO_PASSWORD=PASSWORD)
def test_loads_everything_once(demo, client):
    first = counts()

    assert CityPage.objects.live().count() == 8
    assert GoodPracticePage.objects.live().count() == 30
    assert TrainingModulePage.objects.live().count() == 20
    assert CoursePage.objects.live().filter(module__live=True).count() == 3
    assert StandardPage.objects.live().count() == 4
    assert GoodPracticePage.objects.not_live().get().submission.draft.summary
    _reuses_are_shown_and_make_evidence()
    _every_entry_is_complete()
    _eight_practices_give_templates(client)

    editors_change = GoodPracticePage.objects.first()
    editors_change.title = "Von der Redaktion geändert"
    editors_change.save()
    call_command("load_demo", verbosity=0)

    assert counts() == first
    editors_change.refresh_from_db()
    assert editors_change.title == "Von der Redaktion geändert"


def _reuses_are_shown_and_make_evidence():
    assert Reuse.objects.shown().count() == Reuse.objects.count() >= 10
    assert Reuse.objects.waiting().exists()
    confirmed = GoodPracticePage.objects.filter(confirmed_evidence__isnull=False)
    assert {practice.slug for practice in confirmed} == {
        "anonymisierte-bewerbung",
        "sprachmittlerpool",
    }
    assert not mail.outbox


def _every_entry_is_complete():
    for model in (GoodPracticePage, TrainingModulePage, CoursePage):
        for entry in model.objects.live():
            assert entry.missing_for_submission() == {}, entry.title
            assert entry.tags.count() >= 3, entry.title
            assert entry.image.description, entry.title
            assert entry.get_latest_revision_as_object().title == entry.title


def _eight_practices_give_templates(client):
    practices = GoodPracticePage.objects.filter(templates__isnull=False).distinct()
    assert practices.count() == 8
    kinds = set()
    for practice in practices:
        shown = strip_tags(client.get(practice.url).content.decode())
        documents = [template.document for template in practice.templates.all()]
        assert 1 <= len(documents) <= 2
        for document in documents:
            kinds.add(document.file_extension)
            assert document.collection == practice.city.collection
            assert document.summary
            assert document.file_size == document.file.size > 300
            facts = f"{document.file_extension.upper()}, {filesizeformat(document.file_size)}"
            assert f"{facts} · {escape(document.summary)}" in shown
            assert b"".join(client.get(document.url)) == document.file.read()
    assert kinds == {"csv", "txt", "xlsx"}
    checklist = PortalDocument.objects.get(title="Prüfliste für Stellenausschreibungen")
    assert checklist.filename.startswith("pruefliste-fuer-stellenausschreibungen")


@override_settings(DEMO_PASSWORD="")
def test_makes_no_accounts_without_a_password(site):
    from portal.demo.demo import make_sign_ins

    assert list(make_sign_ins()) == []
    assert not User.objects.exists()
