"""One answer on its way from the browser to the draft: by a button, or saved by itself."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from . import keeping, services, uploads, values
from .forms import FigureFormSet, StepForm
from .models import Submission
from .steps import Step, after, before

FORMS = {"bild": uploads.PictureForm, "vorlagen": uploads.FilesForm}
SAVERS = {"bild": uploads.save_picture, "vorlagen": uploads.save_files}


class Answering:
    """What was sent for a step, and the page or JSON that answers it.

    The script sends the same form to the same address, marked by a header, and gets JSON:
    200 saved, 422 not valid, 409 somebody else's answer, 403 may not, 401 signed out.
    """

    def __init__(self, request, step: Step):
        self.request, self.step = request, step
        self.rows = None

    @property
    def is_autosave(self) -> bool:
        return self.request.headers.get("X-Autosave") == "1"

    @property
    def is_sent(self) -> bool:
        return self.request.method == "POST"

    @cached_property
    def kept(self):
        """What was typed before the sign-in ended."""
        if self.is_sent:
            return None
        kept = keeping.take(self.request)
        if kept is not None:
            messages.warning(
                self.request,
                _(
                    "Ihre Anmeldung war abgelaufen, als Sie gespeichert haben. Ihr Text ist noch "
                    "da, aber noch nicht gespeichert: Bitte speichern Sie ihn jetzt."
                ),
            )
        return kept

    @property
    def data(self):
        return self.request.POST if self.is_sent else self.kept

    @property
    def typed(self) -> list[str]:
        """What the person has written, to be copied where it cannot be saved."""
        posted = self.request.POST
        texts = (
            text
            for name in keeping.answer_names(posted, self.step)
            for text in posted.getlist(name)
        )
        return [text for text in texts if text.strip()]

    # Forms -----------------------------------------------------------------------------------

    def form(self, page) -> StepForm:
        form_class = FORMS.get(self.step.slug, StepForm)
        files = self.request.FILES if self.is_sent else None
        form = form_class(self.data, files, step=self.step, page=page)
        if self.step.has_rows:
            # What a signed-out person had typed comes with its rows.
            self.rows = (
                FigureFormSet(self.data)
                if self.data is not None
                else FigureFormSet(initial=values.figure_rows(page))
            )
        return form

    @property
    def rows_are_valid(self) -> bool:
        return self.rows is None or self.rows.is_valid()

    @staticmethod
    def take_base(form: StepForm, base: str) -> None:
        """Who saves once more knows what they replace."""
        form.data = form.data.copy()
        form.data["base"] = base

    # Writing ---------------------------------------------------------------------------------

    def save(self, submission: Submission, form: StepForm) -> Submission:
        step = {"submission": submission, "step": self.step, "user": self.request.user}
        if saver := SAVERS.get(self.step.slug):
            return saver(**step, data=form.cleaned_data, base=form.answer_base)
        answers = dict(form.answers)
        if self.rows is not None:
            answers["figures"] = self.rows.rows
        return services.save_step(**step, answers=answers, base=form.answer_base)

    def begun(self, form: StepForm, *, key, city) -> HttpResponse:
        submission = services.begin(
            key=key, user=self.request.user, city=city, title=form.cleaned_data["title"]
        )
        if values.fingerprint(submission.draft, self.step) != form.answer_base:
            # Sent twice, perhaps with another title the second time.
            submission = services.save_step(
                submission=submission,
                step=self.step,
                user=self.request.user,
                answers=dict(form.answers),
                base=values.fingerprint(submission.draft, self.step),
            )
        return self.saved(submission)

    # Answers ---------------------------------------------------------------------------------

    def saved(self, submission: Submission) -> HttpResponse:
        address = reverse("submission:step", args=[submission.pk, self.step.slug])
        if self.is_autosave:
            return JsonResponse(
                {
                    "sentence": _("Gespeichert um %(time)s")
                    % {"time": time_format(localtime(), "H:i")},
                    "base": values.fingerprint(submission.draft, self.step),
                    "address": address,
                }
            )
        where = self.request.POST.get("weiter", "")
        if where == "hier":
            messages.success(self.request, _("Gespeichert."))
            return redirect(address)
        if where == "spaeter":
            messages.success(
                self.request, _("Gespeichert. Sie können jederzeit hier weiterschreiben.")
            )
            return redirect("submission:overview", submission.pk)
        target = (before if where == "zurueck" else after)(self.step)
        if target is None:
            return redirect("submission:overview", submission.pk)
        return redirect("submission:step", submission.pk, target.slug)

    def not_saved(self, form: StepForm, conflict=None) -> JsonResponse:
        """For the script; the words stay in the form."""
        if conflict:
            sentence = _(
                "Nicht gespeichert: Diese Antwort hat inzwischen jemand anderes geändert. Drücken "
                "Sie „Weiter“, dann sehen Sie beide Fassungen. Ihr Text bleibt hier stehen."
            )
            return JsonResponse({"sentence": sentence}, status=409)
        problems = [
            f"{form.fields[name].label}: {' '.join(errors)}"
            if name in form.fields
            else " ".join(errors)
            for name, errors in form.errors.items()
        ]
        if self.rows is not None and not self.rows_are_valid:
            problems.append(_("In einer Zeile fehlt noch etwas."))
        return JsonResponse(
            {"sentence": _("Noch nicht gespeichert: %(why)s") % {"why": " ".join(problems)}},
            status=422,
        )

    def refused(self, submission: Submission, refusal: str) -> HttpResponse:
        if self.is_autosave:
            return JsonResponse(
                {"sentence": _("Nicht gespeichert: %(why)s") % {"why": refusal}}, status=403
            )
        if self.is_sent:
            # What was typed is shown once more, so that it can be copied.
            return render(
                self.request,
                "practices/submission/refused.html",
                {
                    "submission": submission,
                    "refusal": refusal,
                    "typed": self.typed,
                },
                status=403,
            )
        return redirect("submission:overview", submission.pk)

    def signed_out(self) -> HttpResponse:
        if self.is_autosave:
            sentence = _(
                "Nicht gespeichert: Ihre Anmeldung ist abgelaufen. Ihr Text steht noch hier."
            )
            return JsonResponse({"sentence": sentence}, status=401)
        if self.is_sent and not keeping.keep(self.request, self.step):
            return render(
                self.request,
                "practices/submission/refused.html",
                {
                    "refusal": _("Ihre Anmeldung ist abgelaufen."),
                    "typed": self.typed,
                },
                status=401,
            )
        return redirect_to_login(self.request.get_full_path())
