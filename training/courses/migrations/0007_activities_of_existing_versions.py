from django.db import migrations

FINAL_TEST = "final-test"


def give_activities(apps, schema_editor):
    """Every version that exists gets its activities one by one, from what it has stored."""
    CourseVersion = apps.get_model("courses", "CourseVersion")
    VersionActivity = apps.get_model("courses", "VersionActivity")
    versions = CourseVersion.objects.filter(activities=None).defer("content").order_by("pk")
    for version in versions.iterator(chunk_size=10):
        rows = {}
        for lesson in version.lesson_rows.defer("body").order_by("place"):
            for key, kind, _label, is_required in lesson.activities:
                rows.setdefault(
                    key,
                    VersionActivity(
                        version=version,
                        lesson=lesson,
                        activity=key,
                        kind=kind,
                        is_required=is_required,
                    ),
                )
        if version.contents["final_test"]:
            rows[FINAL_TEST] = VersionActivity(
                version=version, activity=FINAL_TEST, kind=FINAL_TEST, is_required=True
            )
        VersionActivity.objects.bulk_create(rows.values(), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("courses", "0006_activities_one_by_one")]

    operations = [migrations.RunPython(give_activities, migrations.RunPython.noop)]
