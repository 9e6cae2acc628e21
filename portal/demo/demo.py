"""The portal's own demo content: its frame, the eight cities, the pages, people to sign in."""

from collections.abc import Iterator
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from portal.cities.models import CityContact, CityPage
from portal.cities.services import create_city
from portal.content.richtext import from_plain_text
from portal.home.models import StandardPage
from portal.home.services import create_site
from portal.people.models import User
from portal.people.roles import PROJECT_GROUP, editors_of, hr_developers_of

from .loading import Loader, draw_image, page_blocks, publish, read_files, register

CONTENT = Path(__file__).parent / "content"

#: address → city key, groups; what one signs in with to see each role.
SIGN_INS = {
    "redaktion@bochum.example": ("bochum", [editors_of("Bochum")]),
    "redaktion@herne.example": ("herne", [editors_of("Herne")]),
    "projektgruppe@essen.example": ("essen", [PROJECT_GROUP]),
    "projektgruppe@herne.example": ("herne", [PROJECT_GROUP]),
    "personalentwicklung@dortmund.example": ("dortmund", [hr_developers_of("Dortmund")]),
    "lernen@oberhausen.example": ("oberhausen", []),
}
ADMINISTRATOR = "admin@portal.example"


def make_frame() -> Iterator[str]:
    home = create_site()
    if home.intro or home.image_id:
        return
    with transaction.atomic():
        data = dict(read_files(CONTENT))["home"]
        home.intro = from_plain_text(data["intro"])
        home.contract_text = from_plain_text(data["contract_text"])
        home.image = draw_image(
            "stadt", seed="startseite", title="Die Städte an der Ruhr", collection=None
        )
        publish(home)
    yield home.title


def make_cities() -> Iterator[str]:
    for key, data in read_files(CONTENT / "cities"):
        if not CityPage.originals.filter(key=key).exists():
            yield _make_city(key, data)


@transaction.atomic
def _make_city(key: str, data) -> str:
    city = create_city(
        name=data["name"],
        key=key,
        summary=data["summary"],
        signed_on=data.get("signed_on"),
        signed_by=data.get("signed_by", ""),
    )
    city.body = [("text", from_plain_text(data["intro"]))]
    city.offers = [("offer", dict(offer)) for offer in data["offers"]]
    city.needs = [("need", dict(need)) for need in data["needs"]]
    city.contacts = [CityContact(**contact) for contact in data["contacts"]]
    city.image = draw_image(
        data["illustration"],
        seed=key,
        title=data["name"],
        collection=city.collection,
        colour=data["colour"],
    )
    publish(city)
    return city.title


def make_standard_pages() -> Iterator[str]:
    for slug, data in read_files(CONTENT / "pages"):
        page = StandardPage.objects.filter(slug=slug, live=False).first()
        if page is None or page.body:
            continue
        with transaction.atomic():
            page.title = data["title"]
            page.summary = data["summary"]
            page.body = page_blocks(data["blocks"])
            publish(page)
        yield page.title


def make_sign_ins() -> Iterator[str]:
    """People for every role, with `settings.DEMO_PASSWORD`; nobody where that is empty."""
    if not settings.DEMO_PASSWORD:
        return
    known = set(User.objects.values_list("email", flat=True))
    if ADMINISTRATOR not in known:
        _make_user(ADMINISTRATOR, is_staff=True, is_superuser=True)
        yield ADMINISTRATOR
    for email, (city_key, groups) in SIGN_INS.items():
        if email not in known:
            _make_user(email, *groups, home_city=CityPage.originals.get(key=city_key))
            yield email


@transaction.atomic
def _make_user(email: str, *groups: str, **fields) -> None:
    user = User.objects.create_user(email, settings.DEMO_PASSWORD, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)


register(Loader(10, "Startseite", make_frame))
register(Loader(20, "Städte", make_cities))
register(Loader(30, "Informationsseiten", make_standard_pages))
register(Loader(90, "Konten", make_sign_ins))
