"""Uploads that the site serves itself."""

from pathlib import Path

import pytest


@pytest.fixture
def upload(settings):
    def write(name: str, content: bytes = b"x") -> None:
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return write


def test_pictures_are_shown(client, upload):
    upload("images/bild.png")
    response = client.get("/media/images/bild.png")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("name", ["images/bild.svg", "images/seite.html", "images/ohne"])
def test_what_could_run_is_downloaded(client, upload, name):
    upload(name, b"<script>alert(1)</script>")
    assert client.get(f"/media/{name}")["Content-Disposition"] == "attachment"


@pytest.mark.parametrize(
    "path", ["documents/x.pdf", "images/../documents/x.pdf", "./documents/x.pdf"]
)
def test_documents_have_no_public_address(site, client, upload, path):
    upload("documents/x.pdf")
    assert client.get(f"/media/{path}").status_code == 404


def test_nothing_outside_is_served(site, client):
    response = client.get("/media/../settings.py")
    assert response.status_code == 400
    assert "Diese Anfrage konnten wir nicht lesen" in response.content.decode()
