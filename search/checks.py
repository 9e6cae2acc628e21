"""A page type that forgot to decide about the search fails at start, not in production."""

from django.core import checks
from wagtail.models import get_page_models


@checks.register(checks.Tags.models)
def page_types_decide_about_search(app_configs, **kwargs):
    """Every page type has a method `search_document`, or says `search_document = None`."""
    return [
        checks.Error(
            f"{model._meta.label} does not say whether it is found by the search.",
            hint="Give it a method search_document() or write search_document = None.",
            obj=model,
            id="search.E001",
        )
        for model in get_page_models()
        if model._meta.label != "wagtailcore.Page" and not hasattr(model, "search_document")
    ]
