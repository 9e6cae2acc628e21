import time
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from portal.asking import guarding
from tests.factories import GoodPracticeFactory


@pytest.fixture(autouse=True)
def _own_cache():
    """What was sent is remembered in the cache of the process."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def practice(cast):
    return GoodPracticeFactory(parent=cast.bochum, title="Mentoring zum Aufstieg")


@dataclass(frozen=True)
class Asking:
    """Opens the form of an address, and sends it after the time that reading takes."""

    client: Client
    address: str

    def form(self) -> dict[str, str]:
        """What the form sends that nobody touches."""
        page = BeautifulSoup(self.client.get(self.address).content, "html.parser")
        return {
            field["name"]: field.get("value", "")
            for field in page.select("main form [name]")
            if field["name"] != "csrfmiddlewaretoken" and field.get("type") != "checkbox"
        } | {
            field["name"]: field.select_one("option[selected]")["value"]
            for field in page.select("main form select")
        }

    def send(self, *, stamped_before: int = guarding.MIN_SECONDS, **fields):
        values = {
            **self.form(),
            "email": "frage@anderswo.example",
            "message": "Wie lange hat es gedauert?",
            "stamp": stamp(stamped_before),
        }
        return self.client.post(self.address, values | fields)


def stamp(seconds: int) -> str:
    """As if the form had been opened so many seconds ago."""
    return guarding._signer.sign(str(int(time.time()) - seconds))


@pytest.fixture
def asking(client, practice) -> Asking:
    return Asking(client, f"/kontakt/{practice.pk}/")


def errors_in(answer) -> str:
    """The summary above the form."""
    summary = BeautifulSoup(answer.content, "html.parser").select_one("[data-error-summary]")
    return summary.get_text(" ", strip=True) if summary else ""
