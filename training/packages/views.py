"""Packages in the admin: what there is, what became of an upload, what is inside."""

from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from training.cage.frames import Frame
from training.cage.grants import grant_for

from .forms import ReplaceForm
from .models import ContentPackage, Status
from .permissions import policy
from .selectors import package_context, versions_of, with_newest
from .services import add_package, delete_package, replace_package

SEEING = ["add", "change", "choose"]


def may_change(user):
    return policy.instances_user_has_permission_for(user, "change")


def _own(request: HttpRequest, pk: int) -> ContentPackage:
    """The package, which must be one that the person may change; others do not exist here."""
    return get_object_or_404(may_change(request.user).select_related("collection"), pk=pk)


class OwnMixin:
    def get_object(self, queryset=None):
        return _own(self.request, self.kwargs[self.pk_url_kwarg])


def _state(package: ContentPackage) -> str:
    return Status(package.newest_status).label if package.newest_status else ""


class IndexView(generic.IndexView):
    any_permission_required = SEEING
    ordering = ["title", "pk"]
    list_display = [
        "title",
        "kind",
        Column("collection", label=_("Sammlung"), sort_key="collection__name"),
        Column("newest_number", label=_("Neueste Fassung")),
        Column("state", label=_("Stand"), accessor=_state),
    ]

    def get_base_queryset(self):
        return with_newest(
            super().get_base_queryset() & may_change(self.request.user)
        ).select_related("collection")


class UserFormMixin:
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}


class AddView(UserFormMixin, generic.CreateView):
    page_title = _("Lernpaket hochladen")
    submit_button_label = _("Hochladen")
    submit_button_active_label = _("Wird hochgeladen …")
    success_message = _("„%(object)s“ ist hochgeladen und wird jetzt eingelesen.")

    def save_instance(self):
        form = self.form
        version = add_package(
            file=form.cleaned_data["file"],
            title=form.cleaned_data["title"],
            collection=form.chosen_collection(),
            user=self.request.user,
        )
        return version.package

    def get_success_url(self):
        return self.get_edit_url()

    def get_success_buttons(self):
        return []


class EditView(OwnMixin, UserFormMixin, generic.EditView):
    template_name = "training/packages/admin/package.html"

    def get_success_url(self):
        return self.get_edit_url()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | package_context(self.object, self.request.user)

    @property
    def header_buttons(self):
        buttons = [
            HeaderButton(
                _("Durch neue Fassung ersetzen"),
                url=reverse("packages:replace", args=[self.object.pk]),
                icon_name="upload",
            )
        ]
        if self.object.newest_ready:
            trying = reverse("packages:try", args=[self.object.pk])
            buttons.append(HeaderButton(_("Ausprobieren"), url=trying, icon_name="view"))
        return [*super().header_buttons, *buttons]


class DeleteView(OwnMixin, generic.DeleteView):
    template_name = "training/packages/admin/delete.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | package_context(self.object, self.request.user)

    def form_valid(self, form):
        if package_context(self.object, self.request.user)["is_used"]:
            return self._in_use()
        try:
            return super().form_valid(form)
        except ProtectedError:
            # A course was published meanwhile, or somebody is still learning from it.
            return self._in_use()

    def _in_use(self) -> HttpResponse:
        messages.error(
            self.request,
            _("„%(title)s“ wird noch gebraucht und lässt sich nicht löschen.")
            % {"title": self.object.title},
        )
        return redirect("packages:edit", self.object.pk)

    def delete_action(self):
        delete_package(self.object, user=self.request.user)


class HistoryView(OwnMixin, generic.HistoryView):
    pass


class UsageView(OwnMixin, generic.UsageView):
    pass


class PackageView(WagtailAdminTemplateMixin, View):
    """A page beside that of the package."""

    def dispatch(self, request, *args, pk, **kwargs):
        if not policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        self.package = _own(request, pk)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("packages:index"), "label": _("Lernpakete")},
            {"url": reverse("packages:edit", args=[self.package.pk]), "label": self.package.title},
            {"url": "", "label": self.page_title},
        ]


class TryView(PackageView):
    """The newest version as learners see it; nothing of it is kept."""

    page_title = _("Ausprobieren")
    header_icon = "view"
    template_name = "training/packages/admin/try.html"

    def get(self, request):
        newest = self.package.newest_ready
        if newest is None:
            raise Http404
        frame = Frame.of(grant_for(request, newest.pk))
        shown = {"title": self.package.title, "height": 600}
        return self.render_to_response(self.get_context_data(frame=frame, value=shown))


class ReplaceView(PackageView):
    page_title = _("Durch neue Fassung ersetzen")
    header_icon = "upload"
    template_name = "training/packages/admin/replace.html"

    def get(self, request):
        return self._show(ReplaceForm())

    def post(self, request):
        form = ReplaceForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form)
        version = replace_package(
            package=self.package, file=form.cleaned_data["file"], user=request.user
        )
        messages.success(
            request,
            _("Fassung %(number)d ist hochgeladen und wird jetzt eingelesen.")
            % {"number": version.number},
        )
        return redirect("packages:edit", self.package.pk)

    def _show(self, form: ReplaceForm) -> HttpResponse:
        context = self.get_context_data(form=form, package=self.package)
        return self.render_to_response(context)


def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the import is, for the page that is open."""
    if not policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    package = _own(request, pk)
    shown = versions_of(package)
    answer = render(request, "training/packages/admin/versions.html", {"package": package, **shown})
    if not shown["is_running"]:
        # The page says more than this part of it, now that the package has been read.
        answer["HX-Refresh"] = "true"
    return answer
