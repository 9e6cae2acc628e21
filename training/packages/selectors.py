"""Reads across packages, their versions and what uses them."""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page, ReferenceIndex

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


def pages_using(package: ContentPackage) -> list[Page]:
    """The pages whose draft or public text has the package, by title; two queries."""
    keys = ReferenceIndex.get_references_to(package).values_list("object_id", flat=True)
    return list(Page.objects.filter(pk__in=set(keys)).order_by("title"))


def usable_packages(kind: str) -> QuerySet[ContentPackage]:
    """Packages of a kind with at least one version to show."""
    ready = PackageVersion.objects.filter(package=OuterRef("pk"), status=Status.READY)
    return ContentPackage.objects.filter(Exists(ready), kind=kind)
