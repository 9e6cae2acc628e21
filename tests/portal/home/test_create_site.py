"""The frame of the site: made once, completed later, never undone."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Page, Site, Workflow

from portal.home.models import HomePage
from portal.home.services import create_site

pytestmark = pytest.mark.django_db


def test_makes_the_page_tree(site):
    assert set(site.get_children().values_list("slug", flat=True)) == {
        "suche",
        "praxis",
        "training",
        "staedte",
        "monitoring",
        "impressum",
        "datenschutz",
        "barrierefreiheit",
        "leichte-sprache",
    }
    assert Site.objects.get().root_page_id == site.pk


def test_standard_pages_wait_as_drafts_for_their_texts(site):
    assert not Page.objects.get(slug="impressum").live


def test_leaves_no_role_or_workflow_of_wagtails_examples(site):
    assert set(Group.objects.values_list("name", flat=True)) == {"Projektgruppe"}
    assert {workflow.name for workflow in Workflow.objects.all()} == {
        "Prüfung durch die Projektgruppe",
        "Prüfung von Praxisbeispielen",
    }


def test_again_completes_and_undoes_nothing(site):
    Page.objects.get(slug="datenschutz").delete()
    Page.objects.filter(slug="praxis").update(title="Beispiele")

    create_site()

    assert HomePage.objects.count() == 1
    assert Page.objects.filter(slug="datenschutz").exists()
    assert Page.objects.get(slug="praxis").title == "Beispiele"
    assert Workflow.objects.count() == 2


def test_the_address_follows_the_settings(site, settings, client):
    settings.SITE_URL = "https://portal.example.de"

    call_command("create_site", verbosity=0)

    assert Site.objects.get().root_url == "https://portal.example.de"
    page = client.get("/staedte/").content.decode()
    assert '<link rel="canonical" href="https://portal.example.de/staedte/">' in page
