"""What templates everywhere ask for; a builtin library, so no template has to load it."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.content import navigation as links
from portal.opendata import linked
from portal.themes import THEME_COOKIE, THEMES

register = template.Library()


@register.simple_tag(takes_context=True)
def site_navigation(context) -> links.Navigation:
    """`{% site_navigation as navigation %}`: the header's and the footer's links."""
    request = context.get("request")
    return links.site_navigation(request) if request else links.Navigation()


@register.simple_tag(takes_context=True)
def breadcrumbs(context, page) -> tuple[links.Link, ...]:
    request = context.get("request")
    return links.breadcrumbs(page, request) if request else ()


@register.simple_tag(takes_context=True)
def chosen_theme(context) -> str:
    """ "light" or "dark" when somebody chose it; empty while the device decides."""
    request = context.get("request")
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request else ""
    return chosen if chosen in THEMES else ""


@register.simple_tag
def content_lang(code: str = "de") -> SafeString:
    """`<p{% content_lang %}>`: marks content that is not in the language of the interface.

    The content is German (a module says if it is not), while the interface may be English:
    without the mark a screen reader would read German with an English voice.
    """
    code = code or "de"
    return SafeString("") if code == get_language() else format_html(' lang="{}"', code)


@register.simple_tag(takes_context=True)
def interface_lang(context) -> SafeString:
    """`<p{% interface_lang %}>`: marks words of the interface amid those of a `course`, which are
    in the course's language."""
    code = get_language()
    around = getattr(context.get("course"), "language", "") or "de"
    return SafeString("") if code == around else format_html(' lang="{}"', code)


@register.simple_tag(takes_context=True)
def linked_data(context) -> SafeString:
    """The page's JSON-LD; nothing for a preview, whose page is not public as it stands there."""
    page, request = context.get("page"), context.get("request")
    if not getattr(page, "live", False) or getattr(request, "is_preview", False):
        return SafeString("")
    if not hasattr(page, "linked_data"):
        return SafeString("")
    scripts = ((linked.script(data),) for data in page.linked_data(context))
    return format_html_join("\n", "{}", scripts)


@register.simple_tag(takes_context=True)
def signup_is_open(context) -> bool:
    """Whether people may make accounts for themselves here."""
    return get_adapter().is_open_for_signup(context.get("request"))


@register.simple_tag
def search_link(**filters) -> str:
    """`{% search_link ziel=goal.key %}`: the search, narrowed by its own parameters."""
    query = urlencode(filters, doseq=True)
    return f"{links.SEARCH_URL}?{query}" if query else links.SEARCH_URL


@register.simple_tag
def listing_link(kind: str) -> str:
    """`{% listing_link "praxis" %}`: the page that lists everything of a kind."""
    return links.LISTING_URLS[kind]


@register.filter
def period(start, end=None) -> str:
    """Months are as exact as anybody remembers: "April 2022 bis März 2023", "seit April 2022"."""
    if not start:
        return ""
    first = date_format(start, "F Y")
    if not end:
        return _("seit %(month)s") % {"month": first}
    last = date_format(end, "F Y")
    return first if first == last else _("%(first)s bis %(last)s") % {"first": first, "last": last}


@register.filter
def mail_text(address: str) -> SafeString:
    """An address that rather breaks before its "@" than within a word, where room is scarce."""
    mailbox, at, host = address.partition("@")
    return format_html("{}<wbr>{}", mailbox, at + host)


@register.filter
def phone_link(number: str) -> str:
    """A number as a `tel:` link wants it: "0221 4710-123" → "+492214710123"."""
    digits = "".join(char for char in number if char.isdigit() or char == "+")
    return f"+49{digits[1:]}" if digits.startswith("0") and not digits.startswith("00") else digits
