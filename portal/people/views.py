"""The account pages that are ours; signing in, passwords and addresses are django-allauth's."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from .roles import SUPPORT_STAFF


@login_required
def account_overview(request):
    """Who one is here: address, city, roles, and what one can do with the account."""
    return render(
        request,
        "people/account_overview.html",
        {
            "roles": list(request.user.groups.order_by("name").values_list("name", flat=True)),
            "may_edit": request.user.has_perm("wagtailadmin.access_admin"),
            "may_support": request.user.home_city and request.user.has_perm(SUPPORT_STAFF),
        },
    )


def admin_login(request):
    """The admin's sign-in is everybody's sign-in.

    Whoever is signed in and still sent here has no right to the admin: sending them to the
    sign-in, which sends signed-in people on to where they wanted to go, would be a circle.
    """
    if request.user.is_authenticated:
        return redirect("account_overview")
    query = urlencode({"next": request.GET.get("next") or reverse("wagtailadmin_home")})
    return redirect(f"{reverse('account_login')}?{query}")
