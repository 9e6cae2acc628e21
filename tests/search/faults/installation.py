"""The portal on an Elasticsearch that it reaches through a proxy, so that everything can go wrong.

What it says is read where people and programs read it: on the search page, from the API, from
the commands.
"""

import io
import json
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

from django.core.management import call_command
from django.test import Client
from elasticsearch import Elasticsearch

from search.engines import get_engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.keeper import IndexKeeper
from tests.servers.proxy import Proxy

#: Patient: a busy machine is no reason for a test to fail.
PATIENT = 30.0
NOTICE = "Die Suche ist gerade eingeschränkt"


@dataclass(frozen=True, slots=True)
class Command:
    """What a management command has said, and its exit code."""

    code: int
    text: str


@dataclass(slots=True)
class Installation:
    """`node` is a client that does not go through the `proxy`; `prefix` is the portal's own.

    `identity` is `user:password`, if the node asks who one is.
    """

    settings: object
    monkeypatch: object
    proxy: Proxy
    node: Elasticsearch
    prefix: str
    identity: str = ""
    web: Client = field(default_factory=Client)

    def connect(
        self,
        url: str = "",
        *,
        identity: str | None = None,
        timeout: float = PATIENT,
        **options: str,
    ) -> None:
        """From now on it is a process with this address, which knows nothing yet."""
        who = self.identity if identity is None else identity
        host = urlsplit(url or self.proxy.url).netloc
        query = urlencode({"timeout": timeout} | options, quote_via=quote)
        self.settings.SEARCH_URL = (
            f"elasticsearch://{who}{'@' if who else ''}{host}/{self.prefix}?{query}"
        )
        get_engine.cache_clear()
        self.monkeypatch.setattr("search.worker.keeper", IndexKeeper())

    @property
    def own_address(self) -> str:
        """Host and port of the node itself."""
        [node] = self.node.transport.node_pool.all()
        return f"{node.host}:{node.port}"

    @property
    def engine(self) -> ElasticsearchEngine:
        return get_engine()

    def found(self, text: str) -> list[str]:
        """The titles, from an engine that answers."""
        answer = self.answer(text)
        assert not answer["degraded"]
        return sorted(hit["title"] for hit in answer["hits"])

    def answer(self, text: str) -> dict:
        response = self.web.get("/api/search/", {"q": text})
        assert response.status_code == 200
        return response.json()

    def page(self, text: str) -> str:
        response = self.web.get("/suche/", {"q": text})
        assert response.status_code == 200
        return response.content.decode()

    def manage(self, *command: str) -> Command:
        out = io.StringIO()
        try:
            call_command(*command, stdout=out, stderr=out)
        except SystemExit as end:
            return Command(int(end.code or 0), out.getvalue())
        return Command(0, out.getvalue())

    def status(self) -> dict:
        """What `search_status --json` says; its exit code says whether all is well."""
        done = self.manage("search_status", "--json")
        told = json.loads(done.text)
        assert (done.code == 0) == told["ok"]
        return told

    def indexes(self) -> set[str]:
        """All that there is below the prefix, but for the rights to write."""
        rows = self.node.cat.indices(
            index=f"{self.prefix}*", h="index", format="json", expand_wildcards="all"
        )
        return {row["index"] for row in rows if "-lease" not in row["index"]}

    def aliases(self) -> dict[str, set[str]]:
        """Which indexes each alias below the prefix leads to."""
        led: dict[str, set[str]] = {}
        for index, told in self.node.indices.get_alias(index=f"{self.prefix}*").items():
            for alias in told["aliases"]:
                led.setdefault(alias, set()).add(index)
        return led
