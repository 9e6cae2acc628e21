"""The empty site: the pages, roles and workflow that every installation starts from."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.cities.models import CityIndexPage
from portal.cities.services import file_permissions, give_shared_rights, renew_shared_rights
from portal.monitoring.pages import MonitoringPage
from portal.people.roles import PROJECT_GROUP
from portal.translating.pages import english
from search.models import SearchPage

from .models import HomePage, StandardPage

#: Of entries: to note who reviewed them, when, and until when that holds.
REVIEW_PERMISSION = "review_goodpracticepage"
#: slug → title, kind, introduction
SEARCH_PAGES = {
    "suche": ("Suche", "", "Praxisbeispiele, Module und Städte in einer Suche."),
    "praxis": (
        "Praxisbeispiele",
        "praxis",
        "Was die Städte ausprobiert haben: mit Ergebnis, Aufwand und Stolpersteinen.",
    ),
    "training": (
        "Trainingsmodule",
        "training",
        "Fortbildungen, die Sie buchen, übernehmen oder im eigenen Tempo lernen können.",
    ),
}
MONITORING = {
    "title": "Monitoring zu Ziel 2: Anteil der Beschäftigten mit Einwanderungsgeschichte",
    "summary": (
        "Ziel 2 des Kontrakts: Der Anteil der Beschäftigten mit Einwanderungsgeschichte entspricht "
        "langfristig ihrem Anteil an der Stadtbevölkerung. Hier steht, was die Städte dazu wissen."
    ),
}
STANDARD_PAGES = {
    "impressum": "Impressum",
    "datenschutz": "Datenschutz",
    "barrierefreiheit": "Barrierefreiheit",
    "leichte-sprache": "Leichte Sprache",
}


@transaction.atomic
def create_site() -> HomePage:
    """Makes what is missing of the site's frame, and leaves what is there; idempotent.

    Only the site's public address follows `settings.SITE_URL` each time: it is what mails,
    canonical links and the API say.

    The frame: home page, search and listings, the cities' page, the monitoring of goal 2, the
    standard pages as drafts, the Projektgruppe with its rights, and the workflow in which it
    approves what cities submit. And English, the language of the pages' versions.
    """
    home = _home_page()
    english()
    _default_site(home)
    for slug, (title, kind, intro) in SEARCH_PAGES.items():
        _child(home, SearchPage(title=title, slug=slug, kind=kind, intro=intro, show_in_menus=True))
    _child(
        home,
        CityIndexPage(
            title="Städte",
            slug="staedte",
            summary="Wer im Kontrakt zusammenarbeitet, was die Städte anbieten und was sie suchen.",
            show_in_menus=True,
        ),
    )
    _child(home, MonitoringPage(slug="monitoring", **MONITORING))
    for slug, title in STANDARD_PAGES.items():
        _child(
            home,
            StandardPage(
                title=title,
                slug=slug,
                live=False,
                in_footer=True,
                easy_language=slug == "leichte-sprache",
            ),
        )
    _project_group(home)
    renew_shared_rights()
    return home


def _root() -> Page:
    root = Page.get_first_root_node()
    if root is None:
        Locale.objects.get_or_create(language_code="de")
        root = Page.add_root(instance=Page(title="Root", slug="root"))
    return root


def _home_page() -> HomePage:
    home = HomePage.objects.first()
    if home is None:
        root = _root()
        # The page that Wagtail's first migration leaves behind.
        for welcome in root.get_children().exact_type(Page):
            welcome.delete()
            root.refresh_from_db()
        _remove_wagtails_examples()
        home = root.add_child(
            instance=HomePage(title="Interkulturelle Städteregion Ruhr", slug="start")
        )
    return home


def _remove_wagtails_examples() -> None:
    """The roles and the workflow that Wagtail's migrations bring, unless somebody uses them.

    "Moderators" and "Editors" may edit the whole tree: a member would see every city's drafts.
    """
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
    GroupApprovalTask.objects.filter(groups=None).delete()
    Workflow.objects.filter(workflow_tasks=None).delete()


def _default_site(home: HomePage) -> None:
    address = urlsplit(settings.SITE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.root_page = home
    site.site_name = site.site_name or home.title
    site.save()


def _child(home: HomePage, page: Page) -> None:
    if not home.get_children().filter(slug=page.slug).exists():
        home.refresh_from_db()
        home.add_child(instance=page)


def _project_group(home: HomePage) -> None:
    group, _created = Group.objects.get_or_create(name=PROJECT_GROUP)
    group.permissions.add(
        *Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"),
        *Permission.objects.filter(
            content_type__app_label__in=["taxonomy", "monitoring", "search_thesaurus"],
            codename__regex="^(add|change|delete|view)_",
        ),
        *Permission.objects.filter(codename=REVIEW_PERMISSION),
    )
    give_shared_rights(group)
    for codename in ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"):
        GroupPagePermission.objects.get_or_create(
            group=group,
            page_id=home.pk,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            ),
        )
    root_collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for permission in file_permissions():
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root_collection, permission=permission
        )
    _review_workflow(home, group)


def _review_workflow(home: HomePage, group: Group) -> None:
    """What a city submits waits for the Projektgruppe; some entries go a way of their own."""
    for install in map(import_string, settings.ENTRY_WORKFLOWS):
        install(group)
    if WorkflowPage.objects.filter(page_id=home.pk).exists():
        return
    workflow = Workflow.objects.create(name=_("Prüfung durch die Projektgruppe"))
    task = GroupApprovalTask.objects.create(name=_("Projektgruppe prüft"))
    task.groups.add(group)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page_id=home.pk)
