"""Reading what pages say to machines."""

import json

from bs4 import BeautifulSoup
from django.test import Client

AMB = "https://w3id.org/kim/amb/context.jsonld"


def linked_data(address: str, client: Client | None = None) -> list[dict]:
    """The JSON-LD blocks of a page, as a crawler finds them."""
    response = (client or Client()).get(address)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    blocks = page.find_all("script", type="application/ld+json")
    return [json.loads(block.string) for block in blocks]


def schema_org(address: str, client: Client | None = None) -> dict:
    """What an entry's page says in the words of schema.org; there is one such record."""
    [data] = [d for d in linked_data(address, client) if d["@context"] == "https://schema.org"]
    return data


def amb_record(address: str, client: Client | None = None) -> dict:
    """What an entry's page says to catalogues of learning resources; there is one such record."""
    [data] = [d for d in linked_data(address, client) if AMB in d["@context"]]
    return data
