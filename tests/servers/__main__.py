"""Runs a command with a PostgreSQL and an Elasticsearch, both started for it where none is named.

python -m tests.servers run pytest -m "not browser"
python -m tests.servers run python manage.py shell
"""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from . import distribution
from .pair import postgresql_and_elasticsearch
from .processes import ServerUnavailableError
from .shared import SERVERS, keep


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.servers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="name", required=True)
    run_parser = commands.add_parser("run", help="runs a command on the second pair")
    run_parser.add_argument("command", nargs=argparse.REMAINDER)
    commands.add_parser("fetch", help="fetches Elasticsearch, if it is not there")
    keep_parser = commands.add_parser("keep", help="what the tests themselves call")
    keep_parser.add_argument("server", choices=SERVERS)
    keep_parser.add_argument("directory", type=Path)
    options = parser.parse_args()
    # So that whatever has been started is ended on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        match options.name:
            case "run":
                return run(options.command)
            case "fetch":
                distribution.home()
            case "keep":
                keep(options.server, options.directory)
    except ServerUnavailableError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return missing(options.name)
    return 0


def missing(name: str) -> int:
    """What cannot run is left out with its reason, which is a failure where CI=true.

    The keeper always fails: whoever asked for it decides.
    """
    return 1 if name == "keep" or os.environ.get("CI") == "true" else 0


def run(command: Sequence[str]) -> int:
    """The command's exit code."""
    with postgresql_and_elasticsearch() as variables:
        child = subprocess.Popen(command, env=os.environ | variables)
        # Ctrl-C is for the command; we wait for it to end, and then end the servers.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()


if __name__ == "__main__":
    sys.exit(main())
