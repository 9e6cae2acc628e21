"""Who may take which step: every role, every way, every cell."""

import pytest
from django.urls import reverse
from wagtail.models import APIToken, TaskState

from portal.people.models import User
from portal.people.roles import PROJECT_GROUP, editors_of
from practices.review.models import Review
from practices.review.services import ReviewRefusedError
from tests.cast import PASSWORD, make_user, signed_in
from tests.practices.test_submission import complete

from .people import act, approval, post_action, submit

pytestmark = pytest.mark.django_db

#: role → may give the first review, may give the second, of an entry of Bochum
MATRIX = {
    "Projektgruppe of the own city": (True, False),
    "Projektgruppe of another city": (True, True),
    "Projektgruppe without a city": (True, False),
    "Projektgruppe of another city who also writes for the own": (True, False),
    "administrator of the own city": (True, False),
    "administrator of another city": (True, True),
    "administrator without a city": (True, False),
    "editor of the own city": (False, False),
    "editor of another city": (False, False),
    "HR developer of another city": (False, False),
    "learner": (False, False),
}


def person(role: str, cast) -> User:
    def admin(city):
        return User.objects.create_superuser("neu@portal.example", PASSWORD, home_city=city)

    def member(city, *groups):
        return make_user("neu@stadt.example", city, PROJECT_GROUP, *groups)

    return {
        "Projektgruppe of the own city": lambda: member(cast.bochum),
        "Projektgruppe of another city": lambda: member(cast.herne),
        "Projektgruppe without a city": lambda: member(None),
        "Projektgruppe of another city who also writes for the own": lambda: member(
            cast.herne, editors_of("Bochum")
        ),
        "administrator of the own city": lambda: admin(cast.bochum),
        "administrator of another city": lambda: admin(cast.herne),
        "administrator without a city": lambda: admin(None),
        "editor of the own city": lambda: cast.editor_bochum,
        "editor of another city": lambda: cast.editor_herne,
        "HR developer of another city": lambda: cast.hr_developer,
        "learner": lambda: cast.learner,
    }[role]()


def at_step(practice, people, step: int) -> None:
    if step == 1:
        act(practice, people["none"])


@pytest.mark.parametrize("step", [0, 1])
@pytest.mark.parametrize("role", MATRIX)
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_by_the_service(cast, practice, people, role, step, action):
    user = person(role, cast)
    at_step(practice, people, step)
    data = approval() if action == "approve" else {"comment": "Bitte ergänzen."}
    before = practice.current_workflow_task_state

    if MATRIX[role][step]:
        act(practice, user, action, data)
        before.refresh_from_db()
        assert before.status in {TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED}
        assert before.finished_by == user
    else:
        with pytest.raises(ReviewRefusedError):
            act(practice, user, action, data)
        before.refresh_from_db()
        assert before.status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("step", [0, 1])
@pytest.mark.parametrize("role", MATRIX)
def test_by_the_admin(cast, practice, people, role, step):
    user = person(role, cast)
    at_step(practice, people, step)
    allowed = MATRIX[role][step]
    before = practice.current_workflow_task_state
    task = before.task.specific

    assert bool(task.get_actions(practice, user)) == allowed
    assert task.user_can_access_editor(practice, user) == allowed
    assert task.locked_for_user(practice, user) != allowed
    assert task.get_task_states_user_can_moderate(user).filter(pk=before.pk).exists() == allowed
    post_action(practice, user)
    before.refresh_from_db()
    assert (before.status == TaskState.STATUS_APPROVED) == allowed


@pytest.mark.parametrize("step", [0, 1])
@pytest.mark.parametrize("role", MATRIX)
def test_by_the_editor_with_the_data_of_no_form(cast, practice, people, role, step):
    """The edit view takes the action's data as the browser sends it."""
    user = person(role, cast)
    at_step(practice, people, step)
    before = practice.current_workflow_task_state

    signed_in(user).post(
        reverse("wagtailadmin_pages:edit", args=[practice.pk]),
        complete()
        | {
            "action-workflow-action": "1",
            "workflow-action-name": "approve",
            "workflow-action-extra-data": '{"comment": "ohne Liste"}',
        },
    )

    before.refresh_from_db()
    assert before.status == TaskState.STATUS_IN_PROGRESS


def test_one_person_cannot_give_both_reviews(practice, people):
    act(practice, people["herne"])

    with pytest.raises(ReviewRefusedError, match="erste Prüfung"):
        act(practice, people["herne"])
    post_action(practice, people["herne"])
    assert Review.objects.count() == 1
    practice.refresh_from_db()
    assert not practice.live


def test_who_submits_does_not_confirm(cast, practice, people):
    practice.current_workflow_state.cancel()
    submit(practice, people["herne"])
    act(practice, people["bochum"])

    with pytest.raises(ReviewRefusedError, match="selbst eingereicht"):
        act(practice, people["herne"])


#: role → may make it public without the review
PUBLISHING = dict.fromkeys(MATRIX, False) | {
    "administrator of another city": True,
    "administrator without a city": True,
}


@pytest.mark.parametrize("role", PUBLISHING)
def test_publishing_past_the_review_by_the_bulk_action(cast, practice, role):
    user = person(role, cast)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    signed_in(user).post(f"{address}?next=/admin/&id={practice.pk}", follow=True)

    practice.refresh_from_db()
    assert practice.live == PUBLISHING[role]


@pytest.mark.parametrize("role", PUBLISHING)
def test_publishing_past_the_review_by_the_api(cast, client, practice, role):
    key = APIToken.generate_token()
    APIToken.objects.create(
        user=person(role, cast), name="Test", key_hash=APIToken.hash_token(key), prefix=key[:16]
    )

    client.post(
        f"/api/v3/pages/{practice.pk}/actions/publish/",
        headers={"Authorization": f"Bearer {key}"},
    )

    practice.refresh_from_db()
    assert practice.live == PUBLISHING[role]


@pytest.mark.parametrize("role", PUBLISHING)
def test_publishing_past_the_review_by_code_that_names_a_person(cast, practice, role):
    user = person(role, cast)

    if PUBLISHING[role]:
        practice.get_latest_revision().publish(user=user)
    else:
        with pytest.raises(ReviewRefusedError, match="reichen Sie den Eintrag zur Prüfung ein"):
            practice.get_latest_revision().publish(user=user, skip_permission_checks=True)
    practice.refresh_from_db()
    assert practice.live == PUBLISHING[role]


def test_an_edit_after_the_review_needs_a_new_one(practice, people):
    act(practice, people["bochum"])
    act(practice, people["herne"])
    practice.refresh_from_db()
    practice.title = "Etwas anderes"

    with pytest.raises(ReviewRefusedError):
        practice.save_revision().publish(user=people["herne"])
