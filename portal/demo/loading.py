"""How demo content is loaded: each app brings a module `demo` with its loader.

A loader makes what is missing and leaves what is there, so that loading twice changes
nothing and never undoes an editor's work. Entries that refer to each other are made first
and linked afterwards, because a practice may name a module that comes later.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path

from django.core.files.images import ImageFile
from django.utils.module_loading import autodiscover_modules
from wagtail.models import Collection, Page

from portal.content.richtext import from_plain_text
from portal.media.models import PortalImage

from . import illustrations

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loader:
    """A kind of demo content.

    `make` yields the title of each thing that it made; `link` runs once everything exists, to
    connect and publish what refers to each other.
    """

    order: int
    label: str
    make: Callable[[], Iterator[str]]
    link: Callable[[], None] = lambda: None


_loaders: list[Loader] = []


def register(loader: Loader) -> None:
    _loaders.append(loader)


def all_loaders() -> list[Loader]:
    """The loaders of all apps, in their order."""
    autodiscover_modules("demo")
    return sorted(_loaders, key=lambda loader: loader.order)


def read_files(directory: Path) -> Iterator[tuple[str, Mapping]]:
    """The TOML files of a directory as (slug, data), by name."""
    for path in sorted(directory.glob("*.toml")):
        yield path.stem, tomllib.loads(path.read_text(encoding="utf-8"))


def import_key(slug: str) -> str:
    """By which an entry made from the file `slug` is found again."""
    return f"demo:{slug}"


def draw_image(
    motif: str, *, seed: str, title: str, collection: Collection | None, colour: str | None = None
) -> PortalImage:
    """Draws an illustration and keeps it as an image of the library, with its description."""
    picture = illustrations.draw(motif, seed=seed, colour=colour)
    return PortalImage.objects.create(
        title=title,
        description=illustrations.alt_text(motif),
        collection=collection or Collection.get_first_root_node(),
        file=ImageFile(BytesIO(picture), name=f"{seed}{illustrations.SUFFIX}"),
    )


def publish(page: Page, *, on: date | None = None) -> None:
    """Publishes a page as an editor would, dated back to the day `on`."""
    page.save_revision(log_action=True).publish(log_action=True)
    if on:
        moment = datetime.combine(on, time(9), tzinfo=UTC)
        type(page).objects.filter(pk=page.pk).update(
            first_published_at=moment, last_published_at=moment
        )


def body_blocks(data: Mapping) -> list[tuple[str, object]]:
    """The StreamField body of an entry: its steps and its questions."""
    english = data.get("language") == "en"
    blocks: list[tuple[str, object]] = []
    if steps := data.get("steps"):
        blocks += [
            ("heading", "How we went about it" if english else "So sind wir vorgegangen"),
            ("steps", [{**step, "text": from_plain_text(step["text"])} for step in steps]),
        ]
    if questions := data.get("faq"):
        heading = "What other cities ask" if english else "Was andere Städte fragen"
        blocks += [("heading", heading), ("questions", _questions(questions))]
    return blocks


def page_blocks(blocks: list[Mapping]) -> list[tuple[str, object]]:
    """The StreamField body of a page from its demo file's blocks."""
    return [_page_block(block) for block in blocks]


def _page_block(block: Mapping) -> tuple[str, object]:
    match block["type"]:
        case "heading":
            return "heading", block["text"]
        case "text":
            return "text", from_plain_text(block["text"])
        case "notice":
            return "notice", {
                "title": block["title"],
                "text": from_plain_text(block["text"]),
            }
        case "faq":
            return "questions", _questions(block["items"])
        case unknown:
            raise ValueError(f"Unknown demo block: {unknown}")


def _questions(items: list[Mapping]) -> list[dict[str, str]]:
    return [
        {"question": item["question"], "answer": from_plain_text(item["answer"])} for item in items
    ]
