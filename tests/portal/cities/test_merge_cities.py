"""A city that is merged into another: nothing is lost, and what was found before is found still."""

import json
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageLogEntry, PageViewRestriction

from portal.cities.merging import merge_city
from portal.cities.models import CityPage
from portal.cities.services import create_city
from portal.media.models import PortalImage
from portal.monitoring.models import Figure
from portal.wishes.models import Wish
from practices.models import GoodPracticePage
from practices.reuse.models import Reuse
from search.request import SearchRequest
from search.saved.models import SavedSearch
from search.saved.services import save_search
from search.services import find, rebuild
from tests.cast import make_user, signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.portal.monitoring.figures import make_figure

pytestmark = pytest.mark.django_db


def merged(cast, **changes):
    return merge_city(source=cast.herne, target=cast.bochum, **changes)


def now(page):
    return type(page).objects.get(pk=page.pk)


def test_entries_go_on_below_the_other_city_and_old_addresses_lead_there(cast, client):
    practice = GoodPracticeFactory(parent=cast.herne, title="Tandem", slug="tandem")
    module = TrainingModuleFactory(parent=cast.herne, title="Seminar", slug="seminar", live=False)

    done = merged(cast)

    assert done.pages == 2
    assert now(practice).city.title == now(module).city.title == "Bochum"
    assert not CityPage.objects.filter(key="herne").exists()
    for old, new in {
        "/staedte/herne/tandem/": "/staedte/bochum/tandem/",
        "/staedte/herne/": "/staedte/bochum/",
    }.items():
        answer = client.get(old)
        assert (answer.status_code, answer.url) == (301, new)
        assert client.get(new).status_code == 200


def test_of_two_entries_with_one_address_the_new_one_gets_another(cast, client):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem in Bochum", slug="tandem")
    GoodPracticeFactory(parent=cast.bochum, title="Noch eins", slug="tandem-herne")
    practice = GoodPracticeFactory(parent=cast.herne, title="Tandem in Herne", slug="tandem")
    practice.save_revision().publish()
    draft = now(practice)
    draft.title = "Tandem, neu gefasst"
    draft.save_revision()

    done = merged(cast)

    assert done.renamed == {"/staedte/herne/tandem/": "/staedte/bochum/tandem-herne-2/"}
    answer = client.get("/staedte/herne/tandem/", follow=True)
    assert "Tandem in Herne" in answer.content.decode()
    # Publishing the draft keeps the address.
    now(practice).get_latest_revision().publish()
    assert now(practice).relative_address() == "/staedte/bochum/tandem-herne-2/"
    assert now(practice).title == "Tandem, neu gefasst"


def test_an_earlier_redirect_to_the_old_city_leads_on(cast, client):
    Redirect.add_redirect("/herne", redirect_to=cast.herne)
    merged(cast)
    assert client.get("/herne/").url == "/staedte/bochum/"


def test_people_keep_working_with_the_rights_of_the_other_city(cast):
    page = GoodPracticeFactory(parent=cast.herne, slug="tandem")
    own = GoodPracticeFactory(parent=cast.bochum, slug="anderes")

    merged(cast)

    cast.editor_herne.refresh_from_db()
    assert cast.editor_herne.home_city == cast.bochum
    names = cast.editor_herne.groups.values_list("name", flat=True)
    assert set(names) == {"Redaktion Bochum"}
    assert not Group.objects.filter(name__contains="Herne").exists()
    for each in (page, own):
        assert now(each).permissions_for_user(cast.editor_herne).can_edit()
    assert set(cast.hr_developer.groups.values_list("name", flat=True)) == {
        "Personalentwicklung Bochum"
    }


def test_files_stay_as_they_are_and_belong_to_the_other_citys_editors(cast):
    image = PortalImage.objects.create(
        title="Bild",
        description="Ein Rechteck",
        collection=cast.herne.collection,
        file=get_test_image_file(),
    )

    merged(cast)

    image.refresh_from_db()
    assert image.collection.is_descendant_of(cast.bochum.collection)
    address = f"/admin/images/{image.pk}/"
    assert signed_in(cast.editor_bochum).get(address).status_code == 200


