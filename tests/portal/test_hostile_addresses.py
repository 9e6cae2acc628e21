"""What Wagtail and Django would break on is a refusal, or an answer: of `/api/v3/`, of the
admin's search, and of addresses with numbers that no entry has."""

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import Page

from portal.wishes.models import Wish
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db

LISTS = ("pages", "images", "documents", "redirects")
ENDLESS = "9" * 32
#: Each was an error of the database, or of the query's nesting.
TYPED = [
    '"',
    'a"b',
    '"tandem',
    'x" OR title:"y',
    "\0",
    "tandem\0",
    "\0tandem",
    "a ( * :|&!",
    "'",
    "\\",
    "%s %(x)s",
    "\ud800",
    "tandem " * 5_000,
    '"a" ' * 5_000,
    "x" * 50_000,
    "-",
    " ",
]


@pytest.mark.parametrize("kind", LISTS)
def test_the_api_answers_an_endless_offset(client, cast, kind):
    refused = client.get(f"/api/v3/{kind}/", {"offset": ENDLESS})
    assert refused.status_code == 400
    assert refused.json()["detail"] == "offset cannot be higher than 1000000000"
    assert client.get(f"/api/v3/{kind}/", {"offset": 1_000_000_000}).json()["items"] == []


@pytest.mark.parametrize("kind", ["pages", "images", "documents"])
def test_the_api_searches_for_whatever_is_typed(client, cast, kind):
    for typed in TYPED:
        sent = typed.encode("utf-8", "surrogatepass")
        answer = client.get(f"/api/v3/{kind}/", {"search": sent})
        assert answer.status_code == 200, typed[:40]
        assert "items" in answer.json()


@pytest.mark.parametrize("typed", ["Tandem", '"Tandem"', "\0Tandem ", '"Tandem im Revier'])
def test_what_was_meant_is_found(client, cast, typed):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem im Revier")
    GoodPracticeFactory(parent=cast.bochum, title="Leitbild")
    found = client.get("/api/v3/pages/", {"search": typed}).json()
    assert [page["title"] for page in found["items"]] == ["Tandem im Revier"]


def test_the_admin_searches_for_whatever_is_typed(cast):
    GoodPracticeFactory(parent=cast.bochum, title="Tandem im Revier")
    editor = signed_in(cast.editor_bochum)
    for name in ("wagtailadmin_pages:search", "wagtailimages:index", "wagtaildocs:index"):
        for typed in TYPED:
            sent = typed[:5_000].encode("utf-8", "surrogatepass")
            answer = editor.get(reverse(name), {"q": sent})
            assert answer.status_code in (200, 302), f"{name} {typed[:40]}"
    found = editor.get(reverse("wagtailadmin_pages:search"), {"q": 'tandem "'})
    assert "Tandem im Revier" in found.content.decode()


def test_a_number_that_nothing_has_is_no_choice(cast):
    answer = signed_in(cast.learner).post(
        reverse("wishes_new"), {"text": "Mentoring", "city": ENDLESS}
    )
    # PostgreSQL looks the number up, and the form says that there is no such city.
    assert answer.status_code == (400 if connection.vendor == "sqlite" else 200)
    assert not Wish.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/praxis/{}/pdf/",
        "/praxis/{}/pdf/stand/",
        "/praxis/{}/vorlagen/",
        "/konto/suchen/{}/",
        "/wir-suchen/{}/titel/",
        "/api/v3/pages/{}/",
        "/api/v3/images/{}/",
        "/dokumente/{}/datei.pdf",
        "/nachnutzung/{}/",
        "/lernen/kurs/{}/",
        "/admin/pages/{}/edit/",
    ],
)
@pytest.mark.parametrize("number", [ENDLESS, str(2**63), str(2**63 - 1), str(2**31)])
def test_no_entry_has_such_a_number(cast, address, number):
    for visitor in (signed_in(cast.learner), signed_in(cast.editor_bochum)):
        response = visitor.get(address.format(number))
        # Whoever may not look at any is sent elsewhere.
        assert response.status_code in (302, 404), address
    assert not Page.objects.filter(pk=2**31).exists()
