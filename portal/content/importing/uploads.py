"""An uploaded table between its preview and its confirmation.

It waits in the private storage, which no address leads to and which all servers share; the
browser only holds a signed ticket, good for one person and one hour.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.content.importing.report import UnreadableFileError

FOLDER = "import"
VALID_FOR = timedelta(hours=1)
_SALT = "portal.content.importing.uploads"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A kept table: its name on the person's machine, its content, the city for gaps in it."""

    name: str
    data: bytes
    city_id: int | None


def keep(*, name: str, data: bytes, user, city_id: int | None) -> str:
    """Stores the table and returns the ticket for it; removes what others left behind."""
    _discard_expired()
    path = storages["private"].save(f"{FOLDER}/{uuid.uuid4().hex}", ContentFile(data))
    ticket = {"path": path, "name": name, "user": user.pk, "city": city_id}
    return signing.dumps(ticket, salt=_SALT, compress=True)


def take(*, ticket: str, user) -> Upload:
    """The table for a ticket, once: it is gone from the storage afterwards.

    Raises `UnreadableFileError` when the ticket is forged, expired, somebody else's or used.
    """
    path, content = _path(ticket, user)
    storage = storages["private"]
    try:
        with storage.open(path) as file:
            data = file.read()
    except FileNotFoundError as error:
        raise _gone() from error
    storage.delete(path)
    return Upload(name=content["name"], data=data, city_id=content["city"])


def discard(*, ticket: str, user) -> None:
    """Removes the table of a ticket; one that is gone already is nobody's concern."""
    path, _content = _path(ticket, user)
    storages["private"].delete(path)


def _path(ticket: str, user) -> tuple[str, dict]:
    try:
        content = signing.loads(ticket, salt=_SALT, max_age=VALID_FOR)
    except signing.BadSignature as error:
        raise _gone() from error
    if content["user"] != user.pk:
        raise _gone()
    return content["path"], content


def _gone() -> UnreadableFileError:
    return UnreadableFileError(
        _(
            "Die hochgeladene Tabelle ist nicht mehr da: Sie wurde schon übernommen, oder die "
            "Vorschau ist älter als eine Stunde."
        ),
        _("Laden Sie sie noch einmal hoch."),
    )


def _discard_expired() -> None:
    storage = storages["private"]
    if not storage.exists(FOLDER):
        return
    for name in storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        try:
            expired = storage.get_modified_time(path) < timezone.now() - VALID_FOR
        except FileNotFoundError:
            # Somebody else confirmed it in this moment.
            continue
        if expired:
            storage.delete(path)
