"""Reading what pages say to machines."""

import json

from bs4 import BeautifulSoup
from django.test import Client


def linked_data(address: str, client: Client | None = None) -> list[dict]:
    """The JSON-LD blocks of a page, as a crawler finds them."""
    response = (client or Client()).get(address)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    blocks = page.find_all("script", type="application/ld+json")
    return [json.loads(block.string) for block in blocks]
