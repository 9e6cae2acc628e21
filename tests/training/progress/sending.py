"""A browser that was given the address to send progress to."""

from django.conf import settings
from django.test import Client

from training.courses.models import Enrolment
from training.progress.tokens import progress_url

SESSION = "sitzung-der-lernenden"


def address_of(enrolment: Enrolment) -> str:
    return progress_url(enrolment.pk, SESSION)


def browser(session: str = SESSION, **options) -> Client:
    """In that session, or another one; that it is nobody's any more costs no query to know."""
    client = Client(**options)
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client
