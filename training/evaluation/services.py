from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from training.courses.models import CoursePage, Enrolment

from .models import Answered, CourseEvaluation
from .permissions import may_see_results
from .rules import Answer, taken


@transaction.atomic
def give(*, enrolment: Enrolment, answer: Answer) -> None:
    """Adds the answer of somebody who has finished the course; once, however often it is sent."""
    if enrolment.finished_at is None:
        raise ValidationError(_("Ihre Rückmeldung ist gefragt, sobald Sie fertig sind."))
    try:
        with transaction.atomic():
            Answered.objects.create(user_id=enrolment.user_id, course_id=enrolment.course_id)
    except IntegrityError as error:
        raise ValidationError(
            _("Sie haben zu diesem Kurs schon eine Rückmeldung gegeben.")
        ) from error
    evaluation = _locked(enrolment.course_id)
    # The very answers that waited are not kept beside their sum: one row, written anew.
    evaluation.put(*taken(evaluation.published_tally, evaluation.waiting, answer))
    evaluation.save()


@transaction.atomic
def remove_remark(*, course: CoursePage, user, remark: str) -> None:
    """For remarks that name or insult somebody; which ratings came with it nobody knows."""
    if not may_see_results(user, course):
        raise PermissionDenied
    evaluation = _locked(course.pk)
    published = evaluation.published_tally
    if remark in published.remarks:
        evaluation.put(published.without(remark), evaluation.waiting)
        evaluation.save()


def _locked(course_pk: int) -> CourseEvaluation:
    """The row of the course, made if need be; two answers at once are added one by one."""
    CourseEvaluation.objects.get_or_create(course_id=course_pk)
    return CourseEvaluation.objects.select_for_update().get(course=course_pk)
