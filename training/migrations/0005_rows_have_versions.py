from django.db import migrations

from portal.translating.migrating import fields_for_good


class Migration(migrations.Migration):
    dependencies = [("training", "0004_row_keys")]

    operations = [*fields_for_good("learninggoal"), *fields_for_good("moduleunit")]
