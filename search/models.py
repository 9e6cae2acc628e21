from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from .request import SearchRequest

#: A change that fails is tried again after these seconds; then it is set aside as refused.
BACKOFF_SECONDS = (5, 20, 80, 320)
MAX_ATTEMPTS = len(BACKOFF_SECONDS) + 1


class OutboxQuerySet(models.QuerySet):
    def pending(self):
        """Rows that the engine has not taken yet, in the order in which they were written."""
        return self.filter(applied_at=None, refused_at=None).order_by("pk")

    def due(self):
        """Pending rows whose turn it is.

        A row that has failed waits. One that waits longer than any row ever has to was written
        before the clock went back: its turn is now.
        """
        now = timezone.now()
        return self.pending().exclude(
            next_attempt_at__gt=now,
            next_attempt_at__lte=now + timedelta(seconds=BACKOFF_SECONDS[-1]),
        )

    def applied(self):
        """Rows that the engine has, kept while a rebuild may have to replay them."""
        return self.exclude(applied_at=None)

    def refused(self):
        """Rows that the engine would not take, with its reason."""
        return self.exclude(refused_at=None)


class OutboxEntry(models.Model):
    """Something in the database has changed that the index must follow.

    Written in the transaction that changes the thing itself: what is rolled back leaves no
    row, and what is committed cannot be forgotten. A row names the thing and not its state;
    whoever applies it reads the state at that moment, so applying twice is harmless.
    """

    document_id = models.CharField(_("Dokument"), max_length=80, db_index=True)
    created_at = models.DateTimeField(_("geschrieben am"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    next_attempt_at = models.DateTimeField(_("nächster Versuch"), null=True)
    applied_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(_("abgelehnt am"), null=True)
    error = models.TextField(_("Grund"), blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("Änderung für den Suchindex")
        verbose_name_plural = _("Änderungen für den Suchindex")
        indexes = [
            models.Index(
                fields=["id"],
                name="outbox_pending",
                condition=models.Q(applied_at=None, refused_at=None),
            )
        ]

    def __str__(self):
        return self.document_id

    def failed(self, error: str) -> None:
        """Notes a failure in this object: another attempt later, or none."""
        now = timezone.now()
        self.attempts += 1
        self.error = error
        if self.attempts >= MAX_ATTEMPTS:
            self.refused_at = now
        else:
            pause = BACKOFF_SECONDS[self.attempts - 1]
            self.next_attempt_at = now + timedelta(seconds=pause)


class RebuildMark(models.Model):
    """A rebuild is under way: applied rows are kept until it has replayed them.

    Written and removed by the holder of `outbox.REBUILD_LOCK`; a mark without a holder is what
    a dead rebuild has left.
    """

    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("laufender Neuaufbau")
        verbose_name_plural = _("laufende Neuaufbauten")

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M:%S}"


class SearchPage(import_string(settings.SEARCH_PAGE)):
    """The search, or a listing: the same page narrowed to one kind.

    Of which page it is one, with what all pages of the site have, the settings say.
    """

    kind = models.CharField(
        _("Art"),
        max_length=20,
        blank=True,
        help_text=_("Leer für alles; sonst zeigt die Seite nur Einträge dieser Art."),
    )
    intro = models.TextField(_("Einleitung"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    settings_panels = [*Page.settings_panels, FieldPanel("kind")]
    subpage_types = []
    page_description = _("Die Suche über alle Städte, oder eine Liste einer Art von Einträgen.")

    #: For a base whose pages have versions in other languages.
    translated_texts = ("title", "seo_title", "search_description", "intro")
    search_document = None
    template = "search/search_page.html"

    class Meta:
        verbose_name = _("Suchseite")
        verbose_name_plural = _("Suchseiten")

    def get_context(self, request, *args, **kwargs):
        from .presentation import search_context

        context = super().get_context(request, *args, **kwargs)
        return context | search_context(self.search_request(request))

    def search_request(self, request) -> SearchRequest:
        """The search that the address asks for, within the kind that the page lists."""
        fixed = {"kind": (self.kind,)} if self.kind else {}
        return SearchRequest.parse(request.GET, fixed=fixed)

    def get_sitemap_urls(self, request=None):
        """Without a day: what it lists changes with every entry, and a draft of it says nothing."""
        return [{"location": self.get_full_url(request)}]

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        # One address, two answers: a cache must not give the results alone for the page.
        patch_vary_headers(response, ["HX-Request"])
        if getattr(request, "htmx", False):
            # What the browser shows is what can be shared: without the form's empty fields.
            address = response.context_data["search"].address
            response["HX-Push-Url"] = request.path + address.removeprefix("./")
        return response

    def get_template(self, request, *args, **kwargs):
        # htmx asks for the results alone, unless it restores a page from the history.
        if getattr(request, "htmx", False) and not request.htmx.history_restore_request:
            return "search/results.html"
        return self.template
