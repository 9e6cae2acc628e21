"""Columns of the lists of terms."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column


def _rests(term) -> str:
    return gettext("ja") if term.retired else ""


#: Wagtail writes a boolean as Python does, "False".
RETIRED = Column("retired", label=_("Ruht"), accessor=_rests, sort_key="retired")
