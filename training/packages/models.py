from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionMember

from . import files

MAX_TITLE = 150


class Kind(models.TextChoices):
    SCORM = "scorm", _("SCORM-Paket")
    H5P = "h5p", _("H5P-Inhalt")


class Status(models.TextChoices):
    WAITING = "waiting", _("wartet")
    UNPACKING = "unpacking", _("wird entpackt")
    READY = "ready", _("fertig")
    REFUSED = "refused", _("nicht übernommen")


class ContentPackage(CollectionMember):
    """Content from an authoring tool, in the collection of the city that has brought it.

    Lessons name the package; what learners get is one of its versions. `kind` is unknown until
    the first version has been read.
    """

    title = models.CharField(
        _("Titel"),
        max_length=MAX_TITLE,
        help_text=_("So finden Sie das Paket wieder, wenn Sie eine Lektion schreiben."),
    )
    kind = models.CharField(_("Art"), max_length=5, choices=Kind.choices, blank=True)
    created_at = models.DateTimeField(_("hochgeladen am"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("hochgeladen von"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("Lernpaket")
        verbose_name_plural = _("Lernpakete")
        # Who may do what is said by the rights on documents of the collection.
        default_permissions = ()
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="package_kind_known", condition=Q(kind__in=["", *Kind.values])
            )
        ]

    def __str__(self):
        return self.title

    @cached_property
    def newest_ready(self) -> "PackageVersion | None":
        """What a course that is published now gives its learners; one query, once."""
        return self.versions.filter(status=Status.READY).order_by("-number").first()


class PackageVersion(models.Model):
    """A package as it was uploaded once: never changed, because people learn from it.

    While it waits, `source` is the archive in the private storage. Who imports it takes it by
    moving `due_at` forward and giving it a `directory` of its own; so one that was thought dead
    cannot write among another's files.
    """

    package = models.ForeignKey(
        ContentPackage, verbose_name=_("Paket"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("Fassung"))
    status = models.CharField(
        _("Stand"), max_length=9, choices=Status.choices, default=Status.WAITING, db_index=True
    )
    manifest = models.JSONField(default=dict)
    # Prefix in the storage of packages, with a slash at its end.
    directory = models.CharField(max_length=60, blank=True)
    file_count = models.PositiveIntegerField(_("Dateien"), default=0)
    total_size = models.PositiveBigIntegerField(_("Größe"), default=0)
    problems = models.JSONField(default=list)

    original_name = models.CharField(_("Dateiname"), max_length=255, blank=True)
    source = models.CharField(max_length=255, blank=True)
    done_size = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)

    created_at = models.DateTimeField(_("hochgeladen am"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("hochgeladen von"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Fassung eines Lernpakets")
        verbose_name_plural = _("Fassungen von Lernpaketen")
        default_permissions = ()
        ordering = ["package", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["package", "number"], name="package_version_number"),
            models.UniqueConstraint(
                fields=["directory"], name="package_directory_once", condition=~Q(directory="")
            ),
            models.CheckConstraint(
                name="package_status_known", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="package_ready_has_directory",
                condition=~Q(status=Status.READY) | ~Q(directory=""),
            ),
        ]

    def __str__(self):
        return f"{self.package_id}/{self.number}"

    @property
    def kind(self) -> str:
        """A query, unless `package` has been selected along."""
        return self.package.kind

    @property
    def percent(self) -> int:
        """How much of it is unpacked; 100 only when it can be used."""
        if self.status == Status.READY:
            return 100
        return min(99, self.done_size * 100 // max(1, self.total_size))

    @property
    def shown_problems(self) -> list[dict[str, object]]:
        """What is wrong with it, in the language of whoever reads it."""
        from .reading.problems import shown

        return [shown(problem) for problem in self.problems]

    def open_file(self, path: str) -> File:
        """A file of the package, by its path in the archive; raises `FileNotFoundError`."""
        return files.open_file(self.directory, path)

    def read_file(self, path: str) -> bytes | None:
        """A small file of the package whole, or None where there is none."""
        try:
            with self.open_file(path) as file:
                return file.read()
        except FileNotFoundError:
            return None


class PackageUse(models.Model):
    """A version of a course gives its learners this version of a package, for good."""

    course_version = models.ForeignKey(
        "courses.CourseVersion", on_delete=models.CASCADE, related_name="package_uses"
    )
    package_version = models.ForeignKey(
        PackageVersion, on_delete=models.PROTECT, related_name="uses"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Verwendung eines Lernpakets")
        verbose_name_plural = _("Verwendungen von Lernpaketen")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["course_version", "package_version"], name="package_use_once"
            )
        ]

    def __str__(self):
        return f"{self.course_version_id} → {self.package_version_id}"
