from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from portal.cities.models import CityPage


class PersonMixin(forms.Form):
    """The home city; and no name is asked of those who sign in for a function."""

    first_name = forms.CharField(required=False, label=_("Vorname"))
    last_name = forms.CharField(required=False, label=_("Nachname"))
    home_city = forms.ModelChoiceField(
        queryset=CityPage.originals.order_by("title"),
        required=False,
        label=_("Stadt"),
        help_text=_("Für welche Stadt diese Person arbeitet."),
    )


class PortalUserEditForm(PersonMixin, UserEditForm):
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"home_city"}


class PortalUserCreationForm(PersonMixin, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"home_city"}


class UserViewSet(WagtailUserViewSet):
    """Wagtail's user administration with the home city."""

    def get_form_class(self, for_update=False):
        return PortalUserEditForm if for_update else PortalUserCreationForm
