from django.db import transaction

from training.courses.models import Enrolment
from training.finaltest.counting import remember_used


@transaction.atomic
def leave_course(*, enrolment: Enrolment) -> None:
    """The person takes the course no longer: progress, notes, tests go with the enrolment.

    Certificates stay: they say that a course was finished, and that remains true. So does the
    number of attempts at the final test, unless it was passed.
    """
    # Nobody begins an attempt meanwhile; who has left in another tab has left.
    locked = Enrolment.objects.select_for_update().filter(pk=enrolment.pk).first()
    if locked:
        remember_used(locked)
        locked.delete()
