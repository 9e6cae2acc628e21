from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .choosers import h5p_chooser, scorm_chooser
from .models import ContentPackage
from .permissions import policy

register_permission_policy(ContentPackage, policy)


@hooks.register("register_admin_viewset")
def register_scorm_chooser():
    return scorm_chooser


@hooks.register("register_admin_viewset")
def register_h5p_chooser():
    return h5p_chooser
