"""The question of a visitor. What is wrong with it is said at its field; what was typed stays."""

import re
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.content.lines import LinesField
from search.request import clean_text

from .guarding import MAX_LINKS, Age, age_of, new_stamp
from .recipients import Recipient
from .services import Question

MAX_MESSAGE = 4000
MAX_SUBJECT = 150
_LINK = re.compile(r"https?://|www\.|\[url", re.IGNORECASE)


class QuestionForm(forms.Form):
    """Several recipients are offered for choice; a copy only to the account of who is signed in.

    A copy to any address that somebody types would let anybody write to anybody in our name.
    """

    recipient = forms.ChoiceField(
        label=_("An wen?"),
        error_messages={
            "invalid_choice": _(
                "Diese Stelle steht nicht mehr auf der Seite der Stadt. Bitte wählen Sie eine "
                "andere."
            )
        },
    )
    name = forms.CharField(
        label=_("Ihr Name"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        max_length=254,
        help_text=_("Dorthin kommt die Antwort."),
        error_messages={"required": _("Bitte geben Sie an, wohin die Antwort gehen soll.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = forms.CharField(
        label=_("Betreff"),
        max_length=MAX_SUBJECT,
        error_messages={"required": _("Bitte schreiben Sie, worum es geht.")},
    )
    message = LinesField(
        label=_("Ihre Frage"),
        max_length=MAX_MESSAGE,
        error_messages={"required": _("Bitte schreiben Sie Ihre Frage.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    copy = forms.BooleanField(required=False)
    #: Off the screen: people leave it empty, programs fill it in.
    website = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Bitte leer lassen"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args, recipients: Sequence[Recipient], account: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self._recipients = {recipient.key: recipient for recipient in recipients}
        if len(recipients) > 1:
            self.fields["recipient"].choices = [
                (recipient.key, recipient.role) for recipient in recipients
            ]
        else:
            del self.fields["recipient"]
        if account:
            self.fields["copy"].label = _("Kopie an %(address)s") % {"address": account}
            self.initial.setdefault("email", account)
        else:
            del self.fields["copy"]
        self.initial.setdefault("stamp", new_stamp())

    @property
    def shown_fields(self):
        """What people fill in; the trap is put elsewhere."""
        return [field for field in self.visible_fields() if field.name != "website"]

    @property
    def chosen(self) -> Recipient:
        key = self.cleaned_data.get("recipient", "")
        return self._recipients.get(key) or next(iter(self._recipients.values()))

    @property
    def question(self) -> Question:
        return Question(
            **{name: self.cleaned_data[name] for name in ("name", "email", "subject", "message")}
        )

    def clean_name(self):
        return clean_text(self.cleaned_data["name"])

    def clean_subject(self):
        subject = clean_text(self.cleaned_data["subject"])
        if _LINK.search(subject):
            raise forms.ValidationError(_("Links gehören in die Frage, nicht in den Betreff."))
        return subject

    def clean_message(self):
        message = self.cleaned_data["message"]
        links = len(_LINK.findall(message))
        if links > MAX_LINKS:
            raise forms.ValidationError(
                ngettext(
                    "Ihre Frage enthält %(number)d Link; erlaubt sind höchstens %(max)d.",
                    "Ihre Frage enthält %(number)d Links; erlaubt sind höchstens %(max)d.",
                    links,
                )
                % {"number": links, "max": MAX_LINKS}
            )
        return message

    def clean(self):
        super().clean()
        if self.cleaned_data.get("website"):
            # A browser may have filled it in for a person, who cannot see it to empty it.
            self._show_anew("website", "")
            self.add_error(
                None,
                _(
                    "Ihr Browser hat ein Feld ausgefüllt, das leer bleiben muss. Wir haben es "
                    "geleert: Bitte schicken Sie Ihre Frage noch einmal ab."
                ),
            )
        match age_of(self.cleaned_data.get("stamp", "")):
            case Age.YOUNG:
                self.add_error(
                    None,
                    _(
                        "Das ging so schnell, wie es sonst nur Programme tun. Bitte warten Sie "
                        "einen Augenblick und schicken Sie Ihre Frage noch einmal ab."
                    ),
                )
            case Age.OLD | Age.UNKNOWN:
                self._show_anew("stamp", new_stamp())
                self.add_error(
                    None,
                    _(
                        "Das Formular war lange offen oder unvollständig. Ihr Text steht noch da: "
                        "Bitte schicken Sie ihn noch einmal ab."
                    ),
                )

    def _show_anew(self, name: str, value: str) -> None:
        """The form that comes back has this value, and not the one that was sent."""
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = value
