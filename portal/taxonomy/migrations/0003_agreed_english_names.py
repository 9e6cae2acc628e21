"""Gives the agreed terms their English names, where nobody has given another title or name."""

from django.db import migrations

from portal.taxonomy.english import ENGLISH
from portal.taxonomy.vocabularies import VOCABULARIES


def name_agreed_terms(apps, schema_editor):
    for model_name, names in ENGLISH.items():
        model = apps.get_model("taxonomy", model_name)
        for term in VOCABULARIES[model_name]:
            agreed = model.objects.filter(key=term["key"], title=term["title"], title_en="")
            agreed.update(title_en=names[term["key"]])


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0002_english_names")]

    operations = [migrations.RunPython(name_agreed_terms, migrations.RunPython.noop)]
