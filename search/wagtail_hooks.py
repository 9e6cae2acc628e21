"""The admin's menu „Suche“: what editors set of the search, and what they see of it.

A viewset joins it by `menu_hook = "register_search_menu_item"`, a view by a function that is
registered for this hook and returns a menu item. Nobody sees a menu without any item.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

SEARCH_MENU_HOOK = "register_search_menu_item"

search_menu = Menu(register_hook_name=SEARCH_MENU_HOOK)


@hooks.register("register_admin_menu_item")
def search_menu_item():
    # Behind the vocabularies; Wagtail has a "Suche" of its own above the menu.
    return SubmenuMenuItem(
        _("Suche im Portal"), search_menu, name="portal-search", icon_name="search", order=750
    )
