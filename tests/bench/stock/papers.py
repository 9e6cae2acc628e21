"""What is made of a practice: its PDF, and its work templates as zip, small and large."""

import os
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db.models.functions import Length
from django.urls import reverse

from portal.media.models import PortalDocument
from practices.models import GoodPracticePage, PracticeTemplate

#: Bytes of each file of a pack: what a request packs itself, and what is made beside it.
SMALL, LARGE = 200 * 1024, 12 * 1024 * 1024
FILES = 5


@dataclass(frozen=True, slots=True)
class Paper:
    """`beside`: the first visit orders it and is told how far it is."""

    name: str
    path: str
    beside: bool = True


def papers() -> list[Paper]:
    """Of the practices with the shortest and the longest text, and with small and large files."""
    by_length = GoodPracticePage.objects.annotate(length=Length("approach")).order_by("length")
    short, long = by_length.first(), by_length.last()
    _attach(short, SMALL)
    _attach(long, LARGE)
    return [
        Paper("PDF, short", reverse("practices_pdf", args=[short.pk])),
        Paper("PDF, long", reverse("practices_pdf", args=[long.pk])),
        Paper("templates, 1 MB", reverse("packing:pack", args=[short.pk]), beside=False),
        Paper("templates, 60 MB", reverse("packing:pack", args=[long.pk])),
    ]


def _attach(practice: GoodPracticePage, size: int) -> None:
    """Files that no archive makes smaller."""
    for number in range(FILES):
        file = ContentFile(os.urandom(size), name=f"{practice.pk}-{number}.bin")
        document = PortalDocument.objects.create(title=f"Vorlage {number}", file=file)
        PracticeTemplate.objects.create(practice=practice, document=document, sort_order=number)
