"""What editors read of English versions, and the frame in which visitors do."""

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from portal.cities.reports import edits_whole_site

from .pages import ENGLISH, TranslatedPage

#: Earlier than wagtail-localize, which answers in place of Wagtail's editor.
FIRST = -1


@hooks.register("before_edit_page", order=FIRST)
def before_editing(request, page):
    """Says when a version is behind its original; refuses to publish half of one."""
    if not isinstance(page, TranslatedPage):
        return
    if page.is_version and request.method == "POST" and request.POST.get("action") == "publish":
        page.check_publishable()
    if request.method != "GET":
        return
    if page.is_version and page.is_outdated:
        messages.warning(
            request,
            _(
                "Der deutsche Text ist neuer als diese englische Fassung. Gleichen Sie sie bei der "
                "deutschen Seite ab, übersetzen Sie, was neu ist, und veröffentlichen Sie sie."
            ),
        )
    elif (version := page.english_version) and version.is_outdated:
        messages.info(
            request,
            _(
                "Die englische Fassung ist älter als der veröffentlichte deutsche Text. Bitte "
                "gleichen Sie sie ab."
            ),
        )


@hooks.register("on_serve_page")
def in_an_english_frame(serve_page):
    """A version comes with the interface in English: who opened it has chosen its language."""

    def serve(page, request, args, kwargs):
        if not (isinstance(page, TranslatedPage) and page.is_version):
            return serve_page(page, request, args, kwargs)
        with translation.override(ENGLISH):
            request.LANGUAGE_CODE = ENGLISH
            response = serve_page(page, request, args, kwargs)
            # While the language still is what it has to be.
            return response.render() if hasattr(response, "render") else response

    return serve


@hooks.register("construct_reports_menu")
def hide_whole_site_report(request, menu_items):
    if not edits_whole_site(request):
        menu_items[:] = [item for item in menu_items if item.name != "translations"]
