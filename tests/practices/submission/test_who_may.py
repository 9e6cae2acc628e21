"""Who may do what with a draft that somebody in Bochum has begun: every cell of the matrix."""

import itertools
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from practices.submission import services
from practices.submission.models import State, Submission
from practices.submission.permissions import may_read
from practices.submission.steps import step_called
from practices.submission.values import fingerprint
from tests.cast import make_user, signed_in

from .writing import address, begun, draft, write

pytestmark = pytest.mark.django_db

ROLES = {
    "author": lambda cast: cast.learner,
    "author who works elsewhere now": lambda cast: moved(cast),
    "colleague": lambda cast: make_user("kollegium@bochum.example", cast.bochum),
    "editor of the own city": lambda cast: cast.editor_bochum,
    "editor of another city": lambda cast: cast.editor_herne,
    "project group": lambda cast: cast.reviewer,
    "administrator": lambda cast: cast.administrator,
    "hr developer of another city": lambda cast: cast.hr_developer,
    "person without a city": lambda cast: make_user("neu@portal.example", None),
}
REDAKTION = {"editor of the own city", "project group", "administrator"}
READERS = REDAKTION | {"author", "author who works elsewhere now"}
ALLOWED = {
    "read": READERS,
    "preview": READERS,
    "write": REDAKTION | {"author"},
    "hand over": {"author"},
    "send back": REDAKTION,
}
#: role → where it may begin: in Bochum, in Herne
BEGINNERS = {
    "author": (True, False),
    "author who works elsewhere now": (False, True),
    "colleague": (True, False),
    "editor of the own city": (True, False),
    "editor of another city": (False, True),
    "project group": (True, True),
    "administrator": (True, True),
    "hr developer of another city": (False, True),
    "person without a city": (False, False),
}


def moved(cast):
    cast.learner.home_city = cast.herne
    cast.learner.save()
    return cast.learner


@pytest.fixture
def submission(cast) -> Submission:
    made = begun(cast.learner)
    write(cast.learner, made, "kurzfassung", {"summary": "In einem Satz."})
    return made


def ready_for(action: str, submission, cast) -> None:
    """What must have been before."""
    if action == "send back":
        services.hand_over(submission=submission, user=cast.learner)


def by_service(action: str, submission, user) -> None:
    step = step_called("anlass")
    match action:
        case "read" | "preview":
            if not may_read(user, submission):
                raise PermissionDenied
        case "write":
            services.save_step(
                submission=submission,
                step=step,
                user=user,
                answers={"need": "Neu."},
                base=fingerprint(submission.draft, step),
            )
        case "hand over":
            services.hand_over(submission=submission, user=user)
        case "send back":
            services.send_back(submission=submission, user=user, text="Bitte mehr.")


def by_form(action: str, submission, user) -> int:
    client = signed_in(user)
    match action:
        case "read":
            return client.get(address("overview", submission)).status_code
        case "preview":
            return client.get(address("preview", submission)).status_code
        case "write":
            base = fingerprint(submission.draft, step_called("anlass"))
            return write(user, submission, "anlass", {"need": "Neu."}, base=base).status_code
        case "hand over":
            return client.post(address("hand_over", submission), {"text": ""}).status_code
    return client.post(address("send_back", submission), {"text": "Bitte mehr."}).status_code


def as_it_is(submission) -> tuple:
    fresh = Submission.objects.get(pk=submission.pk)
    return fresh.state, fresh.draft.need


@pytest.mark.parametrize(("role", "action"), list(itertools.product(ROLES, ALLOWED)))
def test_by_service(cast, submission, role, action):
    ready_for(action, submission, cast)
    user, before = ROLES[role](cast), as_it_is(submission)
    if role in ALLOWED[action]:
        by_service(action, submission, user)
        assert action in {"read", "preview"} or as_it_is(submission) != before
    else:
        with pytest.raises(PermissionDenied):
            by_service(action, submission, user)
        assert as_it_is(submission) == before


@pytest.mark.parametrize(("role", "action"), list(itertools.product(ROLES, ALLOWED)))
def test_by_form(cast, submission, role, action):
    ready_for(action, submission, cast)
    user, before = ROLES[role](cast), as_it_is(submission)
    status = by_form(action, submission, user)
    if role in ALLOWED[action]:
        assert status == (200 if action in {"read", "preview"} else 302)
        assert action in {"read", "preview"} or as_it_is(submission) != before
    else:
        # For whom a draft is not, it does not exist.
        assert status == (403 if role in READERS else 404)
        assert as_it_is(submission) == before


@pytest.mark.parametrize(("role", "city"), list(itertools.product(ROLES, ["bochum", "herne"])))
def test_who_may_begin_where(cast, role, city):
    user = ROLES[role](cast)
    allowed = BEGINNERS[role][city == "herne"]

    def begin():
        return services.begin(key=uuid.uuid4(), user=user, city=getattr(cast, city), title="Tandem")

    if allowed:
        assert begin().city == getattr(cast, city)
    else:
        with pytest.raises(PermissionDenied):
            begin()
        assert not Submission.objects.exists()


@pytest.mark.parametrize("name", ["start", "new"])
def test_visitors_sign_in_first(client, name):
    answer = client.get(reverse(f"submission:{name}"))
    assert answer.url.partition("?")[0] == reverse("account_login")


@pytest.mark.parametrize("name", ["overview", "preview", "send_back"])
def test_visitors_read_nothing(submission, name):
    answer = Client().get(address(name, submission))
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))


def test_the_key_of_another_s_draft_makes_nobody_its_author(cast, submission):
    client = signed_in(make_user("kollegium@bochum.example", cast.bochum))

    answer = client.post(
        reverse("submission:new"), {"title": "Gekapert", "key": str(submission.pk), "base": ""}
    )

    assert answer.status_code == 403
    assert draft(submission).title == "Tandem für den ersten Monat"


@pytest.mark.parametrize("state", [State.WRITING, State.HANDED_OVER])
def test_drafts_of_others_are_in_no_list(cast, submission, state):
    if state == State.HANDED_OVER:
        services.hand_over(submission=submission, user=cast.learner)
    for role, shown in {
        "editor of the own city": state == State.HANDED_OVER,
        "project group": state == State.HANDED_OVER,
        "colleague": False,
        "editor of another city": False,
    }.items():
        page = signed_in(ROLES[role](cast)).get(reverse("submission:start"))
        assert ("Tandem für den ersten Monat" in page.content.decode()) == shown, role
