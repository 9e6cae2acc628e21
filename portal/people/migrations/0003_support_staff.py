from django.db import migrations

_NAME = "Kann Beschäftigte der eigenen Stadt unterstützen"


def give_to_hr_developers(apps, schema_editor):
    """The groups of the cities that exist; new ones get it with their city."""
    groups = apps.get_model("auth", "Group").objects.filter(name__startswith="Personalentwicklung ")
    if not groups:
        return
    # Permissions are made after all migrations, and this one is needed now.
    account, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="people", model="user"
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=account, codename="support_staff", defaults={"name": _NAME}
    )
    for group in groups:
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_user_home_city"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="user",
            options={
                "permissions": [("support_staff", _NAME)],
                "verbose_name": "Konto",
                "verbose_name_plural": "Konten",
            },
        ),
        migrations.RunPython(give_to_hr_developers, migrations.RunPython.noop),
    ]
