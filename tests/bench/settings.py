"""The tests' settings, with a database as an installation has it."""

from portal.settings.test import *

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as an installation has it, not memory.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "bench.sqlite3")}
# The measurements build the index themselves.
SEARCH_DRAIN = "worker"
