"""A real Elasticsearch node on 127.0.0.1, to be killed, paused and started anew at will."""

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import trustme
from elasticsearch import ApiError, Elasticsearch, TransportError

from . import distribution
from .processes import Server, give_to_servers

HOST = "127.0.0.1"
USER = "portal"
#: Compiles less well, which halves the processor time of a start and suits a short life.
FAST_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")

_LOG = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""


class ElasticsearchNode(Server):
    """One node with its own port, which it keeps when it is started anew, and its own data.

    `settings` are Elasticsearch's, such as `{"indexing_pressure.memory.limit": "1kb"}` for a
    node that answers bulk requests with 429; for measurements give `jvm` nothing, and `heap`
    enough. With a `password` it asks for basic authentication (`USER`) or an API key. With
    `certificate_for` it does that and speaks HTTPS, with a certificate for that host from an
    authority of its own, `ca_file`: 127.0.0.1 makes a right one, anything else a wrong one.
    """

    name = "elasticsearch"

    def __init__(
        self,
        *,
        heap: str = "512m",
        jvm: Sequence[str] = FAST_START,
        settings: Mapping[str, object] | None = None,
        password: str = "",
        certificate_for: str = "",
    ):
        self._home = distribution.home()
        self._java = distribution.java()
        super().__init__()
        self.password = password or (secrets.token_urlsafe(12) if certificate_for else "")
        self._https = bool(certificate_for)
        self._jvm = [f"-Xms{heap}", f"-Xmx{heap}", *jvm]
        self._settings = dict(settings or {})
        self._port = 0
        for directory in (self._configuration, self._logs, self._temporary):
            directory.mkdir()
        self._write("log4j2.properties", _LOG)
        if self.password:
            self._write("users", f"{USER}:{_hashed(self.password)}\n")
            self._write("users_roles", f"superuser:{USER}\n")
        if certificate_for:
            authority = trustme.CA()
            certificate = authority.issue_cert(certificate_for)
            authority.cert_pem.write_to_path(self.ca_file)
            self._write("key.pem", certificate.private_key_pem.bytes().decode())
            chain = b"".join(blob.bytes() for blob in certificate.cert_chain_pems)
            self._write("certificate.pem", chain.decode())
        give_to_servers(self._configuration, self._logs, self._temporary)

    @property
    def url(self) -> str:
        """Without user and password; known once the node has been started."""
        return f"{'https' if self._https else 'http'}://{HOST}:{self._port}"

    @property
    def ca_file(self) -> Path:
        """The certificate of the authority that the node's own certificate is from."""
        return self._configuration / "ca.pem"

    def client(self, **options) -> Elasticsearch:
        """A client that may do everything; `options` are its own."""
        if self.password:
            options.setdefault("basic_auth", (USER, self.password))
        if self._https:
            # A wrong host in the certificate is for others to notice.
            options |= {"ca_certs": str(self.ca_file), "ssl_assert_hostname": False}
        return Elasticsearch(self.url, **options)

    def api_key(self) -> str:
        """A new API key that may do everything, in the form that clients send."""
        with self.client() as client:
            return client.security.create_api_key(name=secrets.token_hex(4))["encoded"]

    def start(self) -> "ElasticsearchNode":
        self._write("elasticsearch.yml", self._yaml())
        options = [*self._jvm, f"-Djava.io.tmpdir={self._temporary}"]
        self._write("jvm.options", "".join(f"{option}\n" for option in options))
        if not self.running:
            self._ports.unlink(missing_ok=True)
        return super().start()

    @property
    def directory(self) -> Path:
        return self._home

    def command(self) -> Sequence[str | Path]:
        properties = {
            "cli.name": "server",
            "cli.script": self._home / "bin" / "elasticsearch",
            "cli.libs": "lib/tools/server-cli",
            "es.path.home": self._home,
            "es.path.conf": self._configuration,
            "es.distribution.type": "tar",
            "es.java.type": "ES_JAVA_HOME",
        }
        return [
            self._java,
            *("-Xms4m", "-Xmx64m", *FAST_START),
            *(f"-D{name}={value}" for name, value in properties.items()),
            *("-cp", "lib/*:lib/cli-launcher/*"),
            "org.elasticsearch.launcher.CliToolLauncher",
        ]

    def environment(self) -> Mapping[str, str]:
        return {
            "HOME": str(self._temporary),
            "ES_TMPDIR": str(self._temporary),
            "ES_JAVA_HOME": str(self._java.parents[1]),
        }

    def answers(self) -> bool:
        """Whether it serves, for which it first has to say on which port."""
        if not self._ports.exists():
            return False
        addresses = self._ports.read_text().split()
        if not addresses:
            return False
        self._port = int(addresses[0].rpartition(":")[2])
        try:
            with self.client(request_timeout=5, max_retries=0) as client:
                client.cluster.health(wait_for_status="yellow", timeout="1s")
        except (ApiError, TransportError):
            return False
        return True

    @property
    def _configuration(self) -> Path:
        return self.state / "config"

    @property
    def _logs(self) -> Path:
        return self.state / "logs"

    @property
    def _temporary(self) -> Path:
        return self.state / "tmp"

    @property
    def _ports(self) -> Path:
        return self._logs / "http.ports"

    def _yaml(self) -> str:
        settings = {
            "cluster.name": self.state.name,
            "node.name": self.state.name,
            "discovery.type": "single-node",
            "network.host": HOST,
            # The system chooses a free port, and only the first time.
            "http.port": self._port,
            "transport.port": 0,
            "node.portsfile": True,
            "path.data": self.state / "data",
            "path.logs": self._logs,
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "xpack.security.enabled": bool(self.password),
        }
        if self.password:
            settings["xpack.security.authc.password_hashing.algorithm"] = "PBKDF2"
        if self._https:
            settings |= {
                "xpack.security.http.ssl.enabled": True,
                "xpack.security.http.ssl.key": "key.pem",
                "xpack.security.http.ssl.certificate": "certificate.pem",
            }
        lines = (settings | self._settings).items()
        return "".join(f"{name}: {_scalar(value)}\n" for name, value in lines)

    def _write(self, name: str, text: str) -> None:
        path = self._configuration / name
        path.write_text(text)
        give_to_servers(path)


def _scalar(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _hashed(password: str) -> str:
    """As Elasticsearch's file realm keeps it with `PBKDF2`."""
    salt, rounds = secrets.token_bytes(32), 10_000
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds, dklen=32)
    encoded = "$".join(base64.b64encode(part).decode() for part in (salt, key))
    return f"{{PBKDF2}}{rounds}${encoded}"
