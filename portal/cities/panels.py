from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .models import CityPage


class CityStartPanel(Component):
    """What an editor comes for, on the admin's first page: a new entry for their city.

    Shown to whoever may write below one city; who oversees all of them starts elsewhere.
    """

    name = "city-start"
    template_name = "cities/admin/start_panel.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        writable = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
        cities = list(CityPage.originals.filter(pk__in=writable.values("pk"))[:2])
        city = cities[0] if len(cities) == 1 else None
        return {
            "city": city,
            "page_types": [
                {
                    "app_label": model._meta.app_label,
                    "model_name": model._meta.model_name,
                    "label": model.get_verbose_name(),
                }
                for model in (CityPage.creatable_subpage_models() if city else [])
            ],
        }
