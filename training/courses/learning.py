"""What is learned from, and who does: versions of courses, and enrolments."""

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .outline import FINAL_TEST, contents_of


class CourseVersion(models.Model):
    """A course as it was published once (Kursfassung): frozen, because people learn from it.

    `content` has title, settings, final test and the lessons with their blocks. What follows
    from it is stored with it, so that no page reads more than it shows: `contents` is the short
    of it, without any text, `lesson_rows` have the lessons one by one, and `activities` what is
    completed in them.
    """

    course = models.ForeignKey(
        "courses.CoursePage",
        verbose_name=_("Kurs"),
        on_delete=models.CASCADE,
        related_name="versions",
    )
    number = models.PositiveIntegerField(_("Fassung"))
    content = models.JSONField(_("Inhalt"))
    contents = models.JSONField(_("Gliederung"), editable=False)
    note = models.CharField(_("Was ist neu"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("veröffentlicht am"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Kursfassung")
        verbose_name_plural = _("Kursfassungen")
        default_permissions = ()
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="course_version_number")
        ]

    def __str__(self):
        return f"{self.course_id}/{self.number}"

    @transaction.atomic
    def save(self, *args, **kwargs):
        is_new = self._state.adding
        if is_new:
            self.contents = contents_of(self.content)
        super().save(*args, **kwargs)
        if is_new:
            lessons = VersionLesson.objects.bulk_create(_lesson_rows(self), batch_size=100)
            activities = _activity_rows(self, lessons)
            VersionActivity.objects.bulk_create(activities, batch_size=500)


class VersionLesson(models.Model):
    """A lesson of a version, to be read alone.

    `lesson` is the key of the page that it was written as, `activities` as in the contents of
    the version (see `outline`), `body` its blocks as StreamField stores them.
    """

    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="lesson_rows")
    place = models.PositiveIntegerField(_("Platz"))
    lesson = models.PositiveBigIntegerField()
    title = models.CharField(_("Titel"), max_length=255)
    minutes = models.PositiveSmallIntegerField(_("Minuten"))
    activities = models.JSONField(default=list)
    body = models.JSONField(_("Inhalt"), default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Lektion einer Kursfassung")
        verbose_name_plural = _("Lektionen von Kursfassungen")
        default_permissions = ()
        ordering = ["version", "place"]
        constraints = [
            models.UniqueConstraint(fields=["version", "place"], name="version_lesson_place"),
            models.UniqueConstraint(fields=["version", "lesson"], name="version_lesson_once"),
        ]

    def __str__(self):
        return f"{self.version_id}/{self.place}"


class VersionActivity(models.Model):
    """Something to complete in a version, to be found by its id: what a write asks for.

    `lesson` is where it stands, none for the final test. What has one id in two lessons, as in
    a lesson that was copied, is one activity, and stands in the first.
    """

    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="activities")
    lesson = models.ForeignKey(
        VersionLesson, on_delete=models.CASCADE, null=True, related_name="activity_rows"
    )
    activity = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    is_required = models.BooleanField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Aktivität einer Kursfassung")
        verbose_name_plural = _("Aktivitäten von Kursfassungen")
        default_permissions = ()
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "activity"], name="version_activity_once")
        ]

    def __str__(self):
        return f"{self.version_id}/{self.activity}"


class Enrolment(models.Model):
    """Somebody takes a course, in one version of it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments"
    )
    course = models.ForeignKey(
        "courses.CoursePage", on_delete=models.CASCADE, related_name="enrolments"
    )
    # Restricted rather than protected: it goes with its course, and never alone.
    version = models.ForeignKey(CourseVersion, on_delete=models.RESTRICT, related_name="enrolments")
    started_at = models.DateTimeField(_("begonnen am"), auto_now_add=True)
    finished_at = models.DateTimeField(_("abgeschlossen am"), null=True, blank=True)
    last_lesson = models.PositiveBigIntegerField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Einschreibung")
        verbose_name_plural = _("Einschreibungen")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "course"], name="enrolment_once")]

    def __str__(self):
        return f"{self.user_id} → {self.course_id}"


def _lesson_rows(version: CourseVersion):
    pairs = zip(version.content["lessons"], version.contents["lessons"], strict=True)
    for place, (lesson, short) in enumerate(pairs):
        yield VersionLesson(
            version=version,
            place=place,
            lesson=lesson["id"],
            title=lesson["title"],
            minutes=lesson["minutes"],
            activities=short["activities"],
            body=lesson.get("body", []),
        )


def _activity_rows(version: CourseVersion, lessons: list[VersionLesson]) -> list[VersionActivity]:
    rows: dict[str, VersionActivity] = {}
    for lesson in lessons:
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
    return list(rows.values())
