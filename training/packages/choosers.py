"""Choosing a package for a lesson: those of the cities that one may choose from, by kind."""

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from .models import Kind
from .selectors import choosable_packages, usable_packages


class _OfKind:
    """Views of the packages of one kind that have a version to show."""

    kind = ""

    def usable(self):
        return usable_packages(self.kind) & choosable_packages(self.request.user)


class _ListMixin(_OfKind):
    ordering = ["title", "pk"]

    def get_object_list(self):
        return self.usable().select_related("collection")

    @property
    def columns(self):
        return [
            *super().columns,
            Column("collection", label=_("Sammlung")),
            DateColumn("created_at", label=_("hochgeladen am"), width="16%"),
        ]


class _ChooseView(_ListMixin, chooser.ChooseView):
    pass


class _ChooseResultsView(_ListMixin, chooser.ChooseResultsView):
    pass


class _ChosenView(_OfKind, chooser.ChosenView):
    def get_object(self, pk):
        package = self.usable().filter(pk=pk).first() if pk.isdecimal() else None
        if package is None:
            raise ObjectDoesNotExist
        return package


class _ChosenMultipleView(_OfKind, chooser.ChosenMultipleView):
    def get_objects(self, pks):
        return self.usable().filter(pk__in=[pk for pk in pks if pk.isdecimal()])


class PackageChooserViewSet(ChooserViewSet):
    model = "packages.ContentPackage"
    register_widget = False
    kind = ""

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"kind": self.kind, **kwargs})

    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    chosen_view_class = _ChosenView
    chosen_multiple_view_class = _ChosenMultipleView


class ScormChooserViewSet(PackageChooserViewSet):
    kind = Kind.SCORM
    icon = "media"
    choose_one_text = _("SCORM-Paket auswählen")
    choose_another_text = _("Anderes SCORM-Paket auswählen")
    edit_item_text = _("Dieses Paket ansehen")


class H5PChooserViewSet(PackageChooserViewSet):
    kind = Kind.H5P
    icon = "media"
    choose_one_text = _("H5P-Inhalt auswählen")
    choose_another_text = _("Anderen H5P-Inhalt auswählen")
    edit_item_text = _("Diesen Inhalt ansehen")


scorm_chooser = ScormChooserViewSet("scorm_chooser")
h5p_chooser = H5PChooserViewSet("h5p_chooser")
