"""The form of one step: the practice's own fields with their own rules, none needed by a draft."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.fields import RichTextField

from portal.content.forms import MAX_TITLE
from portal.content.richtext import is_formatted
from practices.models import GoodPracticePage

from . import values
from .steps import Step

HIDDEN = {"autocomplete": "off"}
#: Nobody runs out of fewer signs than a title has, such as in a telephone number.
WORTH_COUNTING = 100
#: What is wrong and what to do, by the code of Django's own rule.
_LIMITS = {
    "max_length": _("Das sind %(show_value)d Zeichen. Kürzen Sie auf höchstens %(limit_value)d."),
    "min_value": _("Bitte geben Sie eine Zahl ab %(limit_value)s ein."),
    "max_value": _("Bitte geben Sie eine Zahl bis %(limit_value)s ein."),
}


class StepForm(forms.Form):
    """`base` says which answer the person has read before changing it."""

    base = forms.CharField(required=False, widget=forms.HiddenInput(HIDDEN))

    def __init__(self, *args, step: Step, page: GoodPracticePage, **kwargs):
        initial = {
            **values.initial(page, step),
            "base": values.fingerprint(page, step),
            **(kwargs.pop("initial", None) or {}),
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.step, self.page = step, page
        self.formatted = False
        for name in step.fields:
            self._add(name)

    def _add(self, name: str) -> None:
        field = field_of_model(self.page, name)
        if field is None:
            return
        model_field = self.page._meta.get_field(name)
        field.optional = model_field.blank or isinstance(field, forms.BooleanField)
        if len(self.step.fields) == 1 or field.help_text == self.step.question:
            # The question above it says so already.
            field.help_text = ""
        self.fields[name] = field
        if isinstance(model_field, RichTextField) and is_formatted(getattr(self.page, name)):
            self.formatted = True

    @property
    def answers(self) -> dict[str, object]:
        """Field → value, for the service."""
        return {name: self.cleaned_data[name] for name in self.step.fields if name in self.fields}

    @property
    def answer_base(self) -> str:
        return self.cleaned_data.get("base", "")


def field_of_model(page, name: str) -> forms.Field | None:
    """The form field of a page's field; None for what has a form of its own kind."""
    field = page._meta.get_field(name)
    if field.one_to_many or name == "image":
        return None
    if isinstance(field, RichTextField):
        made = LinesField(
            label=field.verbose_name,
            max_length=field.max_length,
            help_text=field.help_text,
            widget=forms.Textarea({"rows": 9}),
        )
    elif isinstance(field, TaggableManager):
        made = forms.CharField(label=field.verbose_name, max_length=500, help_text=field.help_text)
    elif field.many_to_many:
        made = field.formfield(widget=forms.CheckboxSelectMultiple)
        made.queryset = _offered(made.queryset, getattr(page, name).all())
    elif field.many_to_one:
        made = field.formfield(widget=forms.RadioSelect, empty_label=None)
        made.queryset = _offered(made.queryset, filter(None, [getattr(page, name)]))
    elif field.get_internal_type() == "DateField":
        made = field.formfield(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    elif field.get_internal_type() == "TextField":
        made = LinesField(
            label=field.verbose_name,
            max_length=field.max_length,
            validators=field.validators,
            help_text=field.help_text,
            widget=forms.Textarea({"rows": 5}),
        )
    else:
        made = field.formfield()
    _loosen(made, name)
    return made


def _offered(terms, chosen):
    """The terms for new entries, and those that this one has already."""
    return terms.filter(Q(retired=False) | Q(pk__in=[term.pk for term in chosen]))


def _loosen(field: forms.Field, name: str) -> None:
    field.required = name == "title"
    if name == "title":
        field.max_length = MAX_TITLE
        field.validators = [v for v in field.validators if v.code != "max_length"]
        field.validators.append(forms.CharField(max_length=MAX_TITLE).validators[0])
        field.error_messages["required"] = _("Bitte geben Sie dem Beispiel einen Titel.")
    limit = getattr(field, "max_length", None)
    # The browser would cut what is pasted without a word; here a counter says what is too much.
    field.widget.attrs.pop("maxlength", None)
    if limit and not isinstance(field, forms.EmailField) and limit >= WORTH_COUNTING:
        field.widget.attrs["data-limit"] = limit
    field.error_messages |= _LIMITS
    if isinstance(field, forms.IntegerField):
        field.widget.attrs["inputmode"] = "numeric"


class LinesField(forms.CharField):
    """Text of several lines. Browsers send line ends of two characters, which nobody typed."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class FigureForm(forms.Form):
    """One figure; an empty row is no row."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        model = GoodPracticePage._meta.get_field("figures").related_model
        for name in values.FIGURE_FIELDS:
            field = model._meta.get_field(name).formfield()
            field.optional = not field.required
            field.widget.attrs.pop("maxlength", None)
            self.fields[name] = field
        self.empty_permitted = True

    @property
    def row(self) -> dict[str, str] | None:
        row = {name: self.cleaned_data.get(name, "") for name in values.FIGURE_FIELDS}
        return row if any(row.values()) else None


class _FigureRows(forms.BaseFormSet):
    """All rows are written anew, so none of them is an old one with an identity."""

    def initial_form_count(self):
        return 0

    def total_form_count(self):
        if self.is_bound:
            return super().total_form_count()
        return len(self.initial or []) + self.extra

    @property
    def rows(self) -> list[dict[str, str]]:
        return [form.row for form in self.forms if form.row]


FigureFormSet = forms.formset_factory(
    FigureForm, formset=_FigureRows, extra=2, max_num=20, absolute_max=40, validate_max=True
)


class HandOverForm(forms.Form):
    text = LinesField(
        label=_("Nachricht an die Redaktion"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Was sollte sie wissen? Zum Beispiel, wer noch zustimmen muss."),
    )


class ReturnForm(forms.Form):
    text = LinesField(
        label=_("Was ist zu ergänzen?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Wer den Entwurf geschrieben hat, bekommt es als E-Mail und liest es hier."),
        error_messages={"required": _("Bitte schreiben Sie, was zu ergänzen ist.")},
    )