def test_contacts_are_public_at_once_and_the_profile_waits_in_the_draft(cast, client):
    herne, bochum = cast.herne, cast.bochum
    herne.contacts.create(role="KI Herne", email="ki@herne.example")
    herne.offers = [("offer", {"title": "Hospitation", "text": "Zwei Tage."})]
    herne.save()
    bochum.contacts.create(role="KI Bochum", email="ki@bochum.example", sort_order=0)
    bochum.save_revision().publish()

    merged(cast)

    page = client.get("/staedte/bochum/").content.decode()
    assert "ki@herne.example" in page
    assert "ki@bochum.example" in page
    assert "Hospitation" not in page
    now(bochum).get_latest_revision().publish()
    page = client.get("/staedte/bochum/").content.decode()
    assert "Hospitation" in page
    emails = [contact.email for contact in now(bochum).contacts.all()]
    assert emails == ["ki@bochum.example", "ki@herne.example"]


def test_a_draft_of_the_other_city_is_kept(cast, client):
    bochum = now(cast.bochum)
    bochum.summary = "Neue Kurzfassung"
    bochum.save_revision()
    cast.herne.contacts.create(role="KI Herne", email="ki@herne.example")
    cast.herne.save()

    merged(cast)

    assert "Neue Kurzfassung" not in client.get("/staedte/bochum/").content.decode()
    draft = now(bochum).get_latest_revision_as_object()
    assert draft.summary == "Neue Kurzfassung"
    assert [contact.email for contact in draft.contacts.all()] == ["ki@herne.example"]


def reuse(practice, city, status="uebernommen", **fields):
    return Reuse.objects.create(
        practice=practice, city=city, status=status, since=date(2026, 1, 1), **fields
    )


def test_no_city_reuses_its_own_entries_afterwards(cast):
    ours = GoodPracticeFactory(parent=cast.bochum, slug="unseres")
    theirs = GoodPracticeFactory(parent=cast.herne, slug="ihres")
    reuse(ours, cast.herne, adaptation="Kürzer")
    reuse(theirs, cast.bochum)

    merged(cast)

    assert not Reuse.objects.exists()
    gone = PageLogEntry.objects.get(page=ours.pk, action="reuse.merge")
    assert (gone.data["city"], gone.data["adaptation"]) == ("Bochum", "Kürzer")


@pytest.mark.parametrize(
    ("theirs", "stays"), [("uebernommen", "uebernommen"), ("interessiert", "in-pruefung")]
)
def test_of_two_reuses_of_one_entry_the_one_that_is_further_stays(cast, theirs, stays):
    essen = create_city(name="Essen", key="essen", publish=True)
    practice = GoodPracticeFactory(parent=essen, slug="essener")
    reuse(practice, cast.bochum, "in-pruefung")
    reuse(practice, cast.herne, theirs)

    merged(cast)

    assert list(Reuse.objects.values_list("city__title", "status")) == [("Bochum", stays)]


def test_wishes_and_saved_searches_ask_for_the_other_city(cast):
    Wish.objects.create(city=cast.herne, text="Wer hat Erfahrung?")
    search = SearchRequest(text="Tandem", filters={"city": ("herne",)})
    save_search(owner=cast.learner, search=search, title="Herne")

    done = merged(cast)

    assert Wish.objects.get().city == cast.bochum
    assert SavedSearch.objects.get().request.filters == {"city": ("bochum",)}
    assert done.saved_searches == 1


def test_who_kept_the_search_for_both_keeps_one(cast):
    for key in ("herne", "bochum"):
        search = SearchRequest(text="Tandem", filters={"city": (key,)})
        save_search(owner=cast.learner, search=search, title=key)
    merged(cast)
    assert [saved.title for saved in SavedSearch.objects.all()] == ["bochum"]


def test_the_search_knows_only_the_other_city(cast):
    GoodPracticeFactory(parent=cast.herne, title="Tandem", slug="tandem")
    merged(cast)
    rebuild()
    results = find(SearchRequest(text="Tandem", filters={"city": ("bochum",)}))
    assert [hit.document.url for hit in results.hits] == ["/staedte/bochum/tandem/"]
    assert find(SearchRequest(text="Herne", filters={"kind": ("stadt",)})).total == 0


def test_a_review_goes_on(cast):
    page = GoodPracticeFactory(parent=cast.herne, live=False, slug="tandem")
    page.save_revision(user=cast.editor_herne)
    page.get_workflow().start(page, cast.editor_herne)

    merged(cast)

    assert now(page).current_workflow_task_state.status == "in_progress"


