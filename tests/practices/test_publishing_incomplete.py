"""However somebody tries to publish what is incomplete: a sentence, and nothing public."""

import pytest
from django.urls import reverse
from wagtail.models import APIToken

from practices.review.models import Review
from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

from .review.people import act, post_action, reviewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def incomplete(cast):
    page = GoodPracticeFactory(parent=cast.bochum, live=False, summary="", fields=[])
    page.save_revision(clean=False)
    return page


@pytest.fixture
def administrator(cast):
    """Who may publish beside the review: for all others the question does not arise."""
    return signed_in(cast.administrator)


def assert_explained(answer, page):
    page.refresh_from_db()
    assert not page.live
    assert answer.status_code == 200
    assert "Es fehlt: Kurzfassung, Handlungsfelder." in answer.content.decode()


def test_by_the_bulk_action(administrator, incomplete):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = administrator.post(f"{address}?next=/admin/&id={incomplete.pk}", follow=True)

    assert_explained(answer, incomplete)


def test_by_approving_it_in_the_workflow(cast, incomplete):
    people = reviewers(cast)
    incomplete.get_workflow().start(incomplete, cast.editor_bochum)
    act(incomplete, people["bochum"])
    task_state = incomplete.current_workflow_task_state

    answer = post_action(incomplete, people["herne"])

    assert_explained(answer, incomplete)
    # The approval is taken back with it.
    assert incomplete.current_workflow_task_state == task_state
    assert incomplete.current_workflow_task_state.status == "in_progress"
    assert Review.objects.count() == 1


def test_by_the_api(cast, client, incomplete):
    key = APIToken.generate_token()
    APIToken.objects.create(
        user=cast.administrator, name="Test", key_hash=APIToken.hash_token(key), prefix=key[:16]
    )

    answer = client.post(
        f"/api/v3/pages/{incomplete.pk}/actions/publish/",
        headers={"Authorization": f"Bearer {key}"},
    )

    incomplete.refresh_from_db()
    assert not incomplete.live
    assert answer.status_code == 422
    assert len(answer.json()["errors"]) == 2
