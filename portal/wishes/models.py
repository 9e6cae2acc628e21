from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from search.pins.widgets import PublicTitleChooser


class WishState(models.TextChoices):
    OPEN = "offen", _("offen")
    ANSWERED = "beantwortet", _("beantwortet")
    DONE = "erledigt", _("erledigt")


class Wish(models.Model):
    """What a city looked for and did not find, for the other cities to see.

    It belongs to the city, not to whoever wrote it: no account is kept with it.
    """

    city = models.ForeignKey(
        "cities.CityPage",
        verbose_name=_("Stadt"),
        on_delete=models.CASCADE,
        related_name="wishes",
        help_text=_("Welche Stadt das sucht."),
    )
    text = models.TextField(
        _("Was suchen Sie?"),
        max_length=500,
        validators=[MaxLengthValidator(500)],
        help_text=_(
            "Ein, zwei Sätze, aus denen andere Städte erkennen, ob sie helfen können. Bitte "
            "keine Namen und nichts über einzelne Personen."
        ),
    )
    created_on = models.DateField(_("vom"), auto_now_add=True)
    state = models.CharField(
        _("Stand"), max_length=20, choices=WishState.choices, default=WishState.OPEN
    )
    answer_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("Passender Eintrag"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Der Eintrag, der weiterhilft, gleich von welcher Stadt."),
    )
    answer_note = models.TextField(
        _("Antwort"),
        max_length=500,
        blank=True,
        help_text=_("Was es dazu zu sagen gibt, zum Beispiel welche Stelle mehr weiß."),
    )

    panels = [
        FieldPanel("text", read_only=True),
        FieldPanel("city", read_only=True),
        MultiFieldPanel(
            [
                FieldPanel("answer_page", widget=PublicTitleChooser),
                FieldPanel("answer_note"),
                FieldPanel("state"),
            ],
            heading=_("Antwort"),
        ),
    ]

    class Meta:
        verbose_name = _("Wunsch einer Stadt")
        verbose_name_plural = _("Wir suchen …")
        ordering = ["-created_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="wish_state_known", condition=models.Q(state__in=WishState.values)
            )
        ]

    def __str__(self):
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def save(self, *args, **kwargs):
        # Who names an entry has answered, and need not say so a second time.
        if self.state == WishState.OPEN and self.answer_page_id:
            self.state = WishState.ANSWERED
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.state == WishState.ANSWERED and not (self.answer_page or self.answer_note):
            raise ValidationError(
                {
                    "state": _(
                        "Beantwortet ist ein Wunsch mit einem passenden Eintrag oder einer Antwort."
                    )
                }
            )
