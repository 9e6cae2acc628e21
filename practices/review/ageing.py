"""An entry's date: confirmed for another year, or archived when nobody has looked for two."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from portal.translating.pages import VERSIONS
from practices.models import GoodPracticePage, review_due_after

#: Names in a page's history; `wagtail_hooks` says what editors read.
CONFIRMED = "practices.review.confirmed"
CHANGES_WANTED = "practices.review.changes_wanted"
ARCHIVED = "practices.review.archived"
#: So many years after its date an unconfirmed entry is archived.
ARCHIVE_YEARS = 2


def archive_before(today: date) -> date:
    """Entries that were due on this day or earlier are archived today."""
    try:
        return today.replace(year=today.year - ARCHIVE_YEARS)
    except ValueError:
        return today.replace(year=today.year - ARCHIVE_YEARS, day=28)


def due_for_archive(today: date):
    return GoodPracticePage.originals.live().filter(
        archived_on=None, review_due__lte=archive_before(today)
    )


@transaction.atomic
def archive(*, practice, today: date) -> bool:
    """Takes the entry out of the listings and the search; its address stays, and says so.

    False where somebody has confirmed or archived it meanwhile.
    """
    practice = (
        due_for_archive(today)
        .select_for_update(of=("self", "page_ptr"))
        .filter(pk=practice.pk)
        .first()
    )
    if practice is None:
        return False
    _set(practice, archived_on=today)
    log(
        instance=practice,
        action=ARCHIVED,
        data={"review_due": practice.review_due.isoformat()},
    )
    return True


def extend(practice) -> date:
    """Twelve more months from today, in what is public and in what is being written."""
    due = review_due_after(timezone.localdate())
    _set(practice, review_due=due, archived_on=None)
    return due


def _set(practice, **values) -> None:
    """Changes fields of the review without publishing what lies in drafts.

    The revisions carry them too: the next one that goes live must not bring the old date back.
    """
    for name, value in values.items():
        setattr(practice, name, value)
    practice.save(update_fields=[*values], clean=False)
    if practice.numchild:
        versions = GoodPracticePage.objects.filter(VERSIONS)
        versions.filter(translation_key=practice.translation_key).update(**values)
    for revision in Revision.objects.filter(
        pk__in=[practice.latest_revision_id, practice.live_revision_id]
    ):
        content = revision.content | {
            name: value.isoformat() if value else None for name, value in values.items()
        }
        Revision.objects.filter(pk=revision.pk).update(content=content)
