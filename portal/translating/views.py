"""Wagtail-localize's views, for those who edit the page in question.

Its own ask for the right to translate at all, and tell of drafts of other cities.
"""

from django.core.exceptions import PermissionDenied
from django.forms import HiddenInput
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import status
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.views.edit_translation import edit_string_translation
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from portal.cities.reports import WholeSiteMixin

from .marks import lost_marks
from .pages import ENGLISH, english


def require_editor(page, user) -> None:
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied


class OwnSubmitView(SubmitPageTranslationView):
    def get_object(self):
        page = super().get_object()
        require_editor(page, self.request.user)
        return page

    def get_form(self):
        """Without the choice to translate all pages below: a city's are all its entries.

        Where there is one language to choose, it is chosen.
        """
        form = super().get_form()
        languages = form.fields["locales"]
        languages.label = _("Sprache")
        if languages.queryset.count() == 1:
            languages.initial = languages.queryset
        form.fields["include_subtree"].widget = HiddenInput()
        form.fields["include_subtree"].disabled = True
        return form

    def form_valid(self, form):
        response = super().form_valid(form)
        for page in self.object.translated_along():
            translate_object(page, form.cleaned_data["locales"], user=self.request.user)
        return response

    def dispatch(self, request, *args, **kwargs):
        page = self.get_object()
        if not getattr(page, "translated_texts", ()) or page.is_version:
            messages.warning(request, _("Für Seiten dieser Art gibt es keine englische Fassung."))
            return redirect("wagtailadmin_pages:edit", page.pk)
        if page.text_language == ENGLISH:
            messages.warning(request, _("Die Seite ist schon auf Englisch geschrieben."))
            return redirect("wagtailadmin_pages:edit", page.pk)
        return super().dispatch(request, *args, **kwargs)


class OwnUpdateView(UpdateTranslationsView):
    def get_object(self):
        source = super().get_object()
        page = source.get_source_instance()
        if not isinstance(page, Page):
            raise Http404
        require_editor(page, self.request.user)
        return source

    def form_valid(self, form):
        response = super().form_valid(form)
        for page in self.object.get_source_instance().translated_along():
            translate_object(page, [english()], user=self.request.user)
            TranslationSource.objects.get_for_instance(page).update_from_db()
        return response

    def get_default_success_url(self):
        """Back to the version, where the changed texts wait for their translation."""
        translation = self.object.translations.filter(enabled=True).first()
        if translation is None:
            return super().get_default_success_url()
        return reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])


def edit_text(request, translation_id: int, string_segment_id: int):
    """Keeps an English text, and says at once what it has lost of the German one; see `marks`."""
    response = edit_string_translation(
        request, translation_id=translation_id, string_segment_id=string_segment_id
    )
    if request.method == "PUT" and status.is_success(response.status_code):
        translation = Translation.objects.select_related("source").get(pk=translation_id)
        lost_marks(translation.get_target_instance()).show()
        segment = StringSegment.objects.get(pk=string_segment_id)
        text = StringTranslation.objects.get(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale_id=translation.target_locale_id,
        )
        response.data["error"] = text.get_error()
    return response


class WholeSiteReportView(WholeSiteMixin, TranslationsReportView):
    def get_queryset(self):
        return super().get_queryset().order_by("-pk")


def no_such_way(request, **kwargs):
    """A version is always one: no alias that shows German texts, no page without its original."""
    raise PermissionDenied
