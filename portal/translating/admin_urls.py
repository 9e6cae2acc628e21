"""They stand before wagtail-localize's and have its addresses; its names lead to them."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import views

urlpatterns = decorate_urlpatterns(
    [
        path("submit/page/<int:page_id>/", views.OwnSubmitView.as_view()),
        path("submit/snippet/<path:which>/", views.no_such_way),
        path("update/<int:translation_source_id>/", views.OwnUpdateView.as_view()),
        path("reports/translations/", views.WholeSiteReportView.as_view()),
        path("reports/translations/results/", views.WholeSiteReportView.as_view(results_only=True)),
        path("translate/<int:translation_id>/disable/", views.no_such_way),
        path(
            "translate/<int:translation_id>/strings/<int:string_segment_id>/edit/", views.edit_text
        ),
        path("page/<int:page_id>/convert_to_alias/", views.no_such_way),
    ],
    require_admin_access,
)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
