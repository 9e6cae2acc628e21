"""Whoever reads what a city looks for can write to the function that asks."""

import time_machine
from django.core import mail

from portal.wishes import services
from tests.portal.wishes.conftest import in_days, requested

from .conftest import Asking


def test_the_function_that_asks_gets_the_question(client, cast):
    asked = requested(cast)
    address = f"/kontakt/gesuch/{asked.pk}/"
    assert f'href="{address}"' in client.get(asked.get_absolute_url()).content.decode()
    answer = Asking(client, address).send()
    assert (answer.status_code, answer.url) == (302, asked.get_absolute_url())
    [sent] = mail.outbox
    assert sent.to == ["vielfalt@herne.example"]
    assert asked.title in sent.subject
    assert asked.get_absolute_url() in sent.body


def test_what_is_closed_or_past_its_day_or_hidden_takes_no_question(client, cast):
    asked = requested(cast)
    address = f"/kontakt/gesuch/{asked.pk}/"
    with time_machine.travel(in_days(61)):
        assert client.get(address).status_code == 404
    services.close(request=asked, user=cast.editor_herne)
    assert client.get(address).status_code == 404
    assert address not in client.get(asked.get_absolute_url()).content.decode()
    other = requested(cast, title="Etwas anderes")
    cast.herne.unpublish()
    assert client.get(f"/kontakt/gesuch/{other.pk}/").status_code == 404
