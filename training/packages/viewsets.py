from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from . import views
from .forms import PackageForm, UploadForm
from .models import ContentPackage


class PackageViewSet(ModelViewSet):
    model = ContentPackage
    name = "packages"
    url_prefix = "pakete"
    icon = "media"
    menu_label = _("Lernpakete")
    menu_order = 650
    add_to_admin_menu = True
    copy_view_enabled = False
    search_fields = ["title"]
    list_filter = ["kind"]
    index_view_class = views.IndexView
    add_view_class = views.AddView
    edit_view_class = views.EditView
    delete_view_class = views.DeleteView
    history_view_class = views.HistoryView
    usage_view_class = views.UsageView

    def get_form_class(self, for_update=False):
        return PackageForm if for_update else UploadForm

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("replace/<int:pk>/", views.ReplaceView.as_view(), name="replace"),
            path("try/<int:pk>/", views.TryView.as_view(), name="try"),
            path("versions/<int:pk>/", views.versions, name="versions"),
        ]
