"""compose.yaml fits the program: its settings, its commands, and the README that explains it."""

import re
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from portal.settings.environment import Environment
from search.engines import engine_from_url

VARIABLE = re.compile(r"\$\{(\w+):\?[^}]*\}")


@pytest.fixture(scope="module")
def text() -> str:
    return (settings.BASE_DIR / "compose.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def services(text) -> dict[str, dict]:
    """Each service, with „geheim“ for everything that an operator has to choose."""
    return yaml.safe_load(VARIABLE.sub("geheim", text))["services"]


def test_the_readme_names_every_variable_that_is_required(text):
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    containers = readme.partition("**With containers.**")[2].partition("\n\n")[0]

    assert set(VARIABLE.findall(text)) == set(re.findall(r"`([A-Z_]{6,})`", containers))


def test_waits_only_for_services_that_can_tell(services):
    for service in services.values():
        for name, wanted in service.get("depends_on", {}).items():
            assert wanted["condition"] != "service_healthy" or services[name]["healthcheck"]


def test_its_addresses_are_understood_and_lead_to_its_services(services, monkeypatch):
    variables = services["portal"]["environment"]
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    env = Environment()

    assert env.db_url("DATABASE_URL")["HOST"] in services
    for name in ("CACHE_URL", "SEARCH_URL"):
        assert urlsplit(variables[name]).hostname in services
    engine = engine_from_url(variables["SEARCH_URL"])
    assert engine.name == "elasticsearch"


def test_somebody_writes_the_index(services):
    """The portal leaves it to a worker, so there has to be one."""
    drains = {
        name: service["environment"]["SEARCH_DRAIN"]
        for name, service in services.items()
        if "SEARCH_DRAIN" in service.get("environment", {})
    }
    followers = [
        service
        for service in services.values()
        if service.get("command", [])[1:3] == ["manage.py", "search_drain"]
    ]

    assert set(drains.values()) == {"worker"}
    assert [service["command"][-1] for service in followers] == ["--follow"]


def test_its_commands_exist(text):
    assert set(re.findall(r'manage\.py"?,? "?(\w+)', text)) <= set(get_commands())


def test_elasticsearch_asks_who_one_is_and_keeps_its_data(services):
    search, portal = services["search"], services["portal"]["environment"]

    assert search["environment"]["xpack.security.enabled"] == "true"
    assert search["environment"]["ELASTIC_PASSWORD"] == portal["SEARCH_PASSWORD"] == "geheim"
    assert portal["SEARCH_USERNAME"] == "elastic"
    assert [volume.partition(":")[2] for volume in search["volumes"]] == [
        "/usr/share/elasticsearch/data"
    ]
    assert "ports" not in search
