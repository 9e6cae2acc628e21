import pytest
from django.db import DatabaseError, connection
from django.test import Client, override_settings

from portal import health
from search.services import rebuild


@pytest.fixture(autouse=True)
def _unknown_migrations(monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)


@pytest.mark.django_db
def test_ready_when_everything_answers(client, site):
    rebuild()

    response = client.get("/healthz/ready")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "checks": {
            "database": "ok",
            "migrations": "ok",
            "search": "ok",
            "search_changes": "ok",
        },
    }
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_without_the_search_still_in_service(client):
    response = client.get("/healthz/ready")

    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert response.json()["checks"]["search"] == "problem"


@pytest.mark.django_db
def test_out_of_service_while_a_migration_is_missing(client, monkeypatch):
    monkeypatch.setattr(
        health.MigrationExecutor, "migration_plan", lambda self, targets: [("a migration", False)]
    )

    response = client.get("/healthz/ready")

    assert response.status_code == 503
    assert response.json()["checks"]["migrations"] == "problem"


@pytest.mark.django_db
def test_out_of_service_without_the_database_and_silent_about_it(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise DatabaseError("password authentication failed for user portal")

    monkeypatch.setattr(connection, "cursor", refuse)

    response = client.get("/healthz/ready")

    assert response.status_code == 503
    assert response.json()["status"] == "problem"
    assert b"password" not in response.content


@pytest.mark.django_db
def test_applied_migrations_are_looked_up_once(client, django_assert_num_queries):
    client.get("/healthz/ready")

    with django_assert_num_queries(3):
        client.get("/healthz/ready")


@override_settings(ALLOWED_HOSTS=["portal.example.de"], SECURE_SSL_REDIRECT=True)
def test_alive_for_a_probe_that_knows_only_the_address():
    response = Client().get("/healthz/live", headers={"host": "10.0.0.7:8000"})

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
