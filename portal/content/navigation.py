"""Where one is and where one can go: the header's, the footer's and the breadcrumbs' links."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Page, Site

from portal.translating.pages import ENGLISH, VERSIONS

#: These addresses stay, so that links and bookmarks of years still work.
SEARCH_URL = "/suche/"
LISTING_URLS = {"praxis": "/praxis/", "training": "/training/", "stadt": "/staedte/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link with its place: `current` is the value of `aria-current`, empty elsewhere."""

    title: str
    url: str
    current: str = ""
    easy_language: bool = False
    language: str = settings.LANGUAGE_CODE


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    main: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()


def site_navigation(request) -> Navigation:
    """The links that every page of the site shows; two queries, however many pages there are.

    Whoever reads the interface in English is led to English versions where there are; one more.

    Pages say themselves where they belong: `show_in_menus` for the header, and
    `StandardPage.in_footer` for the footer. Only the site's first level is looked at.
    """
    site = Site.find_for_request(request)
    if site is None:
        return Navigation()
    pages = (
        Page.objects.child_of(site.root_page)
        .live()
        .public()
        .filter(Q(show_in_menus=True) | Q(standardpage__in_footer=True))
        .select_related("standardpage")
        .order_by("path")
    )
    pages = list(pages)
    versions = _versions(pages) if get_language() == ENGLISH else {}
    main, footer = [], []
    for page in pages:
        standard = getattr(page, "standardpage", None)
        shown = versions.get(page.translation_key, page)
        link = Link(
            title=shown.title,
            url=shown.get_url(request) or "",
            current=_place(request.path, shown.get_url(request) or "")
            or _place(request.path, page.get_url(request) or ""),
            easy_language=bool(standard and standard.easy_language),
            language=settings.LANGUAGE_CODE if shown is page else ENGLISH,
        )
        (footer if standard and standard.in_footer else main).append(link)
    return Navigation(main=tuple(main), footer=tuple(footer))


def breadcrumbs(page: Page, request) -> tuple[Link, ...]:
    """The way from the home page to a page's parent; one query.

    Readers of English are led to English versions where there are; one more. The original of the
    page is no part of the way: its version stands in its place.
    """
    site = Site.find_for_request(request)
    if site is None or not page.pk:
        return ()
    ancestors = page.get_ancestors().live().filter(depth__gte=site.root_page.depth)
    ancestors = list(ancestors.exclude(translation_key=page.translation_key))
    versions = _versions(ancestors) if get_language() == ENGLISH else {}
    shown = [versions.get(ancestor.translation_key, ancestor) for ancestor in ancestors]
    return tuple(
        Link(
            title=each.title,
            url=url,
            language=settings.LANGUAGE_CODE if each is ancestor else ENGLISH,
        )
        for each, ancestor in zip(shown, ancestors, strict=True)
        if (url := each.get_url(request))
    )


def _versions(pages: list[Page]) -> dict[object, Page]:
    """The published English versions by translation key; no query where no page has one."""
    keys = [page.translation_key for page in pages if page.numchild]
    if not keys:
        return {}
    found = Page.objects.live().public().filter(VERSIONS, slug=ENGLISH, translation_key__in=keys)
    return {page.translation_key: page for page in found}


def _place(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if url and path.startswith(url) else ""
