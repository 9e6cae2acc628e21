"""A file is public when a public page uses it; until then it is its city's own business."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import APIToken, PageViewRestriction

from portal.media.models import PortalDocument, PortalImage
from portal.media.selectors import visible_files
from practices.parts import PracticeTemplate
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db

USES = {
    "relation": lambda file: {"templates": [PracticeTemplate(document=file)]},
    "block": lambda file: {
        "body": [{"type": "download", "value": {"document": file.pk, "text": "Vorlage"}}]
    },
    "rich text": lambda file: {
        "need": f'<p>Siehe <a linktype="document" id="{file.pk}">hier</a>.</p>'
    },
}


def make_document(city, title="Geheime Vorlage"):
    return PortalDocument.objects.create(
        title=title, collection=city.collection, file=ContentFile(b"Inhalt", name="vorlage.txt")
    )


def make_image(city, title="Geheimes Bild"):
    return PortalImage.objects.create(
        title=title,
        description="Ein weißes Rechteck",
        collection=city.collection,
        file=get_test_image_file(),
    )


def use(file, city, by="relation", live=True, slug="nutzt-die-datei"):
    fields = {"image": file} if isinstance(file, PortalImage) else USES[by](file)
    body = fields.pop("body", None)
    page = GoodPracticeFactory(parent=city, slug=slug, live=live, **fields)
    if body:
        page.body = json.dumps(body)
        page.save()
    return page


@pytest.fixture
def document(cast):
    return make_document(cast.herne)


@pytest.fixture
def image(cast):
    return make_image(cast.herne)


@pytest.fixture
def token_of():
    def make(user):
        key = APIToken.generate_token()
        APIToken.objects.create(
            user=user, name="Test", key_hash=APIToken.hash_token(key), prefix=key[:16]
        )
        return {"Authorization": f"Bearer {key}"}

    return make


def titles(answer):
    return [item["title"] for item in answer.json()["items"]]


def test_a_file_that_no_page_uses_is_delivered_to_nobody(client, document):
    assert client.get(document.url).status_code == 404


def test_a_file_of_a_draft_is_delivered_to_nobody(cast, client, document):
    use(document, cast.herne, live=False)

    assert client.get(document.url).status_code == 404


@pytest.mark.parametrize("by", USES)
def test_a_file_of_a_public_page_is_delivered(cast, client, document, by):
    use(document, cast.herne, by=by)

    answer = client.get(document.url)

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"Inhalt"


def test_a_file_is_gone_with_the_page_that_used_it(cast, client, document):
    use(document, cast.herne).unpublish()

    assert client.get(document.url).status_code == 404


def test_the_draft_of_a_public_page_publishes_no_file(cast, client, document):
    page = GoodPracticeFactory(parent=cast.herne)
    page.templates = [PracticeTemplate(document=document)]
    page.save_revision()

    assert client.get(document.url).status_code == 404


def test_a_file_of_a_page_for_the_signed_in_is_theirs(cast, client, document):
    page = use(document, cast.herne)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert client.get(document.url).status_code == 404
    assert signed_in(cast.learner).get(document.url).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("editor_herne", 200),
        ("reviewer", 200),
        ("administrator", 200),
        ("editor_bochum", 404),
        ("hr_developer", 404),
        ("learner", 404),
    ],
)
def test_who_works_with_the_collection_reads_its_files(cast, document, who, status):
    assert signed_in(getattr(cast, who)).get(document.url).status_code == status


@pytest.mark.parametrize(("kind", "make"), [("documents", make_document), ("images", make_image)])
@pytest.mark.parametrize("query", ["", "?search=Geheim"])
def test_the_api_lists_what_public_pages_use(cast, client, kind, make, query):
    make(cast.herne)
    use(make(cast.herne, "Geheim bis gestern"), cast.herne)

    assert titles(client.get(f"/api/v3/{kind}/{query}")) == ["Geheim bis gestern"]


@pytest.mark.parametrize(("kind", "make"), [("documents", make_document), ("images", make_image)])
def test_the_api_has_no_details_of_a_hidden_file(cast, client, kind, make):
    hidden, used = make(cast.herne), make(cast.herne)
    use(used, cast.herne)

    assert client.get(f"/api/v3/{kind}/{hidden.pk}/").status_code == 404
    assert client.get(f"/api/v3/{kind}/{used.pk}/").status_code == 200


@pytest.mark.parametrize(("kind", "make"), [("documents", make_document), ("images", make_image)])
def test_the_api_shows_editors_their_own_files(cast, client, token_of, kind, make):
    make(cast.herne, "Aus Herne")
    make(cast.bochum, "Aus Bochum")

    answer = client.get(f"/api/v3/{kind}/", headers=token_of(cast.editor_bochum))

    assert titles(answer) == ["Aus Bochum"]


@pytest.mark.parametrize(("kind", "make"), [("documents", make_document), ("images", make_image)])
@pytest.mark.parametrize("method", ["patch", "delete"])
def test_the_api_changes_no_foreign_file(cast, client, token_of, kind, make, method):
    file = make(cast.herne)

    answer = getattr(client, method)(
        f"/api/v3/{kind}/{file.pk}/",
        data=json.dumps({"title": "Gekapert"}),
        content_type="application/json",
        headers=token_of(cast.editor_bochum),
    )

    assert answer.status_code == 403
    file.refresh_from_db()
    assert file.title.startswith("Geheim")


@pytest.mark.parametrize(("kind", "make"), [("documents", make_document), ("images", make_image)])
def test_the_admins_api_shows_editors_their_own_files(cast, kind, make):
    foreign = make(cast.herne, "Aus Herne")
    make(cast.bochum, "Aus Bochum")
    editor = signed_in(cast.editor_bochum)
    address = reverse(f"wagtailadmin_api:{kind}:listing")

    assert titles(editor.get(address)) == ["Aus Bochum"]
    assert titles(editor.get(address, {"search": "Aus"})) == ["Aus Bochum"]
    detail = reverse(f"wagtailadmin_api:{kind}:detail", args=[foreign.pk])
    assert editor.get(detail).status_code == 404


@pytest.mark.parametrize("make", [make_document, make_image])
@pytest.mark.parametrize(("who", "queries"), [(None, 2), ("editor_herne", 4)])
@pytest.mark.parametrize("count", [1, 6])
def test_asks_as_much_for_many_files_as_for_one(
    cast, rf, django_assert_num_queries, make, who, queries, count
):
    for number in range(count):
        use(make(cast.herne), cast.herne, slug=f"seite-{number}")
    request = rf.get("/")
    request.user = getattr(cast, who) if who else AnonymousUser()
    files = type(make(cast.bochum)).objects.all()

    with django_assert_num_queries(queries):
        assert len(visible_files(request, files)) == count
