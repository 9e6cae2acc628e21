"""What a practice with a version in Leichte Sprache has and can do."""

from datetime import datetime
from hashlib import blake2b

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField

from portal.content.forms import MAX_TITLE
from portal.content.pages import plain_text
from portal.content.sections import sections_of

from .blocks import EasyBodyBlock

#: Below the practice's own address.
ROUTE = "leichte-sprache"
#: Anchors that the page's frame uses itself.
OWN_ANCHORS = ("inhalt", "fragen")


class EasyLanguagePart(RoutablePageMixin, models.Model):
    """A text of its own in Leichte Sprache, with an address below the page's.

    It belongs to the page: one draft, one review, one publication. Who has checked it is
    noted with a mark of the texts that it was checked against; once they say something else,
    the version counts as out of date, until somebody notes a new check. What is saved on the
    day of the check belongs to it.
    """

    easy_title = models.CharField(
        _("Titel in Leichter Sprache"),
        max_length=MAX_TITLE,
        blank=True,
        help_text=_("Bleibt er leer, steht dort der Titel des Praxisbeispiels."),
    )
    easy_body = StreamField(
        EasyBodyBlock(),
        verbose_name=_("Text in Leichter Sprache"),
        blank=True,
        help_text=_(
            "Kurze Sätze mit einer Aussage, jeder in einer neuen Zeile. Lange Wörter mit "
            "Mediopunkt teilen: „Personal·rat“. Bekommt eine eigene Adresse."
        ),
    )
    easy_checked_by = models.CharField(
        _("in Leichter Sprache geprüft von"),
        max_length=120,
        blank=True,
        help_text=_("Eine Funktion, kein Name, zum Beispiel „Prüfgruppe der Werkstatt“."),
    )
    easy_checked_on = models.DateField(_("in Leichter Sprache geprüft am"), null=True, blank=True)
    # The day of the check and a mark of what was checked; see `_note_check`.
    easy_basis = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def has_easy_version(self) -> bool:
        return bool(self.easy_body)

    @property
    def easy_is_outdated(self) -> bool:
        """Whether the practice or the version itself says something else than what was checked."""
        return bool(self.easy_checked_on) and self.easy_basis != self._easy_mark()

    @property
    def easy_text(self) -> str:
        """The words for the search: undivided, as people type them."""
        words = " ".join((self.easy_title, plain_text(self.easy_body)))
        return words.replace("·", "").replace("‧", "").strip()

    @property
    def easy_meta(self) -> tuple[object, ...]:
        """What result lists say of the version."""
        return (_("auch in Leichter Sprache"),) if self.has_easy_version else ()

    def easy_address(self, request=None) -> str:
        """The address of the version; empty without one. Costs what the page's address costs."""
        if not self.has_easy_version or not self.pk:
            return ""
        own = self.get_url(request)
        return f"{own}{ROUTE}/" if own else ""

    @classmethod
    def with_parts(cls, pages):
        """Those of the pages whose version the sitemap lists: archived ones are not listed."""
        own = cls.originals.filter(pk__in=pages.values("pk"), archived_on=None)
        return own.exclude(easy_body=[])

    def part_addresses(self, request) -> list[tuple[str, datetime | None]]:
        """Its address, and the day on which visitors last saw something new."""
        address = self.easy_address(request)
        return [(address, self.last_published_at)] if address else []

    @path(f"{ROUTE}/", name="easy_language")
    def easy_version(self, request):
        if not self.has_easy_version and not getattr(request, "is_preview", False):
            raise Http404
        request.is_preview = getattr(request, "is_preview", False)
        # The practice's own context would cost twenty queries for nothing.
        context = {
            "page": self,
            "self": self,
            "request": request,
            "sections": sections_of(self.easy_body, taken=OWN_ANCHORS),
            "easy_address": self.easy_address(request),
        }
        return TemplateResponse(request, "practices/easy_language/page.html", context)

    @property
    def preview_modes(self):
        return [*super().preview_modes, (ROUTE, _("Leichte Sprache"))]

    def serve_preview(self, request, mode_name):
        if mode_name == ROUTE:
            return self.easy_version(request)
        return super().serve_preview(request, mode_name)

    def clean(self):
        super().clean()
        if self.easy_checked_on and self.easy_checked_on > timezone.localdate():
            raise ValidationError({"easy_checked_on": _("Dieser Tag liegt in der Zukunft.")})
        self._note_check()

    def rule_errors(self) -> dict[str, object]:
        return super().rule_errors() | self._check_errors()

    def _check_errors(self) -> dict[str, object]:
        if not self.easy_checked_by and not self.easy_checked_on:
            return {}
        if not self.has_easy_version:
            return {
                "easy_body": _(
                    "Es gibt keinen Text in Leichter Sprache, aber eine Prüfung. Schreiben Sie den "
                    "Text, oder nehmen Sie die Prüfung heraus."
                )
            }
        missing = "easy_checked_on" if self.easy_checked_by else "easy_checked_by"
        if getattr(self, missing):
            return {}
        return {missing: _("Zur Prüfung gehören die Funktion und der Tag.")}

    def _note_check(self) -> None:
        """Keeps what the check saw: when its day is new, and until that day is over."""
        if not self.easy_checked_on:
            self.easy_basis = ""
            return
        noted = self.easy_basis.startswith(f"{self.easy_checked_on.isoformat()}:")
        if not noted or self.easy_checked_on == timezone.localdate():
            self.easy_basis = self._easy_mark()

    def _easy_mark(self) -> str:
        """The day of the check, and a digest of all words and facts that it was checked against."""
        stories = [
            plain_text(getattr(self, field.name))
            for field in self._meta.get_fields()
            if isinstance(field, RichTextField)
        ]
        facts = (self.title, self.summary, self.ended, self.status_id, self.effort_days)
        texts = [*map(str, facts), *stories, plain_text(self.body), self.easy_text]
        digest = blake2b("\n".join(texts).encode(), digest_size=20).hexdigest()
        return f"{self.easy_checked_on.isoformat()}:{digest}"
