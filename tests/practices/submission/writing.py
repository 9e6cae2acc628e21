"""Walking through the guided form with a test client."""

import re
import uuid

from django.urls import reverse

from practices.submission.models import Submission
from tests.cast import signed_in


def address(name: str, submission: Submission, *slug: str) -> str:
    return reverse(f"submission:{name}", args=[submission.pk, *slug])


def hidden(answer, name: str) -> str:
    """The value of a hidden field in a page that came back."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    return found[1] if found else ""


def begun(user, title: str = "Tandem für den ersten Monat") -> Submission:
    """A draft that the user has begun, through the form."""
    client = signed_in(user)
    page = client.get(reverse("submission:new"))
    key = hidden(page, "key")
    client.post(
        reverse("submission:new"), {"title": title, "key": key, "base": hidden(page, "base")}
    )
    return Submission.objects.get(pk=uuid.UUID(key))


def write(user, submission: Submission, slug: str, answers: dict, *, base=None, **extra):
    """Answers one question as the browser does: reads the form, sends it back."""
    client = signed_in(user)
    step = address("step", submission, slug)
    if base is None:
        base = hidden(client.get(step), "base")
    return client.post(step, {"base": base, **answers}, **extra)


def autosave(user, submission, slug, answers, *, base=None):
    return write(user, submission, slug, answers, base=base, headers={"X-Autosave": "1"})


def draft(submission: Submission):
    """What is saved now."""
    return Submission.objects.get(pk=submission.pk).draft
