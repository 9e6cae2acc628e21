"""The account's own page, and where people are sent who may not enter the admin."""

from tests.cast import signed_in


def test_shows_who_one_is(cast):
    page = signed_in(cast.editor_bochum).get("/konto/").content.decode()
    for text in ("redaktion@bochum.example", "Bochum", "Redaktion Bochum", "Passwort ändern"):
        assert text in page
    assert 'href="/admin/"' in page


def test_learners_are_not_led_to_the_admin(cast):
    assert 'href="/admin/"' not in signed_in(cast.learner).get("/konto/").content.decode()


def test_asks_visitors_to_sign_in(cast, client):
    assert client.get("/konto/")["Location"] == "/konto/login/?next=/konto/"


def test_admin_sends_visitors_to_the_one_sign_in(cast, client):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/konto/login/?next=%2Fadmin%2F"


def test_admin_does_not_send_learners_in_circles(cast):
    response = signed_in(cast.learner).get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/konto/"
    assert response.status_code == 200


def test_sign_in_leads_on_and_sums_up_errors(cast, client):
    page = client.post("/konto/login/", {"login": "", "password": ""}).content.decode()
    assert "Bitte prüfen Sie 2 Angaben" in page
    assert 'href="#id_login"' in page
    assert page.count('role="alert"') == 1
