"""Light, dark, or as the device has it: a choice kept in a cookie, without any script."""

from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

THEME_COOKIE = "darstellung"
THEMES = ("light", "dark")
ONE_YEAR = 365 * 24 * 60 * 60


@csrf_exempt  # changes the look of one browser: a token would cost every visitor a cookie
@require_POST
def set_theme(request):
    """Remembers the chosen look and goes back; anything unknown means "as the device has it"."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        back = "/"
    response = HttpResponseRedirect(back)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            theme,
            max_age=ONE_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response
