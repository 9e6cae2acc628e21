"""Foreign content below an address of the site would run with the rights of whoever looks at it."""

from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.files.storage import FileSystemStorage

from .files import package_storage


@checks.register(checks.Tags.security)
def packages_lie_where_no_address_leads(app_configs, **kwargs):
    """The directory of packages is neither below what the site serves itself, nor around it."""
    storage = package_storage()
    if not isinstance(storage, FileSystemStorage):
        return []
    place = Path(storage.location).resolve()
    return [
        checks.Error(
            f"The packages' directory {place} overlaps {name}, whose files have addresses.",
            hint="Set PACKAGES_ROOT to a directory of its own.",
            id="packages.E001",
        )
        for name in ("MEDIA_ROOT", "STATIC_ROOT")
        if _overlap(place, Path(getattr(settings, name)).resolve())
    ]


def _overlap(place: Path, served: Path) -> bool:
    return place.is_relative_to(served) or served.is_relative_to(place)
