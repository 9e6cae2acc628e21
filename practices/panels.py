"""The form in which editors write a practice."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page

from portal.content.entries import EntryPage, term_panel, terms_panel

from .easy_language.panels import EASY_LANGUAGE_PANELS
from .reuse.panels import ConfirmedEvidencePanel
from .submission.panels import NearPanel, SubmissionPanel


def _review_panel(field_name: str) -> FieldPanel:
    """What the review notes; no city certifies its own entry."""
    return FieldPanel(field_name, permission="practices.review_goodpracticepage")


_BASICS = [
    SubmissionPanel(),
    EntryPage.title_panel,
    FieldPanel("summary"),
    NearPanel(),
    FieldPanel("department"),
    EntryPage.contact_panel,
    terms_panel("contract_goals"),
    terms_panel("fields_of_action"),
    terms_panel("target_groups"),
    FieldPanel("tags"),
    term_panel("status"),
    FieldRowPanel([FieldPanel("started"), FieldPanel("ended")], heading=_("Zeitraum")),
    FieldPanel("image"),
]
_STORY = [
    FieldPanel("need"),
    FieldPanel("aim"),
    FieldPanel("approach"),
    FieldPanel("result"),
    InlinePanel("figures", heading=_("Kennzahlen"), label=_("Kennzahl")),
    FieldPanel("pitfalls"),
    FieldPanel("lessons"),
    FieldPanel("success_factors"),
    FieldRowPanel(
        [FieldPanel("staff_council_involved"), FieldPanel("data_protection_checked")],
        heading=_("Beteiligung und Datenschutz"),
    ),
    FieldPanel("body"),
]
_TRANSFER = [
    FieldRowPanel(
        [FieldPanel("effort_days"), FieldPanel("lead_weeks"), term_panel("cost_level")],
        heading=_("Aufwand"),
    ),
    term_panel("transferability"),
    InlinePanel("templates", heading=_("Arbeitsvorlagen"), label=_("Vorlage")),
    term_panel("licence"),
    InlinePanel("related_modules", heading=_("Verwandte Module"), label=_("Modul")),
    InlinePanel(
        "related_practices", heading=_("Verwandte Praxisbeispiele"), label=_("Praxisbeispiel")
    ),
]
_REVIEW = [
    ConfirmedEvidencePanel(),
    FieldPanel("evidence_level"),
    FieldPanel("evidence_reason"),
    FieldRowPanel(
        [_review_panel("reviewed_by"), _review_panel("reviewed_on")], heading=_("Prüfung")
    ),
    FieldRowPanel([_review_panel("review_due"), _review_panel("version")], heading=_("Gültigkeit")),
]
TABS = TabbedInterface(
    [
        ObjectList(_BASICS, heading=_("Basis")),
        ObjectList(_STORY, heading=_("Inhalt")),
        ObjectList(_TRANSFER, heading=_("Transfer")),
        ObjectList(EASY_LANGUAGE_PANELS, heading=_("Leichte Sprache")),
        ObjectList(_REVIEW, heading=_("Prüfung")),
        ObjectList(Page.promote_panels, heading=_("Adresse")),
        ObjectList(Page.settings_panels, heading=_("Veröffentlichung")),
    ]
)
