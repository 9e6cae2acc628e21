from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.content.pages import page_id
from portal.translating.pages import as_read

from .selectors import (
    MAX_PRACTICES,
    MIN_PRACTICES,
    comparable_practices,
    comparison_rows,
)


@never_cache
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """The practices that the address names by `eintrag`, side by side."""
    ids = list(dict.fromkeys(page_id(text) for text in request.GET.getlist("eintrag")))
    if len(ids) < MIN_PRACTICES:
        return _sentence(request, _("Zum Vergleichen braucht es mindestens zwei Praxisbeispiele."))
    if len(ids) > MAX_PRACTICES:
        return _sentence(
            request,
            _(
                "Mehr als vier Praxisbeispiele passen nicht nebeneinander. Bitte wählen Sie "
                "weniger aus."
            ),
        )
    practices = comparable_practices(ids)
    if practices is None:
        return _sentence(
            request,
            _(
                "Mindestens eines dieser Praxisbeispiele gibt es nicht, oder es ist nicht mehr "
                "öffentlich."
            ),
            status=404,
        )
    texts = as_read(practices)
    columns = [
        {"title": page.title, "url": page.get_url(request), "language": page.text_language}
        for page in texts
    ]
    return render(
        request,
        "practices/comparison.html",
        {"columns": columns, "rows": comparison_rows(practices, texts)},
    )


def _sentence(request: HttpRequest, sentence: str, *, status: int = 200) -> HttpResponse:
    return render(request, "practices/comparison.html", {"sentence": sentence}, status=status)
