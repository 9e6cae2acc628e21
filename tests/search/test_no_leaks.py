"""What not everybody may see is found by nobody: every address, every role, every way to hide.

The index and the fallback hold public pages only (`sources.public_pages`), so that it does not
matter who asks. A new address of the search is one more line in `ADDRESSES`.
"""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.html import escape
from wagtail.models import Page, PageViewRestriction, Site

from portal.home.models import HomePage, StandardPage
from portal.people.roles import PROJECT_GROUP
from practices.models import GoodPracticePage
from search import services
from search.drain import drain
from search.engines import Change, get_engine
from search.outbox import enqueue
from search.request import SearchRequest
from search.saved.addresses import private_feed_address
from search.similar import alike, similar
from search.sources import page_document_id
from search.suggesting import suggest
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from training.models import TrainingModulePage

from .pins.pinning import pin
from .saved.saving import save

pytestmark = pytest.mark.django_db

#: Stands in every hidden page, and in nothing that anybody types.
SECRET = "Zylinderkopf"
#: What to ask, and whether the public page must be in the answer.
ADDRESSES = {
    "/suche/": True,
    "/suche/?q=tandem": True,
    "/suche/?q=tandem&sortierung=titel": True,
    "/suche/?q=zylinderkpof": False,  # a correction would be the secret
    "/suche/?q=zyl": False,
    "/suche/?schlagwort=geheim": False,
    "/praxis/": True,
    "/praxis/?q=tandem": True,
    "/training/": False,
    "/api/search/?q=tandem": True,
    "/api/search/?anzahl=50": True,
    "/api/search/?q=zylinderkpof": False,
    "/feeds/suche/?q=tandem": True,
    "/feeds/suche/?q=zylinderkpof": False,
    "/tandem-zylinder/": False,  # the page that is not found suggests others
    "/": False,
    "/staedte/bochum/tandem-offen/": True,  # with what is similar
}
ROLES = [
    "visitor",
    "learner",
    "hr_developer",
    "editor_bochum",
    "editor_herne",
    "reviewer",
    "administrator",
]


@pytest.fixture
def hidden(cast, django_capture_on_commit_callbacks):
    """One public page, and one for each way in which a page is hidden."""

    def practice(name, parent=cast.bochum, kind=GoodPracticeFactory, **fields):
        return kind(
            parent=parent,
            title=f"Tandem {SECRET} {name}",
            slug=f"tandem-{name}",
            summary=f"Tandem mit {SECRET}.",
            keywords=[SECRET, "Geheim"],
            **fields,
        )

    def section(name):
        return cast.bochum.add_child(instance=StandardPage(title=name, slug=name, body=[]))

    def restrict(page, kind=PageViewRestriction.LOGIN, **fields):
        return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)

    GoodPracticeFactory(parent=cast.bochum, title="Tandem offen", slug="tandem-offen")
    services.rebuild()
    with django_capture_on_commit_callbacks(execute=True):
        restrict(practice("anmeldung"))
        restrict(practice("passwort"), PageViewRestriction.PASSWORD, password="geheim")
        of_group = restrict(practice("gruppe"), PageViewRestriction.GROUPS)
        of_group.groups.set(Group.objects.filter(name=PROJECT_GROUP))

        # Hidden by what stands above: from the beginning, later, or by moving there.
        private = section("intern")
        restrict(private)
        practice("darunter", private)
        later = section("spaeter")
        practice("davor", later)
        restrict(later)
        practice("umgezogen").move(private, pos="last-child")
        TrainingModuleFactory(parent=Page.objects.get(pk=private.pk), title=f"Modul {SECRET}")

        # Public somewhere, hidden here; practices have no aliases.
        original = practice("urbild", kind=TrainingModuleFactory)
        alias = original.create_alias(parent=private, update_slug="kopie")
        assert alias.live
        restrict(original)

        practice("zurueck").unpublish()
        practice("geloescht").delete()
        practice("entwurf", live=False)
        draft = Page.objects.get(slug="tandem-offen").specific
        draft.title = f"Tandem {SECRET}"
        draft.save_revision()

        # A tree that no site shows, and a second site with a private home.
        aside = Page.get_first_root_node().add_child(instance=HomePage(title="Ab", slug="ab"))
        practice("ablage", aside)
        second = Page.get_first_root_node().add_child(instance=HomePage(title="Zwei", slug="zwei"))
        Site.objects.create(hostname="zwei.example", root_page=second)
        practice("zweite-seite", second)
        restrict(second)
    drain()
    pin("Tandem", *GoodPracticePage.objects.all())


