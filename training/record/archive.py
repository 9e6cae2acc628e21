"""The learner's record as a file: one page to read, one JSON for machines, in a zip."""

import io
import json
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from training.certificates.models import Certificate
from training.evaluation.models import Answered
from training.finaltest.taking_along import (
    attempts_as_data,
    extensions_as_data,
    used_attempts_as_data,
)
from training.progress.models import ActivityProgress

from .selectors import Learned, LearningRecord, learning_record

#: Of the form of the JSON.
VERSION = 1


def archive(user) -> bytes:
    """The zip; queries as `learning_record`, and five for what its page leaves out."""
    record = learning_record(user)
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr(
            "lernstand.json",
            json.dumps(as_data(user, record), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2),
        )
        zipped.writestr(
            "lernstand.html",
            render_to_string(
                "training/record/archive.html",
                {"record": record, "learner": user, "now": timezone.now()},
            ),
        )
    return made.getvalue()


def as_data(user, record: LearningRecord) -> dict:
    """All that is kept of the person's learning; moments are ISO 8601 in UTC.

    What somebody said of a course is not in it: nobody can tell whose it is. That they did, is.
    """
    progress: dict[int, list[ActivityProgress]] = {}
    for row in ActivityProgress.objects.filter(enrolment__user=user).order_by("activity"):
        progress.setdefault(row.enrolment_id, []).append(row)
    attempts = attempts_as_data(user)
    answered = Answered.objects.filter(user=user).order_by("course__title")
    return {
        "version": VERSION,
        "made_at": timezone.now(),
        "email": user.email,
        "courses": [
            _course(
                each,
                progress.get(each.enrolment.pk, []),
                attempts.get(each.enrolment.pk, []),
            )
            for each in (*record.running, *record.finished)
        ],
        "test_extensions": extensions_as_data(user),
        "test_attempts_before": used_attempts_as_data(user),
        "certificates": [_certificate(each) for each in record.certificates],
        "feedback_given": list(answered.values_list("course__title", flat=True)),
    }


def _course(learned: Learned, progress: list[ActivityProgress], attempts: list[dict]) -> dict:
    enrolment = learned.enrolment
    return {
        "title": enrolment.course.title,
        "version": enrolment.version.number,
        "started_at": enrolment.started_at,
        "finished_at": enrolment.finished_at,
        "done": learned.completion.done,
        "total": learned.completion.total,
        "last_lesson": enrolment.last_lesson,
        "activities": [
            {
                "activity": row.activity,
                "is_done": row.is_done,
                "score": row.score,
                "state": row.state,
                "sequence": row.sequence,
                "device": row.device,
                "updated_at": row.updated_at,
            }
            for row in progress
        ],
        "test_attempts": attempts,
        "notes": [
            {"lesson": note.lesson, "question": note.question, "text": note.text}
            for note in learned.notes
        ],
    }


def _certificate(certificate: Certificate) -> dict:
    return {
        "code": certificate.written_code,
        "check": certificate.check_address,
        "state": certificate.state.value,
        "holder": certificate.holder,
        "named_at": certificate.named_at,
        "title": certificate.title,
        "city": certificate.city,
        "version": certificate.version_number,
        "minutes": certificate.minutes,
        "lessons": certificate.lessons,
        "finished_at": certificate.finished_at,
        "issued_at": certificate.issued_at,
        "valid_until": certificate.valid_until,
        "shown": {
            "name": certificate.shows_name,
            "course": certificate.shows_course,
            "date": certificate.shows_date,
        },
        "revoked_at": certificate.revoked_at,
        "revoked_reason": certificate.revoked_reason,
        "renews": certificate.predecessor.written_code if certificate.predecessor else None,
    }
