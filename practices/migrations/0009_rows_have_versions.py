from django.db import migrations

from portal.translating.migrating import fields_for_good


class Migration(migrations.Migration):
    dependencies = [("practices", "0008_row_keys")]

    operations = [*fields_for_good("practicefigure")]
