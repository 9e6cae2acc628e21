"""What others may wait for."""

from django.dispatch import Signal

#: An enrolment is finished, for the first and only time. Sent with `sender=Enrolment` and
#: `enrolment`, inside the transaction that finishes it: what a receiver writes, stays or goes
#: with it.
course_finished = Signal()
