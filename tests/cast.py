"""The people of the tests, so that a permission test reads as a sentence."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.test import Client

from portal.cities.models import CityPage
from portal.cities.services import create_city
from portal.people.models import User
from portal.people.roles import PROJECT_GROUP, editors_of, hr_developers_of

PASSWORD = "ein-langes-Passwort-2026"


@dataclass(frozen=True)
class Cast:
    """Two cities and the people in them.

    The editors write for their city; the reviewer belongs to the Projektgruppe; the HR
    developer and the learner sign in without editing anything; the visitor is nobody.
    """

    bochum: CityPage
    herne: CityPage
    editor_bochum: User
    editor_herne: User
    reviewer: User
    hr_developer: User
    learner: User
    administrator: User

    @classmethod
    def assemble(cls) -> "Cast":
        bochum = create_city(name="Bochum", key="bochum", publish=True)
        herne = create_city(name="Herne", key="herne", publish=True)
        return cls(
            bochum=bochum,
            herne=herne,
            editor_bochum=make_user("redaktion@bochum.example", bochum, editors_of("Bochum")),
            editor_herne=make_user("redaktion@herne.example", herne, editors_of("Herne")),
            reviewer=make_user("projektgruppe@essen.example", None, PROJECT_GROUP),
            hr_developer=make_user("pe@herne.example", herne, hr_developers_of("Herne")),
            learner=make_user("lernen@bochum.example", bochum),
            administrator=User.objects.create_superuser("admin@portal.example", PASSWORD),
        )

    @classmethod
    def found(cls) -> "Cast":
        """The cast that `assemble` has made, from the database."""
        users = {user.email: user for user in User.objects.all()}
        return cls(
            bochum=CityPage.objects.get(slug="bochum"),
            herne=CityPage.objects.get(slug="herne"),
            editor_bochum=users["redaktion@bochum.example"],
            editor_herne=users["redaktion@herne.example"],
            reviewer=users["projektgruppe@essen.example"],
            hr_developer=users["pe@herne.example"],
            learner=users["lernen@bochum.example"],
            administrator=users["admin@portal.example"],
        )


def make_user(email: str, city: CityPage | None, *groups: str) -> User:
    """A user who can sign in with `PASSWORD`, a member of existing groups."""
    user = User.objects.create_user(email, PASSWORD, home_city=city)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def signed_in(user: User) -> Client:
    """A test client in which the user is signed in."""
    client = Client()
    client.force_login(user)
    return client
