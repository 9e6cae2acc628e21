"""What a page of the form costs in queries: the same however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import PracticeFigure
from practices.submission import services
from practices.submission.steps import STEPS
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .writing import address, begun, draft, write

pytestmark = pytest.mark.django_db


def queries(user, url: str) -> int:
    client = signed_in(user)
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.slug)
def test_a_question(cast, step):
    submission = begun(cast.learner)
    assert queries(cast.learner, address("step", submission, step.slug)) <= MOST


#: A question: who asks, the draft as it was saved last, whether it may be written, its choices.
MOST = 32


def test_figures_cost_what_reading_them_from_the_revision_costs(cast):
    """Wagtail asks once for each row whether its page is still there; the form adds nothing."""
    submission = begun(cast.learner)

    def with_figures(number: int) -> int:
        page = draft(submission)
        page.figures = [
            PracticeFigure(label=f"Zahl {row}", value="1", period="2025", source="Akten")
            for row in range(number)
        ]
        page.save_revision(clean=False)
        return queries(cast.learner, address("step", submission, "kennzahlen"))

    assert with_figures(12) - with_figures(2) <= 10


def test_the_start_lists_two_or_eight_drafts_alike(cast):
    start = reverse("submission:start")

    def hand_in(count):
        for number in range(count):
            made = begun(cast.learner, f"Beispiel {number}")
            begun(cast.editor_bochum, f"Eigenes {number}")
            write(cast.learner, made, "kurzfassung", {"summary": "Ein Satz."})
            services.hand_over(submission=made, user=cast.learner)
        return queries(cast.learner, start), queries(cast.editor_bochum, start)

    assert hand_in(2) == hand_in(6)


def test_the_overview_costs_the_same_in_a_larger_city(cast):
    submission = begun(cast.learner)
    before = queries(cast.learner, address("overview", submission))
    for number in range(5):
        GoodPracticeFactory(parent=cast.bochum, title=f"Anderes {number}")
    assert queries(cast.learner, address("overview", submission)) == before
