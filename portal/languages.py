"""Which language the interface speaks."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


def chosen_language(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class ChosenLanguageMiddleware(LocaleMiddleware):
    """German, until somebody chooses otherwise in the footer.

    The content is German. Django's own middleware would follow the browser's preferences and
    wrap German texts in an English interface for everybody whose PC came with English settings.
    """

    def process_request(self, request):
        chosen = chosen_language(request)
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen
