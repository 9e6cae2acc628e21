"""Who sees what people said of a course: the editors of its city, and nobody else.

The Projektgruppe and administrators see what is public. What learners say is for those who can
make the course better.
"""

from portal.cities.permissions import may_answer_for
from portal.cities.selectors import city_of


def may_see_results(user, course) -> bool:
    return may_answer_for(user, city_of(course))
