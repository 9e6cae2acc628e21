"""For the page of a city, whose room knows nothing of practices."""

from django import template

from practices.reuse import selectors

register = template.Library()


@register.simple_tag(takes_context=True)
def reuse_of_city(context, city) -> dict[str, list[selectors.ReuseLine]]:
    """`{% reuse_of_city page as reuse %}`: `given` and `taken`."""
    return selectors.reuse_of_city(city, context.get("request"))
