"""Rows of a page that carry English versions with it: a figure, a learning goal, a unit.

Wagtail-localize finds a row's counterpart by its `translation_key`, and a translated text by it.
So a row keeps its key for as long as it is the same row.
"""

import copy
from collections.abc import Iterable, Sequence

from django.utils.functional import classproperty
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import TranslatableField


class TranslatedRow(TranslatableMixin, Orderable):
    """A row of an original, or of its version; what is no text of it is the original's."""

    #: The fields with texts that the row of a version has of its own.
    translated_texts: tuple[str, ...] = ()
    #: The language in which the row in hand is shown; see `rows_of`.
    text_language = ""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    @classproperty
    def translatable_fields(cls) -> list[TranslatableField]:  # noqa: N805
        """What wagtail-localize takes apart; it copies the row with all else of it."""
        return [TranslatableField(name) for name in cls.translated_texts]


def rows_of(page, name: str) -> list[TranslatedRow]:
    """The rows of a page as visitors read them: the original's, in its order and as they are now,
    with the version's texts where it has them. One query, for a version two.

    Each says its `text_language`: what has not been translated yet is shown in German rather than
    left out.
    """
    original = page.original
    rows = [copy.copy(row) for row in getattr(original, name).all()]
    versions = {}
    if page.is_version:
        versions = {row.translation_key: row for row in getattr(page, name).all()}
    for row in rows:
        row.text_language = original.text_language
        if version := versions.get(row.translation_key):
            row.text_language = page.text_language
            for field in row.translated_texts:
                setattr(row, field, getattr(version, field))
    return rows


def keep_rows(before: Iterable[TranslatedRow], after: Sequence[TranslatedRow]) -> None:
    """Makes rows written anew the ones they replace: those that say the same, then by place.

    For whoever writes all rows of a page at once; without it each would lose its translation.
    """
    before = list(before)
    left, new = dict(enumerate(before)), []
    for place, row in enumerate(after):
        same = (each for each, old in left.items() if _says(old) == _says(row))
        if (found := next(same, None)) is None:
            new.append((place, row))
        else:
            _replace(left.pop(found), row)
    for place, row in new:
        if place in left:
            _replace(left.pop(place), row)


def _says(row: TranslatedRow) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in row.translated_texts)


def _replace(old: TranslatedRow, row: TranslatedRow) -> None:
    row.pk, row.translation_key, row.locale_id = old.pk, old.translation_key, old.locale_id
