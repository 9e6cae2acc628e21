"""Who may do what with files, vocabularies and searches: role × action, in the admin.

Files lie in Bochum's collection. What they show of other cities: `tests/portal/cities`.
"""

import itertools
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from portal.media.models import PortalDocument, PortalImage
from portal.taxonomy.models import FieldOfAction
from search.pins.models import Pin
from search.request import SearchRequest
from search.saved.models import SavedSearch
from search.saved.services import save_search
from search.thesaurus.models import Concept
from tests.cast import signed_in
from tests.factories import ContentPackageFactory, PackageVersionFactory
from training.packages.models import ContentPackage

from .test_pages import ABOVE, CITY, ROLES, token_of, user_of

pytestmark = pytest.mark.django_db

EDITORS = CITY | {"editor elsewhere"}
#: Thing → action → who may. The pins of the search belong to all cities.
ALLOWED = {
    "image": {"see": CITY, "choose": CITY, "change": CITY, "delete": CITY},
    "document": {"see": CITY, "choose": CITY, "change": CITY, "delete": CITY},
    "learning package": {
        "see": CITY,
        "choose": CITY,
        "upload": CITY,
        "change": CITY,
        "replace": CITY,
        "delete": CITY,
    },
    "field of action": {"see": ABOVE, "add": ABOVE, "change": ABOVE, "delete": ABOVE},
    "thesaurus entry": {"see": ABOVE, "add": ABOVE, "change": ABOVE, "delete": ABOVE},
    "pinned answer": {"see": EDITORS, "add": EDITORS, "change": EDITORS, "delete": EDITORS},
}
CELLS = list(itertools.product(ALLOWED, ROLES))


def make(thing, cast):
    file = {"title": "Streng geheim", "collection": cast.bochum.collection}
    match thing:
        case "image":
            return PortalImage.objects.create(
                description="Ein Rechteck", file=get_test_image_file(), **file
            )
        case "document":
            return PortalDocument.objects.create(file=get_test_image_file("liste.pdf"), **file)
        case "learning package":
            package = ContentPackageFactory(**file)
            PackageVersionFactory(package=package)
            return package
        case "field of action":
            return FieldOfAction.objects.create(key="neu", title="Streng geheim")
        case "thesaurus entry":
            return Concept.objects.create(label="Streng geheim")
        case "pinned answer":
            return Pin.objects.create(phrases="Streng geheim")


def address(thing, action, row) -> str:
    if thing in {"image", "document"}:
        place = "wagtailimages" if thing == "image" else "wagtaildocs"
        if action in {"see", "choose"}:
            name = "index" if action == "see" else None
            return reverse(f"{place}:{name}" if name else f"{place}_chooser:choose")
        return reverse(f"{place}:{'edit' if action == 'change' else 'delete'}", args=[row.pk])
    if thing == "learning package":
        if action == "choose":
            return reverse("scorm_chooser:choose")
        name = {"see": "index", "upload": "add", "change": "edit"}.get(action, action)
        return reverse(f"packages:{name}", args=[] if action in {"see", "upload"} else [row.pk])
    name = row.snippet_viewset.get_url_name(
        {"see": "list", "add": "add", "change": "edit", "delete": "delete"}[action]
    )
    return reverse(name, args=[] if action in {"see", "add"} else [row.pk])


def packages_of(collection) -> list[tuple]:
    """Packages in a collection with the numbers of their versions."""
    packages = ContentPackage.objects.filter(collection=collection)
    return list(packages.order_by("pk", "versions").values_list("pk", "versions__number"))


def outcome(client, thing, action, row) -> tuple[int, bool]:
    """The status of the answer, and whether the person gets what they asked for."""
    if action in {"upload", "replace"}:
        before = packages_of(row.collection)
        # Sent as it is, also by those who are shown no form.
        data = {"file": SimpleUploadedFile("kurs.zip", b"PK"), "collection": row.collection_id}
        status = client.post(address(thing, action, row), data).status_code
        return status, packages_of(row.collection) != before
    if action == "delete":
        status = client.post(address(thing, action, row)).status_code
        return status, not type(row).objects.filter(pk=row.pk).exists()
    answer = client.get(address(thing, action, row))
    if action in {"see", "choose"}:
        return answer.status_code, "Streng geheim" in answer.content.decode()
    return answer.status_code, answer.status_code == 200


@pytest.mark.parametrize(("thing", "role"), CELLS)
def test_in_the_admin(cast, client, thing, role):
    row, user = make(thing, cast), user_of(role, cast)
    client = signed_in(user) if user else client
    found = {}
    for action in ALLOWED[thing]:
        with transaction.atomic():
            found[action] = outcome(client, thing, action, row)
            transaction.set_rollback(True)

    may = {action for action, roles in ALLOWED[thing].items() if role in roles}
    assert {action for action, (_status, got) in found.items() if got} == may, found
    assert all(status < 500 for status, _got in found.values())


def sent_by_api(client, row, action, headers, data) -> tuple[int, bool]:
    """The status of the answer, and whether the row is another one or gone; taken back."""
    place = {PortalImage: "images", PortalDocument: "documents"}.get(type(row))
    address = f"/api/v3/{place or f'snippets/{row._meta.label}'}/{row.pk}/"
    send = {"change": client.patch, "delete": client.delete}[action]
    before = list(type(row).objects.filter(pk=row.pk).values())
    with transaction.atomic():
        answer = send(address, json.dumps(data), content_type="application/json", headers=headers)
        changed = list(type(row).objects.filter(pk=row.pk).values()) != before
        transaction.set_rollback(True)
    return answer.status_code, changed


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("thing", ["image", "document"])
def test_files_by_the_api(cast, client, thing, role):
    """Writing and deleting; what it gives out to read: `tests/portal/cities`."""
    row, user = make(thing, cast), user_of(role, cast)
    headers = {"Authorization": f"Bearer {token_of(user)}"} if user else {}
    found = {
        action: sent_by_api(client, row, action, headers, {"title": "Umbenannt"})
        for action in ("change", "delete")
    }

    may = {action for action in found if role in ALLOWED[thing][action]}
    assert {action for action, (_status, changed) in found.items() if changed} == may, found
    for action, (status, _changed) in found.items():
        refusals = {401} if user is None else {403, 404}
        assert status in ({200, 204} if action in may else refusals), (action, found)


@pytest.mark.parametrize("thing", ["field of action", "thesaurus entry", "pinned answer"])
@pytest.mark.parametrize("role", ROLES)
def test_nobody_writes_vocabularies_or_the_search_by_the_api(cast, client, thing, role):
    row, user = make(thing, cast), user_of(role, cast)
    headers = {"Authorization": f"Bearer {token_of(user)}"} if user else {}
    for action in ("change", "delete"):
        status, changed = sent_by_api(client, row, action, headers, {"title": "Umbenannt"})
        assert 400 <= status < 500
        assert not changed


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ["edit", "delete"])
def test_nobody_touches_a_search_that_somebody_else_keeps(cast, client, role, action):
    owner = cast.reviewer if role == "learner" else cast.learner
    search = save_search(owner=owner, search=SearchRequest(text="Tandem"), title="Streng geheim")
    user = user_of(role, cast)
    client = signed_in(user) if user else client
    for method in (client.get, client.post):
        answer = method(reverse(f"search_saved:{action}", args=[search.pk]), {"title": "Gekapert"})
        assert answer.status_code in ({404, 405} if user else {302, 404, 405})
        assert "Streng geheim" not in answer.content.decode()
    assert SavedSearch.objects.get().title == "Streng geheim"
