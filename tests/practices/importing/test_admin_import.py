"""The import in the admin: upload, preview, confirm; editors only below their own cities."""

import datetime
import io

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from portal.content.importing import uploads
from practices.models import GoodPracticePage
from tests.cast import signed_in
from tests.practices.importing.sheets import ROW, xlsx

pytestmark = pytest.mark.django_db

UPLOAD, CONFIRM = "practices_import", "practices_import_confirm"


def upload(client, data: bytes, name="praxis.xlsx", **fields):
    return client.post(reverse(UPLOAD), {"file": SimpleUploadedFile(name, data), **fields})


def kept_files() -> list[str]:
    storage = storages["private"]
    return storage.listdir(uploads.FOLDER)[1] if storage.exists(uploads.FOLDER) else []


@pytest.fixture(autouse=True)
def _no_leftovers():
    """Neither of these tests nor, before them, of others that import something."""
    forget_files()
    yield
    forget_files()


def forget_files() -> None:
    for name in kept_files():
        storages["private"].delete(f"{uploads.FOLDER}/{name}")


def test_preview_writes_nothing_and_confirmation_does(cast):
    client = signed_in(cast.editor_bochum)

    preview = upload(client, xlsx(ROW))

    assert "1 neu" in preview.content.decode()
    assert not GoodPracticePage.objects.exists()
    assert len(kept_files()) == 1

    result = client.post(reverse(CONFIRM), {"ticket": preview.context["ticket"]})

    page = GoodPracticePage.objects.get()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in result.content.decode()
    assert page.owner == cast.editor_bochum
    assert kept_files() == []


def test_rows_of_another_city_are_refused(cast):
    client = signed_in(cast.editor_bochum)

    preview = upload(client, xlsx(ROW, ROW | {"Stadt": "Herne"}))

    assert "Sie dürfen unter „Herne“ keine Einträge anlegen." in preview.content.decode()
    client.post(reverse(CONFIRM), {"ticket": preview.context["ticket"]})
    assert [page.get_parent().title for page in GoodPracticePage.objects.all()] == ["Bochum"]


def test_the_only_city_is_offered_and_fills_gaps(cast):
    client = signed_in(cast.editor_herne)

    form = client.get(reverse(UPLOAD)).context["form"]
    assert form["city"].initial == cast.herne.pk
    assert [city.title for city in form.fields["city"].queryset] == ["Herne"]

    preview = upload(client, xlsx({"Titel": "X", "Kurzfassung": "Y"}), city=cast.herne.pk)
    client.post(reverse(CONFIRM), {"ticket": preview.context["ticket"]})
    assert GoodPracticePage.objects.get().get_parent().specific == cast.herne


def test_foreign_city_cannot_be_chosen_for_gaps(cast):
    response = upload(
        signed_in(cast.editor_herne), xlsx({"Titel": "X", "Fachbereich": "Y"}), city=cast.bochum.pk
    )

    assert response.context["form"].errors["city"]


@pytest.mark.parametrize("who", ["hr_developer", "learner"])
def test_others_get_neither_page_nor_template(cast, who):
    client = signed_in(getattr(cast, who))

    for name in (UPLOAD, "practices_import_template"):
        assert client.get(reverse(name)).status_code == 302
    assert upload(client, xlsx(ROW)).status_code == 302
    assert kept_files() == []


def test_editors_find_the_import_in_the_menu(cast):
    shown = signed_in(cast.editor_bochum).get(reverse("wagtailadmin_home")).content.decode()

    assert reverse(UPLOAD) in shown


def test_ticket_works_once(cast):
    client = signed_in(cast.editor_bochum)
    ticket = upload(client, xlsx(ROW)).context["ticket"]
    client.post(reverse(CONFIRM), {"ticket": ticket})

    response = client.post(reverse(CONFIRM), {"ticket": ticket}, follow=True)

    assert "nicht mehr da" in response.content.decode()
    assert GoodPracticePage.objects.count() == 1


@pytest.mark.parametrize("ticket", ["", "erfunden", "x" * 5000])
def test_forged_ticket_is_refused(cast, ticket):
    response = signed_in(cast.editor_bochum).post(reverse(CONFIRM), {"ticket": ticket}, follow=True)

    assert "nicht mehr da" in response.content.decode()


def test_ticket_of_somebody_else_is_refused(cast):
    ticket = upload(signed_in(cast.editor_bochum), xlsx(ROW)).context["ticket"]

    signed_in(cast.editor_herne).post(reverse(CONFIRM), {"ticket": ticket})

    assert not GoodPracticePage.objects.exists()
    assert len(kept_files()) == 1


def test_discarding_removes_the_file(cast):
    client = signed_in(cast.editor_bochum)
    ticket = upload(client, xlsx(ROW)).context["ticket"]

    client.post(reverse(CONFIRM), {"ticket": ticket, "cancel": "1"})

    assert kept_files() == []
    assert not GoodPracticePage.objects.exists()


def test_forgotten_files_go_with_the_next_upload(cast, monkeypatch):
    client = signed_in(cast.editor_bochum)
    upload(client, xlsx(ROW))
    [forgotten] = kept_files()
    later = timezone.now() + datetime.timedelta(hours=2)
    monkeypatch.setattr(uploads.timezone, "now", lambda: later)

    upload(client, xlsx(ROW))

    assert len(kept_files()) == 1
    assert forgotten not in kept_files()


def test_unreadable_file_is_explained_at_its_field(cast):
    response = upload(signed_in(cast.editor_bochum), b"\x00\x01\x02", name="a.xlsx")

    assert response.context["form"].errors["file"]
    assert kept_files() == []


def test_nothing_to_write_offers_nothing_to_confirm(cast):
    response = upload(signed_in(cast.editor_bochum), xlsx(ROW | {"Beginn": "nie"}))

    assert response.context["ticket"] == ""
    assert "Beginn" in response.content.decode()


def test_more_rows_than_a_request_can_carry(cast):
    rows = [{"Titel": f"Nr. {number}", "Stadt": "Bochum"} for number in range(201)]

    response = upload(signed_in(cast.editor_bochum), xlsx(*rows))

    assert "mehr als 200" in str(response.context["form"].errors["file"])


def test_hostile_text_is_shown_as_text(cast):
    title = "<script>alert(1)</script>"

    html = upload(signed_in(cast.editor_bochum), xlsx({"Titel": title, "Stadt": title}))

    assert title not in html.content.decode()


def test_template_is_a_workbook(cast):
    response = signed_in(cast.editor_bochum).get(reverse("practices_import_template"))

    assert 'filename="Vorlage-Praxisbeispiele.xlsx"' in response["Content-Disposition"]
    assert load_workbook(io.BytesIO(response.content)).sheetnames[0] == "Praxisbeispiele"
