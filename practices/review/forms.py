"""What a reviewer fills in. The service asks these forms too, so no way leads around them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.evidence import TYPED_LEVELS

from .checklist import ANSWERS, CHECKS, NO

MAX_NOTE = 500
#: The dialog stands on the page of the entry's own form, whose fields have ids too.
IDS = "id_review_%s"


class CheckRadios(forms.RadioSelect):
    """The answers to one item, as a group that has the item's name."""

    template_name = "practices/review/check_radios.html"

    def __init__(self, label, **kwargs):
        super().__init__(**kwargs)
        self.group_label = label

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"group_label": self.group_label}


class ApprovalForm(forms.Form):
    """The check list: each item is answered, and a "no" is explained."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs, auto_id=IDS)
        comment = self.fields.pop("comment")
        evidence = {name: self.fields.pop(name) for name in ("evidence_level", "evidence_reason")}
        for check in CHECKS:
            self.fields[f"check_{check.key}"] = forms.ChoiceField(
                label=check.label,
                help_text=check.question,
                choices=ANSWERS,
                widget=CheckRadios(check.label),
                error_messages={"required": _("Bitte antworten Sie mit ja oder nein.")},
            )
            self.fields[f"note_{check.key}"] = forms.CharField(
                label=_("Anmerkung zu „%(item)s“") % {"item": check.label},
                max_length=MAX_NOTE,
                required=False,
            )
        self.fields |= evidence | {"comment": comment}

    evidence_level = forms.TypedChoiceField(
        label=_("Evidenzstufe"),
        choices=[("", "---------"), *((int(level), level.label) for level in TYPED_LEVELS)],
        coerce=int,
        help_text=_(
            "Stärke des Belegs, nicht der Wirkung. Stufe 4 ergibt sich aus bestätigten "
            "Nachnutzungen."
        ),
        error_messages={"required": _("Bitte wählen Sie eine Stufe.")},
    )
    evidence_reason = forms.CharField(
        label=_("Begründung der Evidenzstufe"),
        max_length=300,
        help_text=_("Steht auf der Seite: Warum gerade diese Stufe?"),
        error_messages={"required": _("Bitte begründen Sie die Stufe.")},
    )
    comment = forms.CharField(
        label=_("Kommentar"), required=False, widget=forms.Textarea({"rows": 2})
    )

    def clean(self):
        data = super().clean()
        for check in CHECKS:
            if data.get(f"check_{check.key}") != NO:
                continue
            if not data.get(f"note_{check.key}"):
                self.add_error(f"note_{check.key}", _("Bitte schreiben Sie, was fehlt."))
            if check.indispensable:
                self.add_error(
                    f"check_{check.key}",
                    _(
                        "So kann der Eintrag nicht veröffentlicht werden. Bitte geben Sie ihn mit "
                        "einer Begründung zurück."
                    ),
                )
        return data

    def checks(self) -> dict[str, dict[str, str]]:
        """Item → answer and note, as they are kept."""
        return {
            check.key: {
                "answer": self.cleaned_data[f"check_{check.key}"],
                "note": self.cleaned_data[f"note_{check.key}"],
            }
            for check in CHECKS
        }


class SecondApprovalForm(ApprovalForm):
    """The level is set already; the second review may correct it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("evidence_level", "evidence_reason"):
            self.fields[name].required = False
        self.fields["evidence_level"].empty_value = None
        self.fields["evidence_level"].help_text = _(
            "Leer lassen, wenn die Stufe aus der ersten Prüfung stimmt."
        )

    def clean(self):
        data = super().clean()
        if data.get("evidence_level") is not None and not data.get("evidence_reason"):
            self.add_error("evidence_reason", _("Bitte begründen Sie die geänderte Stufe."))
        return data


class ReturnForm(forms.Form):
    """Nobody gets an entry back without hearing why."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs, auto_id=IDS)

    comment = forms.CharField(
        label=_("Begründung"),
        help_text=_("Was soll die Stadt ändern? Sie liest es in der Nachricht und im Verlauf."),
        error_messages={"required": _("Bitte schreiben Sie, was geändert werden soll.")},
        widget=forms.Textarea({"rows": 4}),
    )
