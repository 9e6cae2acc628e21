"""What stands on the paper of a practice; `practices.packing` has it set, beside the requests."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language

from portal.printing.sheets import Sheet, qr_code

from ..selectors import page_parts


def practice_sheet(*, practice) -> Sheet:
    """The practice as it is to be printed; about a dozen queries, and nothing is set.

    In the language of the interface; an English version is English throughout.
    """
    language = practice.text_language if practice.is_version else get_language()
    with translation.override(language):
        return _sheet(practice)


def _sheet(practice) -> Sheet:
    address = practice.full_url
    return Sheet(
        render_to_string(
            "practices/printing/sheet.html",
            page_parts(practice) | {"page": practice, "address": address, "code": qr_code(address)},
        )
    )
