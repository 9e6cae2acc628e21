"""The tests' settings, but for what the measurements do themselves."""

from portal.settings.test import *

# They build the index.
SEARCH_DRAIN = "worker"
