from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy

from .choosers import h5p_chooser, scorm_chooser
from .models import ContentPackage
from .permissions import policy
from .services import REPLACED
from .viewsets import PackageViewSet

register_permission_policy(ContentPackage, policy)


@hooks.register("register_admin_viewset")
def register_packages():
    return PackageViewSet()


@hooks.register("register_admin_viewset")
def register_scorm_chooser():
    return scorm_chooser


@hooks.register("register_admin_viewset")
def register_h5p_chooser():
    return h5p_chooser


@hooks.register("describe_collection_contents")
def packages_of_a_collection(collection):
    """A collection with packages is not deleted, as one with documents is not."""
    count = ContentPackage.objects.filter(collection=collection).count()
    if not count:
        return None
    return {
        "count": count,
        "count_text": ngettext("%(count)s Lernpaket", "%(count)s Lernpakete", count)
        % {"count": count},
        "url": reverse("packages:index"),
    }


@hooks.register("register_log_actions")
def register_replacements(actions):
    @actions.register_action(REPLACED)
    class ReplacementFormatter(LogFormatter):
        label = _("Lernpaket ersetzt")

        def format_message(self, log_entry):
            return gettext("Fassung %(number)s hochgeladen") % log_entry.data
