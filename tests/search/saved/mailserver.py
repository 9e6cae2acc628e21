"""A mail server of our own: real SMTP on a socket, which refuses what a test tells it to."""

import socketserver
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """Listens while the context lasts. `refuse`: address → the answer to its RCPT command."""

    refuse: dict[str, str] = field(default_factory=dict)
    hang_up_on: set[str] = field(default_factory=set)
    received: list[tuple[str, EmailMessage]] = field(default_factory=list)
    connections: int = 0

    def __enter__(self) -> "MailServer":
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        return self

    def __exit__(self, *error) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def addresses(self) -> list[str]:
        return [address for address, _message in self.received]

    def _handler(self):
        server = self

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self):
                server.connections += 1
                self.say("220 test")
                recipient = ""
                while line := self.rfile.readline():
                    command, _space, rest = line.decode().strip().partition(" ")
                    match command.upper():
                        case "RCPT":
                            recipient = rest.partition("<")[2].partition(">")[0]
                            if recipient in server.hang_up_on:
                                return
                            self.say(server.refuse.get(recipient, "250 ok"))
                        case "DATA":
                            self.say("354 go on")
                            server.received.append((recipient, self.message()))
                            self.say("250 taken")
                        case "QUIT":
                            self.say("221 bye")
                            return
                        case _:
                            self.say("250 ok")

            def say(self, text: str) -> None:
                self.wfile.write(f"{text}\r\n".encode())

            def message(self) -> EmailMessage:
                lines = []
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
                return message_from_bytes(b"".join(lines), policy=policy.default)

        return Conversation