def refused(cast, match):
    before = list(CityPage.objects.order_by("pk").values_list("path", "title", "numchild"))
    with pytest.raises(ValidationError, match=match):
        merged(cast)
    assert before == list(CityPage.objects.order_by("pk").values_list("path", "title", "numchild"))


def test_nothing_becomes_public_by_it(cast):
    GoodPracticeFactory(parent=cast.herne, slug="tandem")
    PageViewRestriction.objects.create(page=cast.herne, restriction_type="login")
    refused(cast, "wären sie öffentlich")


def test_figures_of_one_city_do_not_become_those_of_another(cast):
    make_figure(cast.herne, base=100, count=30)
    refused(cast, "gelten nur für diese Stadt")
    assert Figure.objects.get().city == cast.herne


def test_a_city_is_not_merged_into_itself(cast):
    with pytest.raises(ValidationError, match="zweimal dieselbe"):
        merge_city(source=cast.herne, target=cast.herne)


def test_the_command_tries_first(cast, capsys):
    GoodPracticeFactory(parent=cast.herne, title="Tandem", slug="tandem")

    call_command("merge_cities", "herne", "bochum", "--dry-run")

    said = capsys.readouterr().out
    assert "Probelauf: Herne bleibt" in said
    assert "Seiten mit allem darunter: 1" in said
    assert CityPage.objects.filter(key="herne").exists()
    assert GoodPracticePage.objects.get().city.title == "Herne"
    assert not Redirect.objects.exists()

    call_command("merge_cities", "herne", "bochum", "--json")

    assert json.loads(capsys.readouterr().out)["pages"] == 1
    assert GoodPracticePage.objects.get().city.title == "Bochum"


def test_the_command_names_the_cities_there_are(cast):
    with pytest.raises(CommandError, match="„hernee“ gibt es nicht"):
        call_command("merge_cities", "hernee", "bochum")


def test_a_renamed_city_keeps_its_groups_and_its_collection(cast):
    member = make_user("neu@herne.example", cast.herne, "Redaktion Herne")
    city = now(cast.herne)
    city.title = "Herne am Kanal"

    city.save_revision().publish()

    assert member.groups.get().name == "Redaktion Herne am Kanal"
    assert cast.hr_developer.groups.get().name == "Personalentwicklung Herne am Kanal"
    assert now(city).collection.name == "Herne am Kanal"


def test_a_renamed_city_does_not_take_the_groups_of_others(cast):
    Group.objects.create(name="Redaktion Neustadt")
    city = now(cast.herne)
    city.title = "Neustadt"

    city.save_revision().publish()

    assert cast.editor_herne.groups.get().name == "Redaktion Herne"


def test_a_draft_of_a_new_name_renames_nothing(cast):
    city = now(cast.herne)
    city.title = "Herne am Kanal"

    city.save_revision()

    assert cast.editor_herne.groups.get().name == "Redaktion Herne"


def test_links_in_texts_lead_to_the_other_city_in_public_and_in_drafts(cast, client):
    link = f'<p>Wie in <a linktype="page" id="{cast.herne.pk}">Herne</a>.</p>'
    body = [("text", f"{link}<p>Und <a href='https://herne.example/'>dort</a>.</p>")]
    public = GoodPracticeFactory(parent=cast.bochum, title="Öffentlich", aim=link, body=body)
    draft = GoodPracticeFactory(parent=cast.bochum, title="Mit Entwurf")
    draft.result = link
    draft.save_revision()
    other = GoodPracticeFactory(parent=cast.bochum, title="Andere Nummer")
    other.aim = f'<p><a linktype="document" id="{cast.herne.pk}">Datei</a></p>'
    other.save()

    done = merged(cast)

    assert done.relinked == ["Mit Entwurf", "Öffentlich"]
    assert done.linking == []
    new = f'<a linktype="page" id="{cast.bochum.pk}">Herne</a>'
    assert new in now(public).aim
    assert new in str(now(public).body.raw_data)
    assert "https://herne.example/" in str(now(public).body.raw_data)
    assert new in now(draft).get_latest_revision_as_object().result
    assert new not in now(draft).result
    assert f'id="{cast.herne.pk}"' in now(other).aim
    page = client.get("/staedte/bochum/").status_code
    assert page == 200
    assert '<a href="/staedte/bochum/">Herne</a>' in client.get(now(public).url).content.decode()
