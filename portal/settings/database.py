"""How the portal talks to each of its two databases."""

_SQLITE = {
    # A write transaction takes its lock at once and waits for it, instead of failing
    # half-way when it has to upgrade a read lock.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"),
}
_POSTGRESQL = {
    # Seconds, after which a visitor is told; there is no shorter time.
    "connect_timeout": 2,
    # Milliseconds. For a server that is lost in the middle of a question: the system's own
    # patience is a quarter of an hour, and no search may keep anybody longer than 3 s.
    "tcp_user_timeout": 2_500,
}


def with_options(database: dict) -> dict:
    """Settings of a database as Django takes them, made of those that an address gives.

    What the address of a PostgreSQL says itself (`?connect_timeout=5`) comes first.
    """
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return database | {"ENGINE": "portal.sqlite", "OPTIONS": _SQLITE}
    options = _POSTGRESQL | database.get("OPTIONS", {})
    return database | {"ENGINE": "portal.postgresql", "OPTIONS": options}
