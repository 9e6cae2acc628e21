"""What keeps a course from being published, beside what its own fields lack."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from portal.content.copies import is_public_copy
from portal.content.entries import EntryRefusedError

from .accessibility import refusals
from .models import CoursePage
from .versions import lessons_to_publish


def obstacles(course: CoursePage) -> list[str]:
    """Sentences on the lessons, as they are about to be published; none while all is well.

    What an English version lacks of its original's lessons is looked for elsewhere.
    """
    if not course.is_version and not lessons_to_publish(course).exists():
        return [no_lesson()]
    return refusals(course)


def no_lesson() -> str:
    return _(
        "Der Kurs hat noch keine Lektion. Speichern Sie ihn als Entwurf, und legen Sie darunter "
        "mindestens eine Lektion an."
    )


def refuse_public_copy(course: CoursePage) -> None:
    """Raises `EntryRefusedError` for a copy that would be public at once.

    Wagtail publishes a copy before its lessons are copied, and people would find a course with
    nothing to learn.
    """
    if is_public_copy(course):
        raise EntryRefusedError(
            course,
            {
                NON_FIELD_ERRORS: _(
                    "Eine Kopie von „%(title)s“ beginnt als Entwurf. Bitte kopieren Sie den Kurs "
                    "ohne ihn zu veröffentlichen, und veröffentlichen Sie danach die Kopie."
                )
                % {"title": course.title}
            },
        )
