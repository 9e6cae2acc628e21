from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceLevel(models.IntegerChoices):
    """How strong the evidence is; never how strong the effect is."""

    REPORT = 0, _("Erfahrungsbericht")
    REASONED = 1, _("begründet")
    FIGURES = 2, _("mit Kennzahlen")
    EVALUATED = 3, _("evaluiert")
    CONFIRMED = 4, _("in mindestens zwei Städten bestätigt")


#: What people choose from. Level 4 follows from confirmed reuse; nobody types it.
TYPED_LEVELS = tuple(level for level in EvidenceLevel if level < EvidenceLevel.CONFIRMED)
TYPED_CHOICES = [(level.value, level.label) for level in TYPED_LEVELS]
LEVEL_IS_NOT_TYPED = _(
    "Wählen Sie eine Stufe von 0 bis 3. Stufe 4 ergibt sich von selbst, sobald mindestens zwei "
    "Städte die Nachnutzung eingetragen haben und sie bestätigt ist."
)
