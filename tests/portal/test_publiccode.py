"""publiccode.yml keeps the rules of its standard, https://yml.publiccode.tools."""

import re
import tomllib
from datetime import date

import pytest
import yaml
from django.conf import settings

#: The standard's controlled vocabularies, as far as this file draws on them.
CATEGORIES = {
    "collaboration",
    "content-management",
    "educational-content",
    "hr",
    "knowledge-management",
    "learning-management-system",
}
SCOPES = {"education", "employment", "local-authorities", "society"}


@pytest.fixture(scope="module")
def publiccode() -> dict:
    return yaml.safe_load((settings.BASE_DIR / "publiccode.yml").read_text(encoding="utf-8"))


def test_has_every_mandatory_key(publiccode):
    assert publiccode["publiccodeYmlVersion"] == "0.4"
    assert publiccode["name"]
    assert re.fullmatch(r"https://\S+", publiccode["url"])
    assert publiccode["platforms"] == ["web"]
    assert set(publiccode["categories"]) <= CATEGORIES
    assert publiccode["developmentStatus"] in {"concept", "development", "beta", "stable"}
    assert publiccode["softwareType"] == "standalone/web"
    assert set(publiccode["intendedAudience"]["scope"]) <= SCOPES
    assert publiccode["maintenance"]["type"] == "internal"
    assert all(contact["name"] for contact in publiccode["maintenance"]["contacts"])
    date.fromisoformat(publiccode["releaseDate"])


@pytest.mark.parametrize("language", ["de", "en"])
def test_describes_itself_within_the_lengths(publiccode, language):
    description = publiccode["description"][language]

    assert description["localisedName"]
    assert 0 < len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert 5 <= len(description["features"]) <= 20
    for screenshot in description["screenshots"]:
        assert (settings.BASE_DIR / screenshot).is_file()


def test_agrees_with_the_program(publiccode):
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]

    assert publiccode["softwareVersion"] == project["version"]
    assert publiccode["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert publiccode["localisation"] == {
        "localisationReady": True,
        "availableLanguages": [code for code, _name in settings.LANGUAGES],
    }
    licence = (settings.BASE_DIR / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
