from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from training.courses.models import CoursePage

from .models import TestExtension
from .permissions import courses_to_give_for


class ExtensionForm(WagtailAdminModelForm):
    """For a course that one may change and a person whom one knows by e-mail address.

    For whom and in which course stays as it was entered: a second person is a second entry.
    """

    email = forms.EmailField(
        label=gettext_lazy("E-Mail-Adresse"),
        help_text=gettext_lazy(
            "Mit dieser Adresse meldet sich die Person an. Ob sie den Kurs macht, erfahren Sie "
            "hier nicht."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        course = self.fields["course"]
        course.queryset = courses_to_give_for(self.for_user)
        course.error_messages["invalid_choice"] = _(
            "Für diesen Kurs dürfen Sie das nicht eintragen. Fragen Sie die Redaktion der Stadt, "
            "von der er ist."
        )
        if self.instance.pk:
            course.disabled = self.fields["email"].disabled = True
            self.fields["email"].initial = self.instance.user.email

    def clean_email(self):
        email = self.cleaned_data["email"]
        users = get_user_model().objects.filter(is_active=True)
        user = users.filter(email__iexact=email).first()
        # Somebody who has left keeps the entry until it is deleted.
        if user is None and not self.instance.pk:
            raise ValidationError(
                _(
                    "Mit dieser Adresse meldet sich hier niemand an. Fragen Sie die Person, "
                    "welche sie benutzt."
                )
            )
        if user is not None:
            self.instance.user = user
        return email

    def _get_validation_exclusions(self):
        # The person comes by another field, and belongs to what is there once.
        exclusions = super()._get_validation_exclusions() - {"city"}
        return exclusions - {"user"} if self.instance.user_id else exclusions

    def save(self, commit=True):
        self.instance.granted_by = self.for_user
        return super().save(commit)


class StaffExtensionForm(forms.ModelForm):
    """In any public course, for a person of the instance's city; for whom and where stays."""

    email = forms.EmailField(
        label=gettext_lazy("E-Mail-Adresse"),
        help_text=gettext_lazy(
            "Mit dieser Adresse meldet sich die Person an. Ob sie den Kurs macht und mit welchem "
            "Ergebnis, erfahren Sie hier nicht."
        ),
    )

    class Meta:
        model = TestExtension
        fields = ["email", "course", "extra_minutes", "extra_attempts", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        course = self.fields["course"]
        course.queryset = CoursePage.listed().order_by("title")
        if self.instance.pk:
            # The course may have gone offline since.
            course.queryset = CoursePage.objects.filter(pk=self.instance.course_id)
            course.disabled = self.fields["email"].disabled = True
            self.fields["email"].initial = self.instance.user.email

    def clean_email(self):
        email = self.cleaned_data["email"]
        if self.instance.pk:
            return email
        users = get_user_model().objects.filter(is_active=True, home_city=self.instance.city)
        user = users.filter(email__iexact=email).first()
        # The same for somebody of another city and for nobody at all.
        if user is None:
            raise ValidationError(
                _(
                    "Mit dieser Adresse meldet sich bei %(city)s niemand an. Fragen Sie die "
                    "Person, welche sie benutzt."
                )
                % {"city": self.instance.city.title}
            )
        self.instance.user = user
        return email

    def _get_validation_exclusions(self):
        exclusions = super()._get_validation_exclusions() - {"city"}
        return exclusions - {"user"} if self.instance.user_id else exclusions
