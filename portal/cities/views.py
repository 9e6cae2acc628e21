"""Taking a city in, and how its own pages are approved of, in the admin."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from .approval import approves_itself, choose_approval, cities_to_choose_for
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
        self.index = get_object_or_404(CityIndexPage.originals)
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


class ApprovalView(WagtailAdminTemplateMixin, View):
    """Where a city's editors choose who approves of its own pages."""

    template_name = "cities/admin/approval.html"
    page_title = gettext_lazy("Freigabe eigener Seiten")
    header_icon = "check"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        self.cities = list(cities_to_choose_for(request.user))
        if not self.cities:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request):
        for city in self.cities:
            city.itself = approves_itself(city)
        return self.render_to_response(self.get_context_data(cities=self.cities))

    def post(self, request):
        city = next((one for one in self.cities if str(one.pk) == request.POST.get("city")), None)
        approval = request.POST.get("approval")
        if city is None or approval not in {"city", "project"}:
            messages.error(request, _("Bitte wählen Sie, wer die Seiten freigibt."))
            return redirect("cities_approval")
        choose_approval(city=city, user=request.user, itself=approval == "city")
        messages.success(
            request,
            (
                _("Seiten von %(city)s gibt jetzt die Redaktion der Stadt frei.")
                if approval == "city"
                else _("Seiten von %(city)s gibt jetzt die Projektgruppe frei.")
            )
            % {"city": city.title},
        )
        return redirect("cities_approval")
