"""Lists and reports of the admin say nothing about other cities' drafts and people."""

import pytest
from django.urls import reverse
from wagtail.models import Revision

from tests.cast import signed_in
from tests.factories import GoodPracticeFactory

pytestmark = pytest.mark.django_db

SECRET = "Streng geheimer Entwurf"

WHOLE_SITE = ["site_history", "page_types_usage"]
NARROWED = ["workflow", "workflow_tasks", "aging_pages", "locked_pages"]

ADDRESSES = [
    *[
        f"wagtailadmin_reports:{name}{results}"
        for name in WHOLE_SITE + NARROWED
        for results in ("", "_results")
    ],
    "wagtailadmin_explore_root",
    "wagtailadmin_home",
    "wagtailadmin_pages:search",
    "wagtailimages:index",
    "wagtaildocs:index",
]


@pytest.fixture
def secrets(cast):
    """Herne's editor has a draft in review, a public page with a draft, and one locked."""
    draft = GoodPracticeFactory(
        parent=cast.herne, title=SECRET, slug="entwurf", live=False, owner=cast.editor_herne
    )
    public = GoodPracticeFactory(
        parent=cast.herne, title="Aus Herne", slug="aus-herne", owner=cast.editor_herne
    )
    public.title = SECRET
    for page in (draft, public):
        page.save_revision(user=cast.editor_herne, log_action=True)
    draft.get_workflow().start(draft, cast.editor_herne)
    public.locked, public.locked_by = True, cast.editor_herne
    type(public).objects.filter(pk=public.pk).update(locked=True, locked_by=cast.editor_herne)
    assert Revision.objects.filter(user=cast.editor_herne).count() == 2
    return draft, public


def told(client, address, **query) -> str:
    answer = client.get(address, query, follow=True)
    assert answer.status_code in {200, 403}
    return b"".join(answer).decode()


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("query", [{}, {"q": "geheim"}, {"export": "csv"}])
def test_says_nothing_about_another_city(cast, secrets, name, query):
    text = told(signed_in(cast.editor_bochum), reverse(name), **query)

    assert SECRET not in text
    assert cast.editor_herne.email not in text


@pytest.mark.parametrize("view", ["type_use", "type_use_results"])
@pytest.mark.parametrize(
    ("app", "model"), [("practices", "goodpracticepage"), ("cities", "citypage")]
)
def test_the_use_of_a_type_says_nothing_about_another_city(cast, secrets, view, app, model):
    address = reverse(f"wagtailadmin_pages:{view}", args=[app, model])

    text = told(signed_in(cast.editor_bochum), address)

    assert SECRET not in text
    assert cast.editor_herne.email not in text


def test_the_explorer_of_the_own_city_names_the_own_people(cast, secrets):
    own = GoodPracticeFactory(parent=cast.bochum, owner=cast.editor_bochum)
    own.save_revision(user=cast.editor_bochum, log_action=True)

    text = told(
        signed_in(cast.editor_bochum), reverse("wagtailadmin_explore", args=[cast.bochum.pk])
    )

    assert text.count('name="owner"') == text.count('name="edited_by"') == 1
    assert cast.editor_herne.email not in text


@pytest.mark.parametrize("city", ["bochum", "herne"])
def test_the_workflow_report_names_who_submitted_the_own_pages(cast, secrets, city):
    editor = getattr(cast, f"editor_{city}")

    text = told(signed_in(editor), reverse("wagtailadmin_reports:workflow"))

    assert (cast.editor_herne.email in text) is (city == "herne")


@pytest.mark.parametrize("name", WHOLE_SITE)
@pytest.mark.parametrize(
    ("who", "allowed"), [("reviewer", True), ("administrator", True), ("editor_bochum", False)]
)
def test_reports_about_all_cities_are_for_those_who_edit_all(cast, secrets, name, who, allowed):
    client = signed_in(getattr(cast, who))
    address = reverse(f"wagtailadmin_reports:{name}")

    assert (client.get(address).status_code == 200) is allowed
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (address in home) is allowed


def test_the_reviewer_sees_the_drafts_of_all_cities(cast, secrets):
    reviewer = signed_in(cast.reviewer)

    assert SECRET in told(reviewer, reverse("wagtailadmin_reports:workflow"))
    assert SECRET in told(reviewer, reverse("wagtailadmin_reports:page_types_usage"))
    assert cast.editor_herne.email in told(reviewer, reverse("wagtailadmin_reports:site_history"))


@pytest.mark.parametrize("name", ["workflow", "site_history", "page_types_usage"])
def test_a_visitor_is_asked_to_sign_in(client, name):
    answer = client.get(reverse(f"wagtailadmin_reports:{name}"))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("wagtailadmin_login"))
