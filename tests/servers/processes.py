"""Servers as child processes: never as root, each in a group of its own, none left behind."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

#: How long a server may take to end when it is asked to.
STOP_SECONDS = 30.0
_PAUSE = 0.1


class ServerUnavailableError(Exception):
    """A server cannot be started here; the message names the remedy."""


def make_directory(purpose: str) -> Path:
    """A new directory that belongs to whom servers run as; below /tmp a socket's path is short."""
    path = Path(tempfile.mkdtemp(prefix=f"portal-{purpose}-"))
    give_to_servers(path)
    return path


def give_to_servers(*paths: Path) -> None:
    """Makes files and directories belong to whom servers run as."""
    if account := _account():
        for path in paths:
            os.chown(path, account.pw_uid, account.pw_gid)


def as_server(command: Sequence[str | Path], *, at_our_death: str = "") -> list[str]:
    """The command, run by somebody who is not root, as both servers demand.

    `at_our_death` names the signal that the system sends it when we die, however we die.
    """
    program = shutil.which("setpriv")
    if program is None:
        raise ServerUnavailableError(
            "setpriv fehlt: Installieren Sie es, unter Debian mit apt install util-linux."
        )
    options = ["--pdeathsig", at_our_death] if at_our_death else []
    if account := _account():
        options += [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return [program, *options, "--", *map(str, command)] if options else [*map(str, command)]


def _account() -> pwd.struct_passwd | None:
    """Whom servers run as; None for ourselves."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else None


class Server:
    """A server with a directory of its own for data and logs, which outlives stop and kill.

    A context manager that starts it, and at the end ends it and removes the directory. Start it
    from the main thread: the system ends it with the thread that started it.
    """

    name: str
    #: Ample: a node takes half a minute of processor time, and tests run beside it.
    start_seconds = 300.0
    #: What the system sends the server when this process dies.
    death_signal = "KILL"
    #: What asks it to end in good order.
    stop_signal = signal.SIGTERM

    def __init__(self):
        self.state = make_directory(self.name)
        self._process: subprocess.Popen | None = None

    @property
    def log(self) -> Path:
        return self.state / "server.log"

    @property
    def directory(self) -> Path:
        """The one that it runs in."""
        return self.state

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def command(self) -> Sequence[str | Path]:
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        return {}

    def answers(self) -> bool:
        """Whether it serves; asked again and again after the start."""
        raise NotImplementedError

    def start(self) -> Self:
        """Starts it and waits until it serves; on the data that it left, if it ran before."""
        if self.running:
            return self
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                as_server(self.command(), at_our_death=self.death_signal),
                cwd=self.directory,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"} | dict(self.environment()),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            wait_until(lambda: not self.running or self.answers(), self.start_seconds)
        except BaseException:
            self.kill()
            raise
        if not self.running or not self.answers():
            self.kill()
            raise ServerUnavailableError(f"{self.name} startet nicht:\n{self._log_tail()}")
        return self

    def stop(self) -> None:
        """Ends it in good order."""
        if self.running:
            self._process.send_signal(self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """Ends it and its children at once, as a crash would."""
        if self._process is not None:
            self._signal_all(signal.SIGKILL)
            self._process.wait(STOP_SECONDS)
            self._process = None

    def pause(self) -> None:
        """Stops it from running, so that it accepts connections and answers nothing."""
        self._signal_all(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal_all(signal.SIGCONT)

    def _signal_all(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)

    def close(self) -> None:
        """Ends it and removes what it has written."""
        self.kill()
        shutil.rmtree(self.state, ignore_errors=True)

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.close()
            raise

    def __exit__(self, *_error) -> None:
        self.close()

    def _log_tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether the condition came true in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_PAUSE)
    return True
