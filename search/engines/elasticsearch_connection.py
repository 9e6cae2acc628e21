"""The way to an Elasticsearch: its address and who we are there, and what goes wrong on it.

    elasticsearch://[user:password@]host[:port][,host…]/prefix[?tls=true&ca=…&api_key=…&timeout=…]

User, password, API key and the authority's certificate may also stand in settings of their own,
where no log of addresses shows them. They are never part of a message.
"""

import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    ConnectionError,
    ConnectionTimeout,
    Elasticsearch,
    NotFoundError,
    SSLError,
    TransportError,
    UnsupportedProductError,
)

from .base import EngineUnavailableError, IndexUnusableError
from .embedded_store import REBUILD

logger = logging.getLogger(__name__)

FORM = "elasticsearch://HOST:9200/PRÄFIX"
#: A visitor waits for a search; what writes may take its time.
SEARCH_SECONDS = 1.4
WRITE_SECONDS = 60.0
_PORT = 9200
#: What Elasticsearch takes as the name of an alias, with room for what we append.
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_PARAMETERS = {"tls", "ca", "api_key", "timeout"}
#: How OpenSSL, old and new, calls an answer that is none of TLS.
_NO_TLS = ("WRONG_VERSION_NUMBER", "record layer failure")
_TRUE, _FALSE = {"true", "1", "yes", "on"}, {"false", "0", "no", "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the Elasticsearch is; what must stay secret is not in its representation."""

    nodes: tuple[str, ...]
    prefix: str
    timeout: float = SEARCH_SECONDS
    ca_file: str = ""
    api_key: str = field(default="", repr=False)
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, url: str) -> "Address":
        """Raises `ImproperlyConfigured` with a sentence that repeats nothing of the address."""
        try:
            parts = urlsplit(url)
            query = parts.query.replace("+", "%2B")  # Elastic's keys are base64
            parameters = parse_qs(query, keep_blank_values=True, strict_parsing=bool(query))
        except ValueError:
            raise _unreadable("Sie ist keine Adresse") from None
        if unknown := set(parameters) - _PARAMETERS:
            raise _unreadable(
                f"Unbekannt ist darin {len(unknown)} Angabe hinter dem Fragezeichen; möglich sind "
                + ", ".join(sorted(_PARAMETERS))
            )
        given = {name: values[-1] for name, values in parameters.items()}
        identity, _at, hosts = parts.netloc.rpartition("@")
        username, _colon, password = identity.partition(":")
        prefix = parts.path.strip("/")
        if not _PREFIX.fullmatch(prefix):
            raise _unreadable(
                "Hinter dem Host steht ein Präfix aus Kleinbuchstaben, Ziffern, - und _"
            )
        tls = given.get("tls", "false").lower()
        if tls not in _TRUE | _FALSE:
            raise _unreadable("„tls“ ist true oder false")
        ca_file = given.get("ca") or getattr(settings, "SEARCH_CA_FILE", "")
        if ca_file and not Path(ca_file).is_file():
            raise ImproperlyConfigured(
                "SEARCH_CA_FILE (oder „ca“ in SEARCH_URL) nennt keine lesbare Datei."
            )
        if ca_file and not _has_certificates(ca_file):
            raise ImproperlyConfigured(
                "In der Datei, die SEARCH_CA_FILE (oder „ca“ in SEARCH_URL) nennt, steht kein "
                "Zertifikat."
            )
        api_key = given.get("api_key") or getattr(settings, "SEARCH_API_KEY", "")
        return cls(
            nodes=_nodes(hosts, secure=tls in _TRUE),
            prefix=prefix,
            timeout=_seconds(given.get("timeout", "")),
            ca_file=ca_file if tls in _TRUE else "",
            api_key=api_key,
            username=unquote(username) or getattr(settings, "SEARCH_USERNAME", ""),
            password=unquote(password) or getattr(settings, "SEARCH_PASSWORD", ""),
        )

    def client(self) -> Elasticsearch:
        """A client for searches; `writing_client` makes it patient.

        A refused connection is tried once more at once, a silent server is not: so no request
        takes much longer than `timeout`.
        """
        options: dict = {"request_timeout": self.timeout}
        if self.api_key:
            options["api_key"] = self.api_key
        elif self.username:
            options["basic_auth"] = (self.username, self.password)
        if self.ca_file:
            options["ca_certs"] = self.ca_file
        return Elasticsearch(
            list(self.nodes),
            max_retries=1,
            retry_on_timeout=False,
            retry_on_status=(502, 503, 504),
            **options,
        )


