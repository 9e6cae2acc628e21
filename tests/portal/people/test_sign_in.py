"""One sign-in for the site and the admin, by e-mail and password."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from portal.people.models import User
from tests.cast import PASSWORD, signed_in

pytestmark = pytest.mark.django_db


def sign_in(client, email, password=PASSWORD, **query):
    return client.post(
        reverse("account_login", query=query), {"login": email, "password": password}
    )


@pytest.mark.parametrize("email", ["redaktion@bochum.example", "Redaktion@Bochum.EXAMPLE"])
def test_signs_in_by_email_in_any_case(cast, client, email):
    sign_in(client, email)

    assert client.session["_auth_user_id"] == str(cast.editor_bochum.pk)


def test_a_wrong_password_is_told_without_telling_who_exists(cast, client):
    wrong = sign_in(client, "redaktion@bochum.example", "falsch")
    unknown = sign_in(client, "niemand@bochum.example", "falsch")

    def errors(answer):
        return list(answer.context["form"].non_field_errors())

    assert errors(wrong) == errors(unknown)
    assert errors(wrong) != []


def test_the_admin_sends_to_the_same_sign_in_and_back(cast, client):
    answer = client.get(reverse("wagtailadmin_home"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))

    back = sign_in(client, "redaktion@bochum.example", next=reverse("wagtailadmin_home"))
    assert back.url == reverse("wagtailadmin_home")


def test_wagtails_own_login_form_is_not_there(client, db):
    answer = client.get("/admin/login/?next=/admin/pages/")

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_nobody_registers_alone_unless_the_operator_opened_it(client, db):
    client.post(
        reverse("account_signup"),
        {"email": "neu@bochum.example", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert not User.objects.filter(email="neu@bochum.example").exists()


def test_one_account_for_an_address_in_any_case(db):
    User.objects.create_user("Neu@Bochum.example", PASSWORD)

    with pytest.raises(IntegrityError):
        User.objects.create_user("neu@bochum.EXAMPLE", PASSWORD)


def test_the_admin_edits_a_users_home_city(cast):
    answer = signed_in(cast.administrator).get(
        reverse("wagtailusers_users:edit", args=[cast.learner.pk])
    )

    assert answer.context["form"]["home_city"].value() == cast.bochum.pk


def test_an_administrator_adds_somebody_who_can_sign_in_at_once(cast, client):
    signed_in(cast.administrator).post(
        reverse("wagtailusers_users:add"),
        {
            "email": "Neu@Herne.example",
            "first_name": "",
            "last_name": "",
            "home_city": cast.herne.pk,
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )

    person = User.objects.get(email="neu@herne.example")
    assert person.home_city == cast.herne
    sign_in(client, "neu@herne.example")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_admin_explains_an_address_that_is_taken_in_another_case(cast):
    answer = signed_in(cast.administrator).post(
        reverse("wagtailusers_users:add"),
        {"email": "LERNEN@bochum.example", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert "gibt es schon ein Konto" in answer.content.decode()
