"""Links in texts to a page that goes, set to another one: in what is public and in drafts.

Editors' links stand in rich texts as `<a linktype="page" id="…">`, wherever a page's fields or
blocks have them. What names the page by a field of its own is not touched.
"""

import json
import re
from collections.abc import Iterable

from django.db.models import Model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex, Revision

_LINK = re.compile(r"<a\b[^<>]*>", re.IGNORECASE)
_IS_PAGE = re.compile(r"""\blinktype=(["'])page\1""", re.IGNORECASE)


def relink(*, old: Page, new: Page) -> list[Page]:
    """The pages whose texts linked to `old` and now link to `new`, in their public text or a draft.

    Costs some queries for each such page, and reads every draft that differs from its page.
    """
    changed = {}
    for page in _pages_linking_to(old):
        if _relink_row(page, old.pk, new.pk):
            changed[page.pk] = page
    for page in Page.objects.filter(pk__in=changed.keys()) | Page.objects.filter(
        has_unpublished_changes=True
    ):
        revisions = [page.latest_revision_id, page.live_revision_id]
        for revision in Revision.objects.filter(pk__in=revisions):
            if _relink_revision(revision, page.specific_class, old.pk, new.pk):
                changed.setdefault(page.pk, page)
    return list(changed.values())


def _pages_linking_to(page: Page) -> Iterable[Page]:
    rows = {
        row.pk
        for row, _references in ReferenceIndex.get_grouped_references_to(page)
        if isinstance(row, Page)
    }
    return Page.objects.filter(pk__in=rows).specific()


def _text_fields(model: type[Model]):
    return [f for f in model._meta.concrete_fields if isinstance(f, RichTextField | StreamField)]


def _relink_row(page: Page, old: int, new: int) -> bool:
    """Written beside `save`, which would publish what a draft says of other fields."""
    before = {field.name: field.value_to_string(page) for field in _text_fields(type(page))}
    after = {name: _relinked_value(text, old, new) for name, text in before.items()}
    if before == after:
        return False
    type(page)._base_manager.filter(pk=page.pk).update(
        **{name: text for name, text in after.items() if text != before[name]}
    )
    ReferenceIndex.create_or_update_for_object(type(page)._base_manager.get(pk=page.pk))
    return True


def _relink_revision(revision: Revision, model: type[Model], old: int, new: int) -> bool:
    content = dict(revision.content)
    for field in _text_fields(model):
        text = content.get(field.name)
        if isinstance(text, str):
            content[field.name] = _relinked_value(text, old, new)
    if content == revision.content:
        return False
    Revision.objects.filter(pk=revision.pk).update(content=content)
    return True


def _relinked_value(text: str, old: int, new: int) -> str:
    """A field as it is stored: HTML, or the JSON of a StreamField with HTML within."""
    try:
        blocks = json.loads(text)
    except ValueError:
        return relinked_html(text, old, new)
    if not isinstance(blocks, list):
        return relinked_html(text, old, new)
    after = _walk(blocks, old, new)
    return text if after == blocks else json.dumps(after, ensure_ascii=False)


def _walk(value, old: int, new: int):
    if isinstance(value, str):
        return relinked_html(value, old, new)
    if isinstance(value, list):
        return [_walk(part, old, new) for part in value]
    if isinstance(value, dict):
        return {key: _walk(part, old, new) for key, part in value.items()}
    return value


def relinked_html(html: str, old: int, new: int) -> str:
    """`html` with its links to the page `old` set to the page `new`; nothing else of it changes."""
    target = re.compile(rf"""(\bid=)(["']){old}\2""")

    def of_link(tag: re.Match) -> str:
        return target.sub(rf"\g<1>\g<2>{new}\g<2>", tag[0]) if _IS_PAGE.search(tag[0]) else tag[0]

    return _LINK.sub(of_link, html)
