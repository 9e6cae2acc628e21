"""What cities look for, in the open data: all that their pages say, as long as it is looked for."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from portal.opendata.columns import Column, Layout
from search.mailing import absolute

from .documents import KIND
from .models import CityRequest

BATCH = 200


def running():
    """What is public and neither closed nor past its day."""
    return CityRequest.objects.shown().running()


def layout() -> Layout:
    """Names are those of the model's fields, labels those of its form."""
    return Layout(
        kind=KIND,
        sheet=CityRequest._meta.verbose_name_plural,
        columns=(
            Column("id", _("Nummer"), lambda asked: asked.pk),
            Column("kind", _("Art"), lambda asked: KIND),
            Column("url", _("Adresse"), lambda asked: absolute(asked.get_absolute_url())),
            _value("title"),
            Column("city", _("Stadt"), lambda asked: asked.city.title),
            _value("sought"),
            _value("purpose"),
            _terms("fields_of_action"),
            _terms("target_groups"),
            _value("contact_role"),
            _value("contact_email"),
            _value("until"),
            Column("created_at", _("vom"), lambda asked: asked.created_at.isoformat()),
            Column("updated_at", _("geändert am"), lambda asked: asked.updated_at.isoformat()),
        ),
        batches=_batches,
    )


def _value(name: str) -> Column:
    def read(asked):
        value = getattr(asked, name)
        return value.isoformat() if hasattr(value, "isoformat") else value

    return Column(name, CityRequest._meta.get_field(name).verbose_name, read)


def _terms(name: str) -> Column:
    def read(asked):
        return [{"key": term.key, "title": term.title} for term in getattr(asked, name).all()]

    return Column(name, CityRequest._meta.get_field(name).verbose_name, read)


def _batches() -> Iterator[Sequence[CityRequest]]:
    """Five queries for each batch."""
    last = 0
    while True:
        # By key, not by offset: requests that come and go meanwhile shift nothing.
        requests = list(
            running()
            .filter(pk__gt=last)
            .select_related("city")
            .prefetch_related("fields_of_action", "target_groups")
            .order_by("pk")[:BATCH]
        )
        if not requests:
            return
        last = requests[-1].pk
        yield requests
