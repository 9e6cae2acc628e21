"""Where a city revokes a certificate: by its code, which stands on the paper.

There is no list to look through: who has learned what is nobody's business here.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.cities.permissions import editable_cities
from portal.content.refusals import tried

from . import services
from .forms import RevocationForm
from .models import Certificate
from .permissions import may_revoke
from .selectors import certificate_with, shown


class RevocationView(WagtailAdminTemplateMixin, View):
    """`?code=…` finds the certificate; a POST with a reason revokes it."""

    page_title = _("Bescheinigung widerrufen")
    header_icon = "clipboard-list"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("certificate_revocation"), "label": page_title},
    ]
    template_name = "training/certificates/admin_revocation.html"

    def dispatch(self, request, *args, **kwargs):
        if not editable_cities(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        return self._answer(RevocationForm())

    def post(self, request):
        form = RevocationForm(request.POST)
        certificate = self._certificate()
        if certificate and form.is_valid():
            reason = form.cleaned_data["reason"]
            step = {"certificate": certificate, "user": request.user, "reason": reason}
            if tried(form, services.revoke, **step):
                messages.success(request, _("Die Bescheinigung ist widerrufen."))
                return redirect("certificate_revocation")
        return self._answer(form)

    def _certificate(self) -> Certificate | None:
        """Another city's does not exist here."""
        found = certificate_with(self.request.GET.get("code", ""))
        return found if found and may_revoke(self.request.user, found) else None

    def _answer(self, form):
        certificate = self._certificate()
        return self.render_to_response(
            self.get_context_data(
                typed=self.request.GET.get("code", "")[:40],
                certificate=certificate,
                shown=certificate and shown(certificate),
                form=form,
            )
        )


class RevocationMenuItem(MenuItem):
    def is_shown(self, request):
        return editable_cities(request.user).exists()
