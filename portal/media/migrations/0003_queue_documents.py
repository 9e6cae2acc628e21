from django.db import migrations


def queue_all(apps, schema_editor):
    """The documents that are there already wait to be read like new ones."""
    document = apps.get_model("media", "PortalDocument")
    text = apps.get_model("media", "DocumentText")
    text.objects.bulk_create(
        (text(document_id=pk) for pk in document.objects.values_list("pk", flat=True)),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("media", "0002_document_text")]
    operations = [migrations.RunPython(queue_all, migrations.RunPython.noop)]
