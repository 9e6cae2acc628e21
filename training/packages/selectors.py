"""Reads across packages, their versions and what uses them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from .models import ContentPackage, Kind, PackageVersion, Status

#: Types of blocks in lessons that have a package.
BLOCK_TYPES = frozenset(Kind.values)


def packages_in(body: Iterable[Mapping]) -> Iterator[int]:
    """The packages that the raw blocks of a lesson name; no query."""
    for block in body:
        if block["type"] in BLOCK_TYPES and (pk := block["value"].get("package")):
            yield pk


def newest_ready_versions(package_pks: Iterable[int]) -> dict[int, int]:
    """Package → its newest version that is ready, for those that have one; one query at most."""
    packages = set(package_pks)
    if not packages:
        return {}
    versions = PackageVersion.objects.filter(package__in=packages, status=Status.READY)
    return dict(versions.order_by("number").values_list("package_id", "pk"))


def unused_versions() -> QuerySet[PackageVersion]:
    """Versions older than the newest that is ready, which no course gives to its learners."""
    newest = (
        PackageVersion.objects.filter(package=OuterRef("package"), status=Status.READY)
        .order_by()
        .values("package")
        .annotate(newest=Max("number"))
        .values("newest")
    )
    return PackageVersion.objects.filter(
        Q(status__in=[Status.READY, Status.REFUSED]),
        number__lt=Subquery(newest),
        uses=None,
    ).select_related("package")


def usable_packages(kind: str) -> QuerySet[ContentPackage]:
    """Packages of a kind with at least one version to show."""
    ready = PackageVersion.objects.filter(package=OuterRef("pk"), status=Status.READY)
    return ContentPackage.objects.filter(Exists(ready), kind=kind)


def choosable_packages(user) -> QuerySet[ContentPackage]:
    """Packages that the user may put into lessons."""
    policy = policy_registry.get_by_type(ContentPackage)
    return policy.instances_user_has_permission_for(user, "choose")


def with_newest(packages: QuerySet[ContentPackage]) -> QuerySet[ContentPackage]:
    """The packages with `newest_number` and `newest_status`, of the version uploaded last."""
    newest = PackageVersion.objects.filter(package=OuterRef("pk")).order_by("-number")
    return packages.annotate(
        newest_number=Subquery(newest.values("number")[:1]),
        newest_status=Subquery(newest.values("status")[:1]),
    )


def versions_of(package: ContentPackage) -> dict:
    """Its versions with `use_count`, how many versions of courses have each; one query."""
    versions = list(
        package.versions.annotate(use_count=Count("uses")).defer("manifest").order_by("-number")
    )
    return {
        "versions": versions,
        "is_running": any(
            version.status in {Status.WAITING, Status.UNPACKING} for version in versions
        ),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class UsingLesson:
    """A lesson that has the package."""

    pk: int
    title: str
    course: str


def package_context(package: ContentPackage, user) -> dict:
    """What the admin shows of a package: seven queries, however many versions and lessons."""
    shown = versions_of(package)
    lessons, hidden = lessons_using(package, user)
    newest = package.newest_ready
    return {
        **shown,
        "newest": newest,
        "items": newest.manifest.get("items", []) if newest else [],
        "lessons": lessons,
        "hidden_lessons": hidden,
        "is_used": bool(
            lessons or hidden or any(version.use_count for version in shown["versions"])
        ),
    }


def lessons_using(package: ContentPackage, user) -> tuple[list[UsingLesson], int]:
    """The lessons with the package that the user may edit, and how many others there are."""
    keys = ReferenceIndex.get_references_to(package).values_list("object_id", flat=True)
    pages = list(Page.objects.filter(pk__in={int(key) for key in keys}).order_by("path"))
    policy = policy_registry.get_by_type(Page)
    editable = set(
        policy.instances_user_has_permission_for(user, "change")
        .filter(pk__in=[page.pk for page in pages])
        .values_list("pk", flat=True)
    )
    above = {page.path[: -Page.steplen] for page in pages}
    courses = dict(Page.objects.filter(path__in=above).values_list("path", "title"))
    shown = [
        UsingLesson(
            pk=page.pk, title=page.title, course=courses.get(page.path[: -Page.steplen], "")
        )
        for page in pages
        if page.pk in editable
    ]
    return shown, len(pages) - len(shown)
