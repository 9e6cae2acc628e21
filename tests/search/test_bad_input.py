"""Whatever is asked of a search address, it answers with a page or a sentence, never with 500."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

PAGES = ("/suche/", "/praxis/", "/training/")
API = "/api/search/"
SUGGESTIONS = "/suche/vorschlaege/"
ADDRESSES = (*PAGES, API, SUGGESTIONS)

HOSTILE = [
    "q=" + "x" * 100_000,
    "q=" + "%C3%A4%20" * 10_000,
    "q=" + "(" * 5_000,
    "q=%00",
    "q=a%00b&stadt=%00&art=%00",
    "q=%ED%A0%80",
    "q=%ff%fe&stadt=%ff",
    "q=%",
    "q=%zz%u00e4",
    "q=%22",
    "q=%22a%22%22b",
    "q=%E2%80%9Ea",
    "q=-",
    "q=--%20-%22%22",
    "q=title%3A(a%20AND%20OR%20NOT%20%5B%20TO%20*%5D)%5E99~%2F.*%2F",
    "q=*%3A*&q=%3F",
    "q=%7B%22match_all%22%3A%7B%7D%7D",
    "q=%5C%5C%5C",
    "q=';DROP TABLE wagtailcore_page;--",
    "q=<script>alert(1)</script>",
    "q=%0d%0aSet-Cookie:a=b",
    "q=%E2%80%AE%EF%BB%BF%E2%80%8B",
    "q[]=a&stadt[]=bochum&stadt[0]=herne",
    "city[]=bochum&city[$ne]=1",
    "stadt=" + "&stadt=".join("x" * 200 for _number in range(300)),
    "q=a&q=b&q=c&seite=1&seite=2&sortierung=neu&sortierung=titel",
    "seite=-1",
    "seite=0",
    "seite=1000000000",
    "seite=1e9",
    "seite=%D9%A1",
    "seite=" + "9" * 5_000,
    "anzahl=-1&sortierung=%00",
    "sortierung=../../etc/passwd",
    "&&&===?",
    "=",
    "__proto__=1&constructor=2",
]
#: What stands behind an address that exists.
PATHS = [
    "%00",
    "%ff",
    "%ED%A0%80/",
    "..%2f..%2f",
    "x" * 3_000,
    "%E2%80%AE/",
    "-1/",
    "'/",
    "vorschlaege",
]


def answer(client, address, query, **headers):
    """The status and the text of an answer; a page has a heading, a refusal a sentence."""
    response = client.get(f"{address}?{query}", headers=headers)
    text = response.content.decode()
    shown = f"{address}?{query[:80]} {response.status_code}"
    assert response.status_code in (200, 400), shown
    if response.status_code == 400:
        assert response.json()["detail"].endswith("."), shown
    elif address in PAGES:
        assert 'id="treffer"' in text, shown
    else:
        assert response.json(), shown
    return response


@pytest.mark.parametrize("address", ADDRESSES)
def test_hostile_parameters(client, index, address):
    for query in HOSTILE:
        answer(client, address, query)


def test_hostile_parameters_without_an_index(client, cast):
    for address in ADDRESSES:
        for query in HOSTILE:
            answer(client, address, query)


def test_hostile_parameters_of_the_live_search(client, index):
    for query in HOSTILE:
        headers = {"HX-Request": "true", "HX-Current-URL": "http://[::1/%00"}
        response = answer(client, "/suche/", query, **headers)
        # A header of an answer is one short line, whatever stands in the address.
        assert len(response["HX-Push-Url"]) < 20_000, query[:80]


def test_only_the_api_refuses_and_names_the_parameter(client, index):
    refused = [query for query in HOSTILE if answer(client, API, query).status_code == 400]
    assert "seite=-1" in refused
    assert "city[]=bochum&city[$ne]=1" in refused
    for address in (*PAGES, SUGGESTIONS):
        for query in refused:
            assert answer(client, address, query).status_code == 200


def test_hostile_paths(client, index):
    for address in ADDRESSES:
        for path in PATHS:
            response = client.get(f"{address}{path}")
            assert response.status_code in (200, 301, 302, 400, 404), address + path[:80]


def test_other_methods_are_refused(client, index):
    for address in ADDRESSES:
        for method in ("post", "put", "delete", "patch", "options", "trace", "head"):
            response = getattr(client, method)(address)
            assert response.status_code in (200, 403, 405), f"{method} {address}"


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.text(st.characters(exclude_categories=()), max_size=400),
    name=st.sampled_from(["q", "stadt", "seite", "sortierung"]),
)
def test_any_text(client, index, text, name):
    value = quote(text.encode("utf-8", "surrogatepass"))
    for address in ("/suche/", API, SUGGESTIONS):
        answer(client, address, f"{name}={value}")
