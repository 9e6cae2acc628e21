from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MissedPublication(models.Model):
    """A page that the clock could not publish: whoever has to know is told once, by mail."""

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("Seite"), on_delete=models.CASCADE, related_name="+"
    )
    #: Who had scheduled it.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("geplant von"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(_("Grund"))
    at = models.DateTimeField(_("vorgesehen am"), default=timezone.now)
    told_at = models.DateTimeField(_("mitgeteilt am"), null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Entfallene Veröffentlichung")
        verbose_name_plural = _("Entfallene Veröffentlichungen")
        default_permissions = ()
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.page_id}: {self.reason}"
