from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from .revocation import RevocationMenuItem, RevocationView


@hooks.register("register_admin_urls")
def register_revocation_urls():
    return [path("bescheinigungen/", RevocationView.as_view(), name="certificate_revocation")]


@hooks.register("register_admin_menu_item")
def register_revocation_menu_item():
    return RevocationMenuItem(
        _("Bescheinigungen"),
        reverse_lazy("certificate_revocation"),
        name="certificates",
        icon_name="clipboard-list",
        order=665,
    )


@hooks.register("register_log_actions")
def register_revocation_action(actions):
    label = _("Bescheinigung widerrufen")
    formatter = type("RevocationFormatter", (LogFormatter,), {"label": label, "message": label})
    actions.register_action("certificate.revoke")(formatter)
