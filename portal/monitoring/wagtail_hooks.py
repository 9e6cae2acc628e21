from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry, register_permission_policy

from portal.taxonomy.columns import RETIRED

from .forms import FigureForm
from .models import Definition, Figure, StaffGroup
from .permissions import FigurePermissionPolicy
from .views import ConfirmView, TemplateView, UploadView

register_permission_policy(Figure, FigurePermissionPolicy(Figure))


def editable_by(user):
    policy = policy_registry.get_by_type(Figure)
    return policy.instances_user_has_permission_for(user, "change")


class OwnFiguresMixin:
    """Lists and opens the figures that the person may edit; all others do not exist here."""

    def get_base_queryset(self):
        return super().get_base_queryset() & editable_by(self.request.user)


def _of_own(view):
    """The view of one figure, which must be one that the person may edit."""

    def get_object(self, queryset=None):
        pk = self.kwargs.get(getattr(self, "pk_url_kwarg", "pk"))
        return get_object_or_404(editable_by(self.request.user), pk=pk)

    return type(f"Own{view.__name__}", (view,), {"get_object": get_object})


class FigureIndexView(OwnFiguresMixin, ModelViewSet.index_view_class):
    # Both buttons stand beside each other on a phone.
    add_item_label = _("Neue Kennzahl")

    @property
    def header_buttons(self):
        importing = HeaderButton(
            _("Importieren"), url=reverse("figures_import"), icon_name="upload"
        )
        return [*super().header_buttons, importing]


def _stated(figure: Figure) -> str:
    return gettext("keine Erhebung") if figure.not_surveyed else gettext("Zahlen")


class FigureViewSet(ModelViewSet):
    model = Figure
    name = "figures"
    icon = "order"
    menu_label = _("Kennzahlen")
    add_to_reference_index = False
    list_display = ["__str__", Column("stated", label=_("Angabe"), accessor=_stated)]
    ordering = ["city__title", "elsewhere", "definition__position", "group__position", "-year"]
    index_view_class = FigureIndexView
    edit_view_class = _of_own(ModelViewSet.edit_view_class)
    delete_view_class = _of_own(ModelViewSet.delete_view_class)
    history_view_class = _of_own(ModelViewSet.history_view_class)
    usage_view_class = _of_own(ModelViewSet.usage_view_class)
    copy_view_class = _of_own(ModelViewSet.copy_view_class)
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("city"), FieldPanel("elsewhere")], heading=_("Für welche Stadt?")
            ),
            MultiFieldPanel(
                [
                    FieldPanel("group"),
                    FieldPanel("definition"),
                    FieldRowPanel([FieldPanel("year"), FieldPanel("day")]),
                ],
                heading=_("Was wurde gezählt?"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("base"), FieldPanel("count")]),
                    FieldRowPanel([FieldPanel("share"), FieldPanel("response_rate")]),
                    FieldPanel("not_surveyed"),
                    FieldPanel("reason"),
                ],
                heading=_("Die Zahl"),
                help_text=_(
                    "Tragen Sie die Zahlen ein, wie sie sind. Was einzelne Menschen erkennbar "
                    "machen würde, zeigt das Portal von selbst nicht."
                ),
            ),
            MultiFieldPanel(
                [FieldPanel("source"), FieldPanel("source_url")], heading=_("Woher stammt sie?")
            ),
        ],
        base_form_class=FigureForm,
    )


class DefinitionViewSet(ModelViewSet):
    model = Definition
    name = "definitions"
    icon = "openquote"
    list_display = ["title", "key", "position", RETIRED]
    ordering = ["position", "title"]
    copy_view_enabled = False


class StaffGroupViewSet(ModelViewSet):
    model = StaffGroup
    name = "staff-groups"
    icon = "group"
    list_display = ["title", "key", "whole", "position", RETIRED]
    ordering = ["position", "title"]
    copy_view_enabled = False


class MonitoringGroup(ModelViewSetGroup):
    menu_label = _("Monitoring")
    menu_icon = "order"
    menu_order = 660
    items = (FigureViewSet, DefinitionViewSet, StaffGroupViewSet)


@hooks.register("register_admin_urls")
def register_import_urls():
    return [
        path("kennzahlen-import/", UploadView.as_view(), name="figures_import"),
        path(
            "kennzahlen-import/uebernehmen/", ConfirmView.as_view(), name="figures_import_confirm"
        ),
        path("kennzahlen-import/vorlage/", TemplateView.as_view(), name="figures_import_template"),
    ]


@hooks.register("register_admin_viewset")
def register_monitoring():
    return MonitoringGroup()
