"""Taking a city in, in the admin."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from .forms import NewCityForm
from .models import CityIndexPage


class NewCityView(WagtailAdminTemplateMixin, FormView):
    """Makes a city with everything that belongs to it, and goes on to its page.

    Open to whoever may add pages below the cities' index.
    """

    form_class = NewCityForm
    template_name = "cities/admin/new_city.html"
    page_title = gettext_lazy("Stadt aufnehmen")
    header_icon = "home"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        self.index = get_object_or_404(CityIndexPage)
        if not self.index.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {
                "url": reverse("wagtailadmin_explore", args=[self.index.pk]),
                "label": self.index.title,
            },
            {"url": "", "label": self.page_title},
        ]

    def form_valid(self, form):
        city = form.save(user=self.request.user)
        if city is None:
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("%(city)s ist aufgenommen. Ergänzen Sie das Profil und veröffentlichen Sie es.")
            % {"city": city.title},
        )
        return redirect("wagtailadmin_pages:edit", city.pk)
