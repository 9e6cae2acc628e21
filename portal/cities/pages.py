"""Wagtail's views of pages, where they would tell an editor about other cities.

Its lists name everybody in their filters, and its views of a review answer before they ask
who is asking.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.listing import EditedByFilter, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry

from .editing import DecidesOnWhatWasReadMixin, KeepsBothMixin
from .models import CityPage


def editable_pages(request):
    """The pages that the user works on: those below the own city."""
    return policy_registry.get_by_type(Page).instances_user_has_any_permission_for(
        request.user, ["add", "change", "publish"]
    )


def users_of(ids):
    users = get_user_model()
    return users.objects.filter(pk__in=ids).order_by(users.USERNAME_FIELD)


def owners(request):
    """Who created a page that the user edits."""
    return users_of(editable_pages(request).order_by().values("owner"))


def editors(request):
    """Who has edited a page that the user edits."""
    return users_of(
        PageLogEntry.objects.filter(
            action="wagtail.edit", page__in=editable_pages(request).order_by().values("pk")
        )
        .order_by()
        .values("user")
    )


class OwnPageFilterSet(GenericPageFilterSet):
    owner = MultipleUserFilter(
        label=GenericPageFilterSet.base_filters["owner"].label,
        queryset=owners,
        widget=GenericPageFilterSet.base_filters["owner"].extra["widget"],
    )
    edited_by = EditedByFilter(
        label=GenericPageFilterSet.base_filters["edited_by"].label,
        queryset=editors,
        widget=GenericPageFilterSet.base_filters["edited_by"].extra["widget"],
    )


class EditorsOnlyMixin:
    """Says nothing about a page, not even its title in a message, to others than its editors."""

    def dispatch(self, request, *args, **kwargs):
        if not self.object.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def _for_editors(view, *mixins):
    return type(f"Own{view.__name__}", (EditorsOnlyMixin, *mixins, view), {})


class OwnEditView(KeepsBothMixin, PageViewSet.edit_view_class):
    pass


class KeepsCitiesMixin:
    """Says what to do with a city instead of deleting it, to whoever edits it."""

    def dispatch(self, request, page_id, *args, **kwargs):
        city = CityPage.originals.filter(pk=page_id, live=True).first()
        if city is not None:
            may = city.permissions_for_user(request.user)
            if may.can_edit() and not may.can_delete():
                messages.error(
                    request,
                    _(
                        "„%(city)s“ ist öffentlich und wird nicht gelöscht: Ihre Einträge und "
                        "Adressen gingen verloren. Lassen Sie die Stadt von der Administration mit "
                        "einer anderen zusammenführen, oder nehmen Sie ihre Seite zuerst vom Netz."
                    )
                    % {"city": city.title},
                )
                return redirect("wagtailadmin_pages:edit", city.pk)
        return super().dispatch(request, page_id, *args, **kwargs)


class OwnDeleteView(KeepsCitiesMixin, PageViewSet.delete_view_class):
    pass


class OwnPagesViewSet(PageViewSet):
    delete_view_class = OwnDeleteView
    filterset_class = OwnPageFilterSet
    edit_view_class = OwnEditView
    workflow_action_view_class = _for_editors(
        PageViewSet.workflow_action_view_class, DecidesOnWhatWasReadMixin
    )
    collect_workflow_action_data_view_class = _for_editors(
        PageViewSet.collect_workflow_action_data_view_class
    )
    confirm_workflow_cancellation_view_class = _for_editors(
        PageViewSet.confirm_workflow_cancellation_view_class
    )
    workflow_preview_view_class = _for_editors(PageViewSet.workflow_preview_view_class)
