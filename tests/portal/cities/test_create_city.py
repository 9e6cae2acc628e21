"""A city joins with everything it needs, or not at all."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Collection

from portal.cities.models import CityIndexPage, CityPage
from portal.cities.services import create_city
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def test_makes_page_groups_and_collection(site):
    city = create_city(name="Mülheim an der Ruhr")

    assert (city.key, city.slug, city.live) == ("muelheim-an-der-ruhr",) * 2 + (False,)
    assert Group.objects.filter(name="Redaktion Mülheim an der Ruhr").exists()
    assert Group.objects.filter(name="Personalentwicklung Mülheim an der Ruhr").exists()
    assert city.collection.name == "Mülheim an der Ruhr"


def test_records_the_creation_in_the_history(cast):
    city = create_city(name="Hagen", user=cast.administrator)

    assert city.latest_revision.user == cast.administrator


def test_publishes_on_request(site):
    assert create_city(name="Bottrop", publish=True).live


@pytest.mark.parametrize(
    ("name", "key", "sentence"),
    [
        ("  ", "", "Namen der Stadt"),
        ("herne", "anders", "gibt es schon"),
        ("Herne-Nord", "herne", "schon eine andere Stadt"),
    ],
)
def test_refuses_doubles_and_leaves_nothing(cast, name, key, sentence):
    groups, collections = Group.objects.count(), Collection.objects.count()

    with pytest.raises(ValidationError) as refusal:
        create_city(name=name, key=key)

    assert sentence in " ".join(refusal.value.messages)
    assert (Group.objects.count(), Collection.objects.count()) == (groups, collections)


def test_leaves_nothing_when_a_field_is_wrong(site):
    with pytest.raises(ValidationError):
        create_city(name="Hagen", summary="x" * 301)

    assert not CityPage.objects.exists()
    assert not Group.objects.filter(name__contains="Hagen").exists()


def test_a_city_that_left_comes_back_to_its_files(site):
    left = create_city(name="Bottrop")
    collection = left.collection
    left.delete()

    assert create_city(name="Bottrop").collection == collection


def test_a_city_that_comes_back_gives_nobody_rights_unasked(cast):
    cast.herne.delete()

    with pytest.raises(ValidationError, match="hat Mitglieder"):
        create_city(name="Herne")

    cast.editor_herne.groups.clear()
    assert create_city(name="Herne").key == "herne"


def test_the_key_stays(cast):
    cast.herne.key = "wanne"

    with pytest.raises(ValidationError, match="bleibt, wie er ist"):
        cast.herne.full_clean()


def test_command_reports_as_json(site, capsys):
    call_command("create_city", "Hagen", "--signed-on", "2016-02-29", "--publish", "--json")

    report = json.loads(capsys.readouterr().out)
    assert report["key"] == "hagen"
    assert report["live"] is True


@pytest.mark.parametrize("date", ["gestern", "2016-02-30"])
def test_command_explains_a_wrong_date(site, date):
    with pytest.raises(CommandError, match="JJJJ-MM-TT"):
        call_command("create_city", "Hagen", "--signed-on", date)


def test_command_needs_the_site_first(db):
    with pytest.raises(CommandError, match="create_site"):
        call_command("create_city", "Hagen")


def test_the_projektgruppe_takes_a_city_in_by_the_admin(cast):
    client = signed_in(cast.reviewer)
    index = CityIndexPage.objects.get()
    add = reverse("wagtailadmin_pages:add", args=["cities", "citypage", index.pk])

    form = client.get(add, follow=True)
    answer = client.post(
        form.redirect_chain[-1][0], {"name": "Hagen", "key": "", "signed_on": "2016-01-31"}
    )

    city = CityPage.objects.get(key="hagen")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[city.pk])
    assert city.collection


def test_the_admin_says_what_is_wrong(cast):
    answer = signed_in(cast.reviewer).post(reverse("cities_new"), {"name": "Herne"})

    assert answer.status_code == 200
    assert "gibt es schon" in answer.content.decode()


@pytest.mark.parametrize("who", ["editor_bochum", "hr_developer", "learner"])
def test_others_take_no_city_in(cast, who):
    answer = signed_in(getattr(cast, who)).post(reverse("cities_new"), {"name": "Hagen"})

    assert answer.status_code in {302, 403}
    assert not CityPage.objects.filter(title="Hagen").exists()
