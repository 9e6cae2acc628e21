"""The files of public pages: what visitors may fetch through a page is found through it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

from search import outbox
from search.documents import Attachment

from .models import PortalDocument, ReadingState

#: Characters of all files of one page together: some handbooks, but not a library.
MAX_PAGE_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file that a page offers: what it is called there, where it is, and what stands in it."""

    name: str
    title: str
    summary: str
    url: str
    text: str


def files_of_pages(pks: Iterable[int]) -> dict[int, list[PageFile]]:
    """The files that the pages refer to in fields, blocks and rich texts, oldest first.

    A reference makes a file as public as the page (see `selectors`); files in a private
    collection stay out. One query for pages without files, three for any number of files.
    """
    document_ids = defaultdict(list)
    references = _references().filter(object_id__in=[str(pk) for pk in pks])
    for page_id, document_id in references.values_list("object_id", "to_object_id"):
        document_ids[int(page_id)].append(int(document_id))
    if not document_ids:
        return {}
    documents = (
        _outside_private_collections(PortalDocument.objects.all())
        .select_related("reading")
        .in_bulk({pk for of_page in document_ids.values() for pk in of_page})
    )
    return {
        page_id: [_page_file(documents[pk]) for pk in sorted(set(of_page)) if pk in documents]
        for page_id, of_page in document_ids.items()
    }


def attachments(files: Iterable[PageFile]) -> tuple[Attachment, ...]:
    """The files that have text, as the search takes them; at most `MAX_PAGE_TEXT` characters."""
    taken: list[Attachment] = []
    left = MAX_PAGE_TEXT
    for file in files:
        if file.text and left > 0:
            taken.append(Attachment(name=file.name, url=file.url, text=file.text[:left]))
            left -= len(file.text)
    return tuple(taken)


def enqueue_pages_of(documents: Iterable[PortalDocument]) -> int:
    """Has the search look again at the pages that use the documents; one query to find them.

    Call it in the transaction of the change, and before a deletion.
    """
    keys = [str(document.pk) for document in documents]
    pages = _references().filter(to_object_id__in=keys).values_list("object_id", flat=True)
    return outbox.enqueue_pages(Page.objects.live().filter(pk__in={int(pk) for pk in pages}))


def enqueue_pages_of_collection(pk: int) -> int:
    """The same for all documents of a collection and of those below it; nothing if it is gone."""
    collection = Collection.objects.filter(pk=pk).first()
    if collection is None:
        return 0
    return enqueue_pages_of(
        PortalDocument.objects.filter(collection__path__startswith=collection.path).only("pk")
    )


def _references() -> QuerySet:
    # By the types' names: their keys would cost a query each, the first time.
    return ReferenceIndex.objects.filter(
        to_content_type__app_label="media",
        to_content_type__model="portaldocument",
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )


def _outside_private_collections(documents: QuerySet) -> QuerySet:
    for path in CollectionViewRestriction.objects.values_list("collection__path", flat=True):
        documents = documents.exclude(collection__path__startswith=path)
    return documents


def _page_file(document: PortalDocument) -> PageFile:
    reading = getattr(document, "reading", None)
    return PageFile(
        name=document.shown_name,
        title=document.title,
        summary=document.summary,
        url=document.url,
        text=reading.text if reading and reading.state == ReadingState.READ else "",
    )
