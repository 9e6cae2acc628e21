from django.db import migrations


def give_lessons(apps, schema_editor):
    """Every version that exists gets its lessons one by one, from what it has stored."""
    CourseVersion = apps.get_model("courses", "CourseVersion")
    VersionLesson = apps.get_model("courses", "VersionLesson")
    versions = CourseVersion.objects.filter(lesson_rows=None).order_by("pk")
    for version in versions.iterator(chunk_size=10):
        pairs = zip(version.content["lessons"], version.contents["lessons"], strict=True)
        VersionLesson.objects.bulk_create(
            (
                VersionLesson(
                    version=version,
                    place=place,
                    lesson=lesson["id"],
                    title=lesson["title"],
                    minutes=lesson["minutes"],
                    activities=short["activities"],
                    body=lesson.get("body", []),
                )
                for place, (lesson, short) in enumerate(pairs)
            ),
            batch_size=100,
        )


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_lessons_one_by_one")]

    operations = [migrations.RunPython(give_lessons, migrations.RunPython.noop)]
