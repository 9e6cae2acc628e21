from django.db import migrations

from portal.translating.migrating import give_keys


def forwards(apps, schema_editor):
    pages = apps.get_model("training", "TrainingModulePage")
    revisions = apps.get_model("wagtailcore", "Revision")
    give_keys(
        apps.get_model("training", "LearningGoal"),
        pages,
        revisions,
        parent="module",
        relation="learning_goals",
        texts=("text",),
    )
    give_keys(
        apps.get_model("training", "ModuleUnit"),
        pages,
        revisions,
        parent="module",
        relation="units",
        texts=("title", "text"),
    )


class Migration(migrations.Migration):
    dependencies = [("training", "0003_rows_in_languages")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]
