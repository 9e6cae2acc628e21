"""Wrong certificates, passwords and keys: one clear sentence, and never the secret."""

import ssl

import pytest
import trustme
from django.core.exceptions import ImproperlyConfigured

from search.drain import drain
from search.engines import EngineUnavailableError
from search.models import OutboxEntry
from search.services import rebuild
from tests.servers.elasticsearch import USER
from tests.servers.proxy import Proxy

from .installation import NOTICE

CERTIFICATE = "Das Zertifikat ist nicht das erwartete. Prüfen Sie Host und SEARCH_CA_FILE."
IDENTITY = "Elasticsearch weist die Anmeldung ab. Prüfen Sie SEARCH_API_KEY oder"
SECRET = "Geheim123"


@pytest.fixture
def authority(tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    return authority


@pytest.fixture
def secured(serving, authority, elasticsearch_url):
    """Starts a proxy with a certificate for this host, before the same node."""
    proxies = []

    def start(host):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host).configure_cert(context)
        proxies.append(Proxy(elasticsearch_url, tls=context).__enter__())
        return proxies[-1].url

    yield start
    for proxy in proxies:
        proxy.__exit__(None, None, None)


def assert_told(installation, caplog, capsys, sentence, *secrets):
    """By the command, by the drain and the rebuild, in the log; the page answers all the same."""
    page = installation.page("tandem")
    assert NOTICE in page
    assert "Tandem" in page
    problem = installation.status()["problem"]
    assert sentence in problem
    with pytest.raises(EngineUnavailableError, match=problem[:40]):
        drain()
    with pytest.raises(EngineUnavailableError, match=problem[:40]):
        rebuild()
    assert problem in caplog.text
    text = installation.manage("search_status").text
    assert problem in text
    shown = [page, problem, text, caplog.text, *capsys.readouterr()]
    assert not [secret for secret in secrets for said in shown if secret in said]


def test_the_right_certificate_is_trusted(serving, secured, tmp_path):
    serving.connect(secured("127.0.0.1"), tls="true", ca=str(tmp_path / "ca.pem"))
    assert serving.found("tandem") == ["Tandem"]
    assert serving.status()["ok"]


def test_a_certificate_for_another_host(serving, secured, tmp_path, caplog, capsys):
    url = secured("elsewhere.example")
    serving.connect(url, identity=f"{USER}:{SECRET}", tls="true", ca=str(tmp_path / "ca.pem"))
    assert_told(serving, caplog, capsys, CERTIFICATE, SECRET)


def test_a_certificate_of_an_unknown_authority(serving, secured, tmp_path, caplog, capsys):
    trustme.CA().cert_pem.write_to_path(tmp_path / "foreign.pem")
    url = secured("127.0.0.1")
    for options in ({"ca": str(tmp_path / "foreign.pem")}, {}):
        serving.connect(url, api_key=SECRET, tls="true", **options)
        assert_told(serving, caplog, capsys, CERTIFICATE, SECRET)


@pytest.mark.parametrize("content", ["", "kein Zertifikat", "-----BEGIN CERTIFICATE-----"])
def test_a_file_that_is_no_certificate_stops_the_start(serving, secured, tmp_path, content):
    (tmp_path / "empty.pem").write_text(content)
    serving.connect(secured("127.0.0.1"), tls="true", ca=str(tmp_path / "empty.pem"))
    with pytest.raises(ImproperlyConfigured, match=r"SEARCH_CA_FILE.*kein Zertifikat"):
        serving.manage("search_status")


def test_https_where_only_http_is_spoken(serving, authority, tmp_path, caplog, capsys):
    serving.connect(identity=f"{USER}:{SECRET}", tls="true", ca=str(tmp_path / "ca.pem"))
    sentence = "spricht unter dieser Adresse kein HTTPS. Prüfen Sie „tls“ in SEARCH_URL."
    assert_told(serving, caplog, capsys, sentence, SECRET)


def test_http_where_only_https_is_spoken(serving, secured, caplog, capsys):
    serving.connect(secured("127.0.0.1"), identity=f"{USER}:{SECRET}")
    assert_told(serving, caplog, capsys, "Elasticsearch ist nicht erreichbar.", SECRET)


class TestWhoWeAre:
    """On a node that asks."""

    @pytest.fixture(autouse=True)
    def index(self, guarded, practice):
        assert guarded.manage("search_rebuild").code == 0
        assert guarded.found("tandem") == ["Tandem"]

    def test_a_wrong_password(self, guarded, caplog, capsys):
        guarded.connect(identity=f"{USER}:{SECRET}")
        assert_told(guarded, caplog, capsys, IDENTITY, SECRET)

    def test_a_key_that_runs_out_while_it_is_used(self, guarded, practice, caplog, capsys):
        key = guarded.node.security.create_api_key(name="kurz", expiration="1d")
        guarded.connect(identity="", api_key=key["encoded"])
        assert guarded.found("tandem") == ["Tandem"]
        guarded.node.security.invalidate_api_key(ids=[key["id"]])
        practice.summary = "Eine Patenschaft."
        practice.save()
        assert_told(guarded, caplog, capsys, IDENTITY, key["encoded"], key["api_key"])
        assert OutboxEntry.objects.pending().exists()

        guarded.connect()
        assert drain().applied >= 1
        assert guarded.found("patenschaft") == ["Tandem"]

    def test_a_key_that_may_only_read(self, guarded, practice, caplog):
        key = guarded.node.security.create_api_key(
            name="liest",
            role_descriptors={
                "liest": {
                    "indices": [
                        {
                            "names": [f"{guarded.prefix}*"],
                            "privileges": ["read", "view_index_metadata"],
                        }
                    ]
                }
            },
        )
        guarded.connect(identity="", api_key=key["encoded"])
        assert guarded.found("tandem") == ["Tandem"], "it reads"
        practice.save()
        with pytest.raises(EngineUnavailableError, match="erlaubt diesem Zugang nicht"):
            drain()
        assert OutboxEntry.objects.pending().exists()
        assert OutboxEntry.objects.refused().count() == 0
        assert key["encoded"] not in caplog.text
