from django.db import migrations

from portal.translating.migrating import fields_of_versions


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0002_origins"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [*fields_of_versions("learninggoal"), *fields_of_versions("moduleunit")]
