"""Who may run which version of a package. Reads only."""

from django.contrib.auth import get_user_model

from training.courses.models import Enrolment
from training.packages.models import PackageVersion, Status

from .grants import Grant


def runnable_version(version: int) -> PackageVersion | None:
    """A version that is unpacked; one query."""
    versions = PackageVersion.objects.select_related("package")
    return versions.filter(pk=version, status=Status.READY).first()


def may_run(grant: Grant) -> bool:
    """Whether what the grant stands for still holds: one query.

    An enrolment lets run what its version of the course names, a preview is for who writes.
    """
    if grant.is_preview:
        user = get_user_model().objects.filter(pk=grant.user, is_active=True).first()
        return user is not None and user.has_perm("wagtailadmin.access_admin")
    return Enrolment.objects.filter(
        pk=grant.enrolment,
        user=grant.user,
        user__is_active=True,
        version__package_uses__package_version=grant.version,
    ).exists()