def patient(client: Elasticsearch) -> Elasticsearch:
    """The same connections for what may take its time."""
    return client.options(request_timeout=WRITE_SECONDS)


def _nodes(hosts: str, *, secure: bool) -> tuple[str, ...]:
    nodes = []
    for host in hosts.split(","):
        try:
            parts = urlsplit(f"//{host}")
            name, port = parts.hostname, parts.port or _PORT
        except ValueError:
            raise _unreadable("Host oder Port ist nicht lesbar") from None
        if not name:
            raise _unreadable("Der Host fehlt")
        name = f"[{name}]" if ":" in name else name
        nodes.append(f"{'https' if secure else 'http'}://{name}:{port}")
    return tuple(nodes)


def _has_certificates(ca_file: str) -> bool:
    try:
        ssl.create_default_context(cafile=ca_file)
    except (OSError, ValueError):
        return False
    return True


def _seconds(text: str) -> float:
    if not text:
        return SEARCH_SECONDS
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.05 <= seconds <= 30:
        raise _unreadable("„timeout“ ist eine Zahl von Sekunden zwischen 0.05 und 30")
    return seconds


def _unreadable(why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"SEARCH_URL ist nicht brauchbar: {why}. Erwartet wird {FORM}, zum Beispiel "
        "SEARCH_URL=elasticsearch://localhost:9200/portal"
    )


@contextmanager
def speaking() -> Iterator[None]:
    """Whatever goes wrong between us and Elasticsearch becomes `EngineUnavailableError`."""
    try:
        yield
    except (ApiError, TransportError) as error:
        logger.warning("Elasticsearch: %s", _in_short(error))
        raise unavailable(error) from error


def unavailable(error: ApiError | TransportError) -> EngineUnavailableError:
    """The error as a sentence for administrators."""
    if is_missing_index(error):
        return no_index()
    return EngineUnavailableError(_sentence(error))


def no_index() -> IndexUnusableError:
    return IndexUnusableError(f"Es gibt noch keinen Suchindex. {REBUILD} baut ihn auf.")


def is_missing_index(error: Exception) -> bool:
    return isinstance(error, NotFoundError) and (
        error.error in ("index_not_found_exception", "aliases_not_found_exception")
        or "missing" in str(error.error)
    )


def _sentence(error: ApiError | TransportError) -> str:
    match error:
        case AuthenticationException():
            return (
                "Elasticsearch weist die Anmeldung ab. Prüfen Sie SEARCH_API_KEY oder "
                "SEARCH_USERNAME und SEARCH_PASSWORD."
            )
        case AuthorizationException():
            return "Elasticsearch erlaubt diesem Zugang nicht, was die Suche braucht."
        case UnsupportedProductError():
            return "Unter der Adresse der Suche antwortet kein Elasticsearch."
        case ApiError() if error.status_code == 429:
            return "Elasticsearch ist überlastet und nimmt gerade nichts an."
        case ApiError():
            return f"Elasticsearch meldet einen Fehler ({_in_short(error)})."
        case SSLError() if any(sign in str(error) for sign in _NO_TLS):
            return (
                "Elasticsearch spricht unter dieser Adresse kein HTTPS. Prüfen Sie „tls“ in "
                "SEARCH_URL."
            )
        case SSLError():
            return (
                "Die Verbindung zu Elasticsearch ist nicht gesichert: Das Zertifikat ist nicht "
                "das erwartete. Prüfen Sie Host und SEARCH_CA_FILE."
            )
        case ConnectionTimeout():
            return "Elasticsearch antwortet nicht rechtzeitig."
        case ConnectionError():
            return "Elasticsearch ist nicht erreichbar."
        case _:
            return f"Elasticsearch ist nicht zu verstehen ({type(error).__name__})."


def _in_short(error: ApiError | TransportError) -> str:
    """Kind and status, and nothing that an answer or a request may carry besides."""
    if isinstance(error, ApiError):
        return f"{error.status_code} {str(error.error)[:80]}"
    return type(error).__name__
