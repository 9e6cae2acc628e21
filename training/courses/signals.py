"""Publishing a course fixes its version."""

from wagtail.signals import page_published


def connect() -> None:
    from .models import CoursePage

    page_published.connect(_course_published, sender=CoursePage, dispatch_uid="course_version")


def _course_published(sender, instance, revision=None, **kwargs):
    from search import outbox
    from search.sources import page_document_id

    from . import versions

    versions.publish_lessons(instance, user=revision.user if revision else None)
    versions.fix_version(instance)
    # Whoever learns in English gets the same test, and no lesson that is no longer public.
    if version := instance.english_version:
        versions.fix_version(version)
    # The lessons are part of what is found, and were published after the course itself.
    outbox.enqueue([page_document_id(instance.pk)])
