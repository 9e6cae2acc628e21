from django.db import migrations

from portal.translating.migrating import fields_of_versions


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0006_template_origins"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [*fields_of_versions("practicefigure")]
