"""What a city's HR developers give its staff in final tests; outside the admin.

They enter an address and a course, and see what they have entered. Whether the person takes the
course, and how, is on none of these pages.
"""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.cities.models import CityPage

from .forms import StaffExtensionForm
from .models import TestExtension
from .permissions import city_to_support


@never_cache
@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    city = _city(request)
    given = _given_by(city).select_related("course", "user")
    context = {"city": city, "extensions": given.order_by("course__title", "user__email")}
    return render(request, "training/finaltest/staff/list.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    return _form(request, TestExtension(city=_city(request)))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    return _form(request, _own(request, pk))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; a POST deletes the entry."""
    extension = _own(request, pk)
    if request.method == "POST":
        extension.delete()
        messages.success(request, _("Die Erleichterung ist gelöscht."))
        return redirect("staff_extensions:list")
    context = {"extension": extension}
    return render(request, "training/finaltest/staff/delete.html", context)


def _form(request: HttpRequest, extension: TestExtension) -> HttpResponse:
    form = StaffExtensionForm(request.POST or None, instance=extension)
    status = 200
    if request.method == "POST":
        # Nobody finds out by trying who has an account.
        if not ratelimit.consume(request, action="staff_extension", user=request.user):
            form.add_error(
                None,
                _("Das waren viele Einträge in kurzer Zeit. Bitte versuchen Sie es später wieder."),
            )
            status = 429
        elif form.is_valid():
            form.instance.granted_by = request.user
            form.save()
            messages.success(request, _("Die Erleichterung ist gespeichert und gilt sofort."))
            return redirect("staff_extensions:list")
    context = {"form": form, "city": extension.city, "is_new": extension.pk is None}
    return render(request, "training/finaltest/staff/form.html", context, status=status)


def _city(request: HttpRequest) -> CityPage:
    """The city of the person who asks. Raises `PermissionDenied`."""
    city = city_to_support(request.user)
    if city is None:
        raise PermissionDenied(
            _("Erleichterungen trägt hier die Personalentwicklung der Stadt für ihre Leute ein.")
        )
    return city


def _given_by(city: CityPage):
    return TestExtension.objects.filter(city=city)


def _own(request: HttpRequest, pk: int) -> TestExtension:
    """404 for what another city has given, or the editors of a course."""
    given = _given_by(_city(request)).select_related("course", "user", "city")
    return get_object_or_404(given, pk=pk)
