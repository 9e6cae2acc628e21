from django.db import migrations

from portal.translating.migrating import give_keys


def forwards(apps, schema_editor):
    pages = apps.get_model("practices", "GoodPracticePage")
    revisions = apps.get_model("wagtailcore", "Revision")
    give_keys(
        apps.get_model("practices", "PracticeFigure"),
        pages,
        revisions,
        parent="practice",
        relation="figures",
        texts=("label", "value", "unit", "period", "source"),
    )


class Migration(migrations.Migration):
    dependencies = [("practices", "0007_rows_in_languages")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
