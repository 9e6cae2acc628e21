from training.courses.models import Enrolment


def leave_course(*, enrolment: Enrolment) -> None:
    """The person takes the course no longer: progress, notes, tests go with the enrolment.

    Certificates stay: they say that a course was finished, and that remains true.
    """
    enrolment.delete()
