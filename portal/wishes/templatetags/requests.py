"""For pages of cities and of entries, whose rooms know nothing of requests."""

from django import template

from portal.wishes import selectors
from portal.wishes.models import CityRequest, RequestAnswer

register = template.Library()


@register.simple_tag
def open_requests_of(city) -> list[CityRequest]:
    """`{% open_requests_of page as requests %}`: what a city looks for now."""
    return selectors.open_requests_of(city)


@register.simple_tag
def requests_answered_by(page) -> list[RequestAnswer]:
    """`{% requests_answered_by page as answers %}`: the requests that an entry answers."""
    return selectors.requests_answered_by(page)
