"""Whether this process lives and whether it can serve, for those who watch it.

`/healthz/live` asks nothing; a process that fails it should be started anew. `/healthz/ready`
asks the database and the search. Outsiders may read both, so they name what has a problem and
never which one.
"""

from collections.abc import Callable

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from search.status import changes_arrive, probe

OK, DEGRADED, PROBLEM = "ok", "degraded", "problem"


class HealthMiddleware:
    """Answers before the host name and HTTPS are looked at: probes come by address, over HTTP."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        match request.path_info:
            case "/healthz/live":
                return _uncached({"status": OK})
            case "/healthz/ready":
                return readiness()
        return self.get_response(request)


def readiness() -> JsonResponse:
    """503 if the database is away or not migrated.

    Without the search the site answers from the database; and where changes do not reach the
    index, or some were refused, it shows what was true before. Both are `degraded`, with status
    200, because taking every process out of service would help nobody; `search_status` says
    more. Three queries.
    """
    database = database_answers()
    migrated = database and migrations_applied()
    checks = {
        "database": database,
        "migrations": migrated,
        "search": probe(patient=False).ok,
        "search_changes": migrated and changes_arrive(),
    }
    status = PROBLEM if not migrated else OK if all(checks.values()) else DEGRADED
    return _uncached(
        {
            "status": status,
            "checks": {name: OK if good else PROBLEM for name, good in checks.items()},
        },
        status_code=200 if migrated else 503,
    )


def database_answers() -> bool:
    """One query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def migrations_applied() -> bool:
    """Whether the database has every migration of this program; reads all migration files.

    Once it has them it keeps them, so a positive answer is remembered: anybody may ask often.
    """
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


_migrated = False


def _uncached(content: dict, *, status_code: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status_code, headers={"Cache-Control": "no-store"})
