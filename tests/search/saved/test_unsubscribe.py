"""One click ends the mails, without a sign-in, in a browser and in a mail program."""

import pytest
from django.core.signing import Signer
from django.test import Client

from search.saved.addresses import unsubscribe_address
from search.saved.models import SavedSearch
from tests.cast import signed_in

from .saving import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(cast) -> SavedSearch:
    return save(cast.learner)


@pytest.fixture
def program() -> Client:
    """A mail program: no cookie, and CSRF is really checked."""
    return Client(enforce_csrf_checks=True)


def frequency(saved) -> str:
    saved.refresh_from_db()
    return saved.frequency


def test_opening_the_link_asks_and_changes_nothing(saved, client):
    response = client.get(unsubscribe_address(saved))
    assert response.status_code == 200
    assert "Tandems" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert client.head(unsubscribe_address(saved)).status_code == 200
    assert frequency(saved) == "taeglich"


def test_the_button_of_the_page_is_enough(saved, program):
    page = program.get(unsubscribe_address(saved)).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("<button") == 1
    assert 'action="' not in main
    response = program.post(unsubscribe_address(saved))
    assert response.status_code == 200
    assert "Abbestellt" in response.content.decode()
    assert frequency(saved) == "nie"


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart"])
def test_a_mail_program_posts_on_its_own(saved, program, content_type):
    """RFC 8058, section 3.2: no cookie, no redirect; either encoding of the body."""
    if content_type == "multipart":
        response = program.post(unsubscribe_address(saved), {"List-Unsubscribe": "One-Click"})
    else:
        response = program.post(
            unsubscribe_address(saved), "List-Unsubscribe=One-Click", content_type=content_type
        )
    assert response.status_code == 200
    assert "sessionid" not in response.cookies
    assert frequency(saved) == "nie"


def test_twice_is_as_good_as_once(saved, program):
    program.post(unsubscribe_address(saved))
    for response in (
        program.post(unsubscribe_address(saved)),
        program.get(unsubscribe_address(saved)),
    ):
        assert response.status_code == 200
        assert "Abbestellt" in response.content.decode()


def test_the_link_outlives_the_search_and_the_account(saved, cast, program):
    address = unsubscribe_address(saved)
    cast.learner.delete()
    for response in (program.get(address), program.post(address)):
        assert response.status_code == 200
        assert "gibt es nicht mehr" in response.content.decode()


def test_the_link_ends_its_own_search_only_whoever_is_signed_in(saved, cast):
    other = save(cast.learner, "q=anderes")
    foreign = save(cast.hr_developer)
    signed_in(cast.hr_developer).post(unsubscribe_address(saved))
    assert [frequency(each) for each in (saved, other, foreign)] == ["nie", "taeglich", "taeglich"]


@pytest.mark.parametrize("forged", ["{pk}", "{pk}:", "{pk}:x", "{other}", "%00", "x" * 500])
def test_links_that_we_did_not_write_do_nothing(saved, program, forged):
    signed = forged.format(pk=saved.pk, other=Signer(salt="else").sign(str(saved.pk)))
    response = program.post(f"/konto/suchen/abbestellen/{signed}/")
    assert response.status_code == 404
    assert "nicht vollständig" in response.content.decode()
    assert frequency(saved) == "taeglich"


def test_a_link_that_a_mail_program_has_cut_says_what_to_do(saved, program):
    response = program.get(unsubscribe_address(saved)[:-6] + "/")
    assert response.status_code == 404
    assert "Mailprogramme schneiden" in response.content.decode()