def index_as_before():
    """The index has all pages as if none had been hidden, and the changes wait for the drain."""
    pages = [*GoodPracticePage.objects.all(), *TrainingModulePage.objects.all()]
    get_engine().apply(
        [Change(page_document_id(page.pk), page.search_document()) for page in pages]
    )
    enqueue(page_document_id(page.pk) for page in pages)
    assert SECRET in str(get_engine().search(SearchRequest(text=SECRET)))


@pytest.fixture(params=["engine", "waiting", "fallback"])
def engine_or_not(request, hidden, lose_index):
    """All is to hold with the engine, while changes wait for it, and without it."""
    if request.param == "fallback":
        lose_index()
    elif request.param == "waiting":
        index_as_before()
    return request.param


def client_of(role, cast):
    return Client() if role == "visitor" else signed_in(getattr(cast, role))


@pytest.mark.parametrize("role", ROLES)
def test_no_address_of_the_search_tells(role, cast, engine_or_not):
    client = client_of(role, cast)
    for address, shows_public in ADDRESSES.items():
        response = client.get(address)
        if response.status_code == 503 and engine_or_not == "fallback":
            # Feeds come back later: a reader that sees other entries once marks them as new.
            assert address.startswith("/feeds/")
            shows_public = False
        else:
            assert response.status_code in (200, 404), address
        content = response.content.decode()
        assert SECRET.lower() not in content.lower(), f"{address} tells {role}"
        if shows_public:
            assert "/tandem-offen/" in content, address
    found = client.get("/api/search/?q=tandem").json()
    assert found["total"] == 1
    assert found["degraded"] == (engine_or_not == "fallback")
    counted = {value["count"] for facet in found["facets"] for value in facet["values"]}
    assert counted <= {1}


@pytest.mark.usefixtures("hidden")
def test_neither_suggestions_nor_similar_entries_tell(cast):
    engine = get_engine()
    for text in ("t", "tand", "zyl", SECRET, "geheim", "modul"):
        assert SECRET not in str(engine.suggest(text, limit=50)), text
    public = Page.objects.get(slug="tandem-offen")
    assert SECRET not in str(similar(f"page-{public.pk}", limit=50))
    for page in Page.objects.exclude(pk=public.pk):
        for other in similar(f"page-{page.pk}", limit=50):
            assert SECRET not in str(other)


@pytest.mark.usefixtures("hidden")
def test_neither_suggestions_nor_similar_entries_tell_what_waits_to_leave_the_index(cast):
    index_as_before()

    for text in ("tand", "zyl", SECRET, "geheim", "modul"):
        assert SECRET not in str(suggest(text)), text
    public = Page.objects.get(slug="tandem-offen")
    assert SECRET not in str(similar(f"page-{public.pk}", limit=50))
    assert SECRET not in str(alike(title="Tandem", summary=SECRET, limit=50))


@pytest.mark.parametrize("query", ["q=tandem", f"q={SECRET}", "schlagwort=geheim"])
def test_no_saved_search_tells(query, cast, engine_or_not):
    """Not even its owner: whoever has the feed's address reads it without a sign-in."""
    saved = save(cast.reviewer, query)
    for address in (private_feed_address(saved), "/konto/suchen/"):
        response = signed_in(cast.reviewer).get(address)
        content = response.content.decode().replace(escape(saved.request.text), "")
        assert response.status_code in (200, 503), address
        assert "tandem-anmeldung" not in content
        assert f"Tandem {SECRET}" not in content


@pytest.mark.usefixtures("hidden")
def test_what_is_public_again_is_found_again(cast, django_capture_on_commit_callbacks):
    """The way back, so that the tests above cannot pass by finding nothing at all."""
    with django_capture_on_commit_callbacks(execute=True):
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()
    drain()
    found = services.find(SearchRequest(text=SECRET, page_size=50))
    assert not found.degraded
    slugs = {hit.document.url.rstrip("/").rpartition("/")[2] for hit in found.hits}
    assert slugs >= {
        "tandem-anmeldung",
        "tandem-passwort",
        "tandem-gruppe",
        "tandem-darunter",
        "tandem-davor",
        "tandem-umgezogen",
        "tandem-urbild",
        "tandem-zweite-seite",
    }
    assert not slugs & {"tandem-zurueck", "tandem-geloescht", "tandem-entwurf", "tandem-ablage"}
