from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def send_what_waits():
    """Editors learn as well, and sign out by Wagtail's menu."""
    return format_html(
        '<script src="{}" type="module" data-progress-addresses="{}" data-signs-out="{}"'
        ' data-unsent="{}"></script>',
        static("portal/admin/signout.js"),
        reverse("progress:addresses"),
        reverse("wagtailadmin_logout"),
        _(
            "Ein Teil Ihres Lernstands ist noch nicht gespeichert, weil die Verbindung fehlt. "
            "Bitte versuchen Sie es gleich noch einmal. Wenn Sie sich jetzt ein zweites Mal "
            "abmelden, geht er verloren."
        ),
    )
