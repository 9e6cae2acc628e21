"""One machine, no server: what `make run` starts. Every address is the site's own."""

from .base import *
from .base import CONTENT_HOSTS, env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="development-only-this-key-protects-nothing")
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    "testserver",
    *CONTENT_HOSTS,
    *env.list("ALLOWED_HOSTS", default=[]),
]
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="vielfalt-im-revier")
