"""The addresses of the site; Wagtail's pages take what is left."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from django.views.i18n import set_language
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v3.urls import api as wagtail_api
from wagtail.documents import urls as wagtaildocs_urls

from portal.media.api import narrow_public_api
from portal.media.views import serve_media
from portal.people.views import account_overview, admin_login
from portal.public_api import bound_public_api
from portal.shortlist.views import shared, shortlist
from portal.themes import set_theme
from portal.wishes.views import new_wish, thanks
from practices.comparing.views import comparison
from practices.printing.views import pdf
from practices.printing.views import progress as pdf_progress
from search.api import api as search_api
from search.insights.views import count as count_search
from search.saved import urls as saved_searches
from search.views import suggestions

handler400 = "portal.errors.bad_request"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"

narrow_public_api()
bound_public_api()

urlpatterns = [
    path("konto/", account_overview, name="account_overview"),
    path("konto/suchen/", include(saved_searches.account)),
    path("konto/", include("allauth.account.urls")),
    path("feeds/", include(saved_searches.feed_addresses)),
    # Like the theme: it changes one browser's interface, and no visitor needs a cookie for it.
    path("sprache/", csrf_exempt(set_language), name="set_language"),
    path("darstellung/", set_theme, name="set_theme"),
    path("admin/login/", admin_login),
    path("admin/choose-page/", include("portal.cities.choosing")),
    path("admin/reports/", include("portal.cities.reports")),
    path("admin/localize/", include("portal.translating.admin_urls")),
    path("admin/documents/", include("portal.media.listing")),
    path("admin/", include(wagtailadmin_urls)),
    path("api/v3/", RedirectView.as_view(pattern_name="wagtailapi_v3:openapi-view")),
    path("api/v3/", wagtail_api.urls),
    path("api/search/", search_api.urls),
    path("kontakt/", include("portal.asking.urls")),
    path("", include("portal.opendata.urls")),
    path("nachnutzung/", include("practices.reuse.urls")),
    path("wir-suchen/", include("portal.wishes.urls")),
    path("wir-suchen/wunsch/", new_wish, name="wishes_new"),
    path("wir-suchen/danke/", thanks, name="wishes_thanks"),
    path("praxis-einreichen/", include("practices.submission.urls")),
    path("praxis-pruefen/", include("practices.review.urls")),
    path("lernen/kurs/", include("training.courses.urls")),
    path("lernen/fortschritt/", include("training.progress.urls")),
    path("lernen/kurs/", include("training.evaluation.urls")),
    path("lernen/", include("training.certificates.urls")),
    path("lernen/", include("training.record.urls")),
    path("lernen/kurs/", include("training.finaltest.urls")),
    path("lernen/erleichterungen/", include("training.finaltest.staff_urls")),
    path("merkliste/", shortlist, name="shortlist"),
    path("merkliste/geteilt/<str:token>/", shared, name="shortlist_shared"),
    path("praxis/vergleich/", comparison, name="practices_comparison"),
    path("praxis/<int:pk>/pdf/", pdf, name="practices_pdf"),
    path("praxis/<int:pk>/pdf/stand/", pdf_progress, name="practices_pdf_progress"),
    path("praxis/", include("practices.packing.urls")),
    path("suche/zaehlen/", count_search, name="search_insights_count"),
    path("suche/vorschlaege/", suggestions, name="search_suggestions"),
    path("dokumente/", include(wagtaildocs_urls)),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(
        re_path(rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.+)$", serve_media, name="media")
    )
urlpatterns.append(path("", include(wagtail_urls)))
