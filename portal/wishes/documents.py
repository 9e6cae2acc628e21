"""Requests of cities in the search: a source of documents besides the pages."""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.db.models import CharField, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from search.documents import ENGLISH, SearchDocument, Wording
from search.sources import BATCH, Loaded

from .models import CityRequest, RequestAnswer

KIND = "gesuch"


def document_id(pk: int) -> str:
    return f"{RequestSource.prefix}-{pk}"


class RequestSource:
    """The requests that run, of public cities; what is closed or past its day is not found."""

    prefix = KIND

    def load(self, keys: Sequence[str]) -> Loaded:
        """Six queries, however many keys."""
        return _documents_of(self._findable().filter(pk__in=_pks(keys)))

    def findable(self, keys: Sequence[str]) -> Iterable[str]:
        running = CityRequest.objects.shown().running().filter(pk__in=_pks(keys))
        return map(str, running.values_list("pk", flat=True))

    def batches(self) -> Iterator[Loaded]:
        last = 0
        while True:
            # By key, not by offset: requests that come and go meanwhile shift nothing.
            requests = list(self._findable().filter(pk__gt=last).order_by("pk")[:BATCH])
            if not requests:
                return
            last = requests[-1].pk
            yield _documents_of(requests)

    def ended(self) -> QuerySet:
        ids = Concat(Value(f"{self.prefix}-"), Cast("pk", CharField()))
        return CityRequest.objects.expired().order_by().values_list(ids, flat=True)

    def count(self) -> int:
        return CityRequest.objects.shown().running().count()

    def newest(self, words: Sequence[str], limit: int) -> Sequence[str]:
        requests = CityRequest.objects.shown().running()
        for word in words:
            requests = requests.filter(Q(title__icontains=word) | Q(sought__icontains=word))
        return [str(pk) for pk in requests.values_list("pk", flat=True)[:limit]]

    def _findable(self):
        return (
            CityRequest.objects.shown()
            .running()
            .select_related("city")
            .prefetch_related(
                "fields_of_action",
                "target_groups",
                Prefetch("answers", queryset=RequestAnswer.objects.shown()),
            )
        )


def _pks(keys: Sequence[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]


def _documents_of(requests: Iterable[CityRequest]) -> Loaded:
    return Loaded({document_id(request.pk): document_of(request) for request in requests})


def document_of(request: CityRequest) -> SearchDocument:
    """German like the entries, whatever language whoever drains has."""
    with translation.override(settings.LANGUAGE_CODE):
        until = _until(request)
    with translation.override(ENGLISH):
        english = Wording(meta=(_until(request),))
    return SearchDocument(
        id=document_id(request.pk),
        kind=KIND,
        url=request.get_absolute_url(),
        title=request.title,
        summary=request.sought,
        body=" ".join([request.purpose, *(answer.note for answer in request.answers.all())]),
        city=request.city.title,
        facets={
            "kind": (KIND,),
            "city": (request.city.key,),
            "theme": tuple(term.key for term in request.fields_of_action.all()),
            "audience": tuple(term.key for term in request.target_groups.all()),
        },
        published=request.created_at,
        updated=request.updated_at,
        ends_on=request.until,
        meta=(until,),
        english=english,
    )


def _until(request: CityRequest) -> str:
    return _("gesucht bis %(day)s") % {"day": date_format(request.until)}
