"""For the dialog of a step, whose view is Wagtail's and knows of no reviews."""

from django import template

from practices.review import selectors

register = template.Library()


@register.simple_tag
def first_review(workflow_state) -> selectors.FirstReview | None:
    """`{% first_review task_state.workflow_state as first %}`; one query."""
    return selectors.first_review_in_words(workflow_state)
