"""A finished course is certified in the transaction that finishes it."""

from training.progress.signals import course_finished


def connect() -> None:
    course_finished.connect(_certify, dispatch_uid="certificate_of_finished_course")


def _certify(sender, enrolment, **kwargs) -> None:
    from .services import issue

    issue(enrolment=enrolment)
