"""A draft that somebody without a right in the admin has begun."""

import uuid
from collections.abc import Iterator

from django.db import transaction

from portal.demo.loading import Loader, register
from portal.people.models import User
from practices.submission import services
from practices.submission.models import Submission
from practices.submission.steps import step_called
from practices.submission.values import fingerprint

KEY = uuid.UUID("5e0f7a52-6c1d-4a55-9a0e-2f6a3b1c7d10")
AUTHOR = "lernen@oberhausen.example"
TITLE = "Sprechstunde in fünf Sprachen"
ANSWERS = {
    "kurzfassung": {
        "summary": "Einmal im Monat beraten mehrsprachige Beschäftigte im Bürgerbüro ohne Termin. "
        "Wer kommt, muss niemanden zum Übersetzen mitbringen."
    },
    "anlass": {
        "need": "Viele Menschen brachten ihre Kinder zum Übersetzen mit.\n\n"
        "- Gespräche dauerten länger\n- Vertrauliches blieb ungesagt"
    },
    "vorgehen": {"approach": "Wir haben gefragt, wer im Haus welche Sprachen spricht."},
}


def make() -> Iterator[str]:
    """One draft, where its author has an account and has not begun it; nobody gets a mail."""
    author = User.objects.filter(email=AUTHOR).select_related("home_city").first()
    if author and author.home_city and not Submission.objects.filter(pk=KEY).exists():
        yield _make_draft(author)


@transaction.atomic
def _make_draft(author: User) -> str:
    submission = services.begin(key=KEY, user=author, city=author.home_city, title=TITLE)
    for slug, answers in ANSWERS.items():
        step = step_called(slug)
        submission = services.save_step(
            submission=submission,
            step=step,
            user=author,
            answers=dict(answers),
            base=fingerprint(submission.draft, step),
        )
    return submission.page.title


register(Loader(95, "Begonnene Praxisbeispiele", make))
