"""What the run times are given: the package's own words, and as little of the person as works."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from training.packages.models import Kind, PackageVersion

from .grants import Grant
from .h5p_words import h5p_words


def settings_of(version: PackageVersion, grant: Grant) -> dict:
    """For the page's script, as JSON. Addresses are relative to the page's own."""
    return {
        "site": grant.site,
        "files": "inhalt/",
        "filesWithStorage": "geliehen/",
        "keep": None if grant.is_preview else "stand/",
        "place": _digest("place", f"{grant.enrolment}/{grant.activity}"),
        "learner": {"id": pseudonym(grant), "name": _("Gast")},
        "preview": grant.is_preview,
        "title": version.package.title,
        "manifest": version.manifest,
        **(_h5p_files() if version.kind == Kind.H5P else _scorm_files(version.manifest)),
    }


def pseudonym(grant: Grant) -> str:
    """Who learns, for the package: the same in all its runs, another in every other package.

    Packages report to nobody, but what they are told they show, and may store in the browser.
    """
    return _digest("learner", f"{grant.version}/{grant.user}")


def _digest(purpose: str, value: str) -> str:
    return salted_hmac(f"training.cage.{purpose}", value).hexdigest()[:16]


def _scorm_files(manifest: dict) -> dict[str, str]:
    if manifest["version"] == "1.2":
        return {"library": staticfiles_storage.url("scorm-again/scorm12.min.js")}
    return {
        "library": staticfiles_storage.url("scorm-again/scorm2004.min.js"),
        "deflate": staticfiles_storage.url("fflate/browser.js"),
    }


def _h5p_files() -> dict:
    return {
        "frameJs": staticfiles_storage.url("h5p-standalone/frame.bundle.js"),
        "frameCss": staticfiles_storage.url("h5p-standalone/styles/h5p.css"),
        "ownCss": staticfiles_storage.url("portal/cage/h5p.css"),
        "translations": {"H5P": h5p_words()},
    }
