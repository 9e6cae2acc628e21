from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Q
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal.taxonomy.models import Term

#: Characters of an entry's title.
MAX_TITLE = 100


class EntryPageForm(WagtailAdminPageForm):
    """The admin's form of an entry: a draft may lack anything but its title.

    When it is submitted or published, the entry's own rules speak together with the required
    fields, so that the editor sees everything that is missing at once.
    """

    def __init__(self, *args, **kwargs):
        # The API's form has only the fields that the API writes; Wagtail would look for all
        # that need a permission.
        permissions = self._meta.field_permissions or {}
        self._meta.field_permissions = {
            name: permission for name, permission in permissions.items() if name in self.base_fields
        }
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, ModelChoiceField) and issubclass(field.queryset.model, Term):
                field.queryset = field.queryset.filter(Q(retired=False) | self._chosen(name, field))

        title = self.fields.get("title")
        if title:
            # The counter below the field reads it; what is pasted is never cut off.
            title.widget.attrs["maxlength"] = MAX_TITLE

    def _chosen(self, name: str, field: ModelChoiceField) -> Q:
        """The terms that the entry has already: a retired one stays until somebody removes it."""
        value = self.initial.get(name)
        if isinstance(field, ModelMultipleChoiceField):
            return Q(pk__in=[term.pk for term in value or []])
        return Q(pk=value)

    def _post_clean(self):
        super()._post_clean()
        if not self.is_deferred_validation:
            for name, message in self.instance.rule_errors().items():
                self.add_error(name if name in self.fields else None, message)

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.is_deferred_validation and self.errors:
            # Wagtail lists every field's errors on top as soon as there is one of the whole, in
            # the order of this dictionary.
            self.add_error(None, _("Der Eintrag ist noch nicht vollständig:"))
            of_the_whole = self._errors.pop(NON_FIELD_ERRORS)
            of_fields = dict(self._errors)
            self._errors.clear()
            self._errors.update({NON_FIELD_ERRORS: of_the_whole, **of_fields})
