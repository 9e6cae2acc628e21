"""For pages of other apps that show figures or lead to them."""

from django import template

from portal.monitoring import charts
from portal.monitoring.pages import MonitoringPage
from portal.monitoring.selectors import PublishedFigure, published_figures

register = template.Library()

register.simple_tag(charts.percent, name="percent")


@register.simple_tag
def monitoring_page() -> MonitoringPage | None:
    """`{% monitoring_page as monitoring %}`: the public page with all figures; one query."""
    return MonitoringPage.objects.live().public().first()


@register.simple_tag
def figures_of_city(city) -> list[PublishedFigure]:
    """`{% figures_of_city page as figures %}`: what may be seen of a city's own figures."""
    return published_figures(city)


register.filter("figure_value", charts.value_of)
register.filter("figure_target", charts.target_words)
