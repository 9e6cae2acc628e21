"""For the migrations that let rows of pages have versions; see `rows`."""

import uuid

from django.db import migrations, models
from django.db.models.deletion import PROTECT

_AT_ONCE = 500


def fields_of_versions(model: str) -> list:
    """Both fields of a row, empty at first; `give_keys` fills them in a migration of its own."""
    return [
        migrations.AddField(
            model_name=model,
            name="translation_key",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name=model,
            name="locale",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=PROTECT,
                related_name="+",
                to="wagtailcore.locale",
                verbose_name="locale",
            ),
        ),
    ]


def fields_for_good(model: str) -> list:
    """The same fields where every row has them."""
    return [
        migrations.AlterField(
            model_name=model,
            name="translation_key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.AlterField(
            model_name=model,
            name="locale",
            field=models.ForeignKey(
                editable=False,
                on_delete=PROTECT,
                related_name="+",
                to="wagtailcore.locale",
                verbose_name="locale",
            ),
        ),
        migrations.AlterUniqueTogether(name=model, unique_together={("translation_key", "locale")}),
    ]


def give_keys(rows, pages, revisions, *, parent: str, relation: str, texts: tuple) -> None:
    """A key and its page's language for every row, and the same ones in its page's newest draft.

    Models as the migration has them: of the rows, of their pages, and `Revision`. Rows of an
    English version get keys of their own: they were copied and not translated, and are nobody's
    counterpart. Without its key in the draft, a row would be another one when that is published.
    Rows that were new in that draft have no primary key there, and are known by their `texts`.
    """
    languages = dict(pages.objects.order_by().values_list("pk", "locale_id"))
    keyless = list(rows.objects.filter(translation_key=None).order_by("pk"))
    known = {}
    for row in keyless:
        page = getattr(row, f"{parent}_id")
        row.translation_key = uuid.uuid4()
        row.locale_id = languages[page]
        says = tuple(getattr(row, name) for name in texts)
        known.setdefault(page, []).append((row.pk, says, row.translation_key))
    rows.objects.bulk_update(keyless, ["translation_key", "locale"], batch_size=_AT_ONCE)
    newest = pages.objects.exclude(latest_revision=None).order_by("pk")
    drafts = dict(newest.values_list("latest_revision_id", "pk"))
    ids = sorted(drafts)
    for start in range(0, len(ids), _AT_ONCE):
        for revision in revisions.objects.filter(pk__in=ids[start : start + _AT_ONCE]):
            page = drafts[revision.pk]
            if drafted := revision.content.get(relation):
                _give_keys(drafted, list(known.get(page, ())), languages[page], texts)
                revision.save(update_fields=["content"])


def _give_keys(drafted: list[dict], known: list[tuple], locale: int, texts: tuple) -> None:
    """Changes the rows of a draft; `known` are those of the page: key, texts, translation key."""

    def by_key(row, pk, _says):
        return pk == row.get("pk")

    def by_texts(row, _pk, says):
        return says == tuple(row.get(name) for name in texts)

    for row in drafted:
        row["translation_key"], row["locale"] = None, locale
    for is_same in (by_key, by_texts):
        for row in drafted:
            if row["translation_key"] is None:
                found = next((each for each in known if is_same(row, *each[:2])), None)
                if found:
                    known.remove(found)
                    row["translation_key"] = str(found[2])
    for row in drafted:
        row["translation_key"] = row["translation_key"] or str(uuid.uuid4())
