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


def give_keys(rows, pages, revisions, *, parent: str, relation: str) -> None:
    """A key and its page's language for every row, and the same ones in its page's newest draft.

    Models as the migration has them: of the rows, of their pages, and `Revision`. Rows of an
    English version get keys of their own: they were copied and not translated, and are nobody's
    counterpart. Without its key in the draft, a row would be another one when that is published.
    """
    languages = dict(pages.objects.order_by().values_list("pk", "locale_id"))
    keyless = list(rows.objects.filter(translation_key=None).order_by("pk").only("pk", parent))
    for row in keyless:
        row.translation_key = uuid.uuid4()
        row.locale_id = languages[getattr(row, f"{parent}_id")]
    rows.objects.bulk_update(keyless, ["translation_key", "locale"], batch_size=_AT_ONCE)
    keys = {row.pk: row.translation_key for row in keyless}
    newest = pages.objects.exclude(latest_revision=None).order_by("pk")
    drafts = dict(newest.values_list("latest_revision_id", "locale_id"))
    ids = sorted(drafts)
    for start in range(0, len(ids), _AT_ONCE):
        for revision in revisions.objects.filter(pk__in=ids[start : start + _AT_ONCE]):
            found = revision.content.get(relation) or []
            for row in found:
                row["translation_key"] = str(keys.get(row.get("pk")) or uuid.uuid4())
                row["locale"] = drafts[revision.pk]
            if found:
                revision.save(update_fields=["content"])
