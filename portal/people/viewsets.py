from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from portal.cities.models import CityPage


class HomeCityMixin(forms.Form):
    home_city = forms.ModelChoiceField(
        queryset=CityPage.objects.order_by("title"),
        required=False,
        label=_("Stadt"),
        help_text=_("Für welche Stadt diese Person arbeitet."),
    )


class PortalUserEditForm(HomeCityMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"home_city"}


class PortalUserCreationForm(HomeCityMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"home_city"}


class UserViewSet(WagtailUserViewSet):
    """Wagtail's user administration with the home city."""

    def get_form_class(self, for_update=False):
        return PortalUserEditForm if for_update else PortalUserCreationForm
