"""What belongs into the pack of a practice, for whoever asks."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from django.template.loader import render_to_string
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction

from portal.content.origins import Origin

from ..origins import template_origins

CONTENTS = "Inhalt.html"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """A file of the pack: its name there, and where it comes from."""

    name: str
    stored: str
    title: str
    summary: str
    size: int
    url: str
    licence: object = None
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContents:
    """All that an archive says and holds; `key` is another one when any of it changes."""

    key: str
    name: str
    html: str
    files: tuple[PackedFile, ...]

    @property
    def size(self) -> int:
        """Bytes of the files, as they are in the storage."""
        return sum(file.size for file in self.files)


def pack_contents(practice, request) -> PackContents | None:
    """The pack of the published practice as the request may have it; None without files.

    Files in a collection whose restriction the request does not meet are left out and not named;
    those that the storage has lost are named. Three queries, whatever the number of
    files, and those of `template_origins`.
    """
    # What is published, not what the draft says.
    rows = list(
        practice.templates.model.objects.filter(practice=practice)
        .select_related("licence", "adapted_from_licence")
        .order_by("sort_order", "pk")
    )
    ids = [row.document_id for row in rows]
    documents = _readable(get_document_model().objects.filter(pk__in=ids), request).in_bulk()
    wanted = [documents[pk] for pk in dict.fromkeys(ids) if pk in documents]
    present = [each for each in wanted if each.file.storage.exists(each.file.name)]
    if not present:
        return None
    licences = {row.document_id: row.licence for row in rows}
    origins = template_origins(rows, request)
    files = tuple(
        replace(
            file,
            licence=licences[document.pk] or practice.licence,
            origins=tuple(origins.get(document.pk, ())),
        )
        for document, file in zip(present, _named(present, practice.full_url), strict=True)
    )
    html = render_to_string(
        "practices/packing/contents.html",
        {
            "page": practice,
            "address": practice.full_url,
            "files": files,
            "missing": [each.title for each in wanted if each not in present],
        },
    )
    described = [html, *((file.name, file.stored, file.size) for file in files)]
    digest = hashlib.sha256(json.dumps(described).encode()).hexdigest()
    return PackContents(key=digest, name=f"{practice.slug}-vorlagen.zip", html=html, files=files)


def _readable(documents, request):
    for restriction in CollectionViewRestriction.objects.select_related("collection"):
        if not restriction.accept_request(request):
            documents = documents.exclude(collection__path__startswith=restriction.collection.path)
    return documents


def _named(documents: Iterable, site: str) -> Iterable[PackedFile]:
    for number, document in enumerate(documents, 1):
        yield PackedFile(
            name=file_name(number, document.title, document.file_extension.lower()),
            stored=document.file.name,
            title=document.title,
            summary=document.summary,
            size=document.get_file_size() or 0,
            url=urljoin(site, document.url),
        )


def file_name(number: int, title: str, extension: str) -> str:
    """A name that every system can unpack, in the order of the page: „01 Prüfliste.pdf“."""
    stem = title.removesuffix(f".{extension}")
    stem = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', " ", stem)
    stem = " ".join(stem.split())[:_LONGEST_NAME].strip(" .") or "Vorlage"
    return f"{number:02} {stem}.{extension}" if extension else f"{number:02} {stem}"
