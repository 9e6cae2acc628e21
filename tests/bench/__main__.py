"""Measures the search against what it stands on, courses and packages beside wagtail-lms, and
visits of a portal with thousands of entries.

python -m tests.bench
python -m tests.bench --sizes 1000 --json bench.json
python -m tests.bench --sizes 100000 --only search suggestions --no-elasticsearch --no-peer
python -m tests.bench --only courses --writes 200
python -m tests.bench --only packages --files 1000 --megabytes 200
python -m tests.bench --only stock --practices 10000

An Elasticsearch is started for the run, or `ELASTICSEARCH_URL` names one; the database is
SQLite, or what `DATABASE_URL` names. Both get tables and indexes of their own for the run.
"""

import argparse
import os
import sys
from pathlib import Path

PARTS = ("search", "rebuild", "suggestions", "pages", "courses", "packages", "stock")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], metavar="N")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="these parts")
    parser.add_argument("--searches", type=int, default=120, help="how many different ones")
    parser.add_argument("--rounds", type=int, default=5, help="of each search")
    parser.add_argument("--rebuilds", type=int, default=3, help="rounds of rebuilds")
    parser.add_argument("--writes", type=int, default=500, help="of progress, of each learner")
    parser.add_argument("--files", type=int, default=1_000, help="of the package of many files")
    parser.add_argument("--megabytes", type=int, default=200, help="of the large package, the bomb")
    parser.add_argument("--practices", type=int, default=10_000, help="of the stock")
    parser.add_argument("--no-elasticsearch", action="store_true", help="the embedded engine only")
    parser.add_argument(
        "--no-peer", action="store_true", help="without Wagtail's search, wagtail-lms"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="writes the figures there, too")
    options = parser.parse_args()
    counts = (options.searches, options.rounds, options.rebuilds, options.writes)
    if min(*options.sizes, *counts, options.files, options.megabytes, options.practices) < 1:
        parser.error("All numbers are at least 1.")

    # Settings are chosen before anything of the portal is imported.
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    import django

    django.setup()
    from rich.console import Console

    from .run import run

    report = run(options, tell=Console(stderr=True).print)
    if options.json:
        report.write(options.json)
    # As wide as the tables, also where no terminal says how wide it is.
    console = Console()
    report.show(console if console.is_terminal else Console(width=130))
    return 0


if __name__ == "__main__":
    sys.exit(main())
