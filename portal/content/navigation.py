"""Where one is and where one can go: the header's, the footer's and the breadcrumbs' links."""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page, Site

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigation:
    main: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()


def site_navigation(request) -> Navigation:
    """The links that every page of the site shows; two queries, however many pages there are.

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
    main, footer = [], []
    for page in pages:
        standard = getattr(page, "standardpage", None)
        link = Link(
            title=page.title,
            url=page.get_url(request) or "",
            current=_place(request.path, page.get_url(request) or ""),
            easy_language=bool(standard and standard.easy_language),
        )
        (footer if standard and standard.in_footer else main).append(link)
    return Navigation(main=tuple(main), footer=tuple(footer))


def breadcrumbs(page: Page, request) -> tuple[Link, ...]:
    """The way from the home page to a page's parent; one query."""
    site = Site.find_for_request(request)
    if site is None or not page.pk:
        return ()
    ancestors = page.get_ancestors().live().filter(depth__gte=site.root_page.depth)
    return tuple(
        Link(title=ancestor.title, url=url)
        for ancestor in ancestors
        if (url := ancestor.get_url(request))
    )


def _place(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if url and path.startswith(url) else ""
