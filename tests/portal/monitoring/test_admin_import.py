"""The import in the admin: upload, look, confirm."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.monitoring.models import Figure, StaffGroup
from tests.cast import signed_in

from .sheets import ROW, xlsx

pytestmark = pytest.mark.django_db


def upload(client, *rows):
    file = SimpleUploadedFile("zahlen.xlsx", xlsx(*rows))
    return client.post(reverse("figures_import"), {"file": file}).content.decode()


def ticket_in(html: str) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', html)
    return found[1] if found else ""


def test_looks_first_and_saves_on_confirmation(cast):
    client = signed_in(cast.editor_herne)
    preview = upload(client, ROW)
    assert "1 neu" in preview
    assert Figure.objects.count() == 0

    answer = client.post(reverse("figures_import_confirm"), {"ticket": ticket_in(preview)})

    assert "1 Kennzahl ist gespeichert." in answer.content.decode()
    assert Figure.objects.get().base == 159


def test_with_an_error_there_is_nothing_to_confirm(cast):
    preview = upload(signed_in(cast.editor_herne), ROW, {**ROW, "Stadt": "Bochum"})
    assert "Für „Bochum“ dürfen Sie keine Zahlen eintragen." in preview
    assert not ticket_in(preview)


def test_what_is_wrong_by_now_is_not_said_to_be_saved(cast):
    client = signed_in(cast.editor_herne)
    ticket = ticket_in(upload(client, ROW))
    StaffGroup.objects.filter(key="auszubildende").delete()

    page = client.post(reverse("figures_import_confirm"), {"ticket": ticket}).content.decode()

    assert not Figure.objects.exists()
    assert "Nichts ist gespeichert" in page
    assert "sind gespeichert" not in page


def test_a_ticket_is_one_persons(cast):
    preview = upload(signed_in(cast.editor_herne), ROW)
    signed_in(cast.reviewer).post(reverse("figures_import_confirm"), {"ticket": ticket_in(preview)})
    assert Figure.objects.count() == 0


def test_thrown_away_is_gone(cast):
    client = signed_in(cast.editor_herne)
    ticket = ticket_in(upload(client, ROW))
    client.post(reverse("figures_import_confirm"), {"ticket": ticket, "cancel": "1"})
    client.post(reverse("figures_import_confirm"), {"ticket": ticket})
    assert Figure.objects.count() == 0


def test_an_unreadable_file_is_refused_at_its_field(cast):
    file = SimpleUploadedFile("zahlen.xlsx", b"keine Tabelle")
    answer = signed_in(cast.editor_herne).post(reverse("figures_import"), {"file": file})
    assert "keine gültige Excel-Arbeitsmappe" in answer.content.decode()


@pytest.mark.parametrize("view", ["figures_import", "figures_import_template"])
@pytest.mark.parametrize(
    ("user", "allowed"),
    [("editor_herne", True), ("reviewer", True), ("hr_developer", False), ("learner", False)],
)
def test_who_gets_in(cast, user, allowed, view):
    answer = signed_in(getattr(cast, user)).get(reverse(view))
    assert (answer.status_code == 200) is allowed
