"""What stands on the paper of a practice; `practices.packing` has it set, beside the requests."""

from django.template.loader import render_to_string

from portal.printing.sheets import Sheet, qr_code

from ..selectors import page_parts


def practice_sheet(*, practice) -> Sheet:
    """The practice as it is to be printed; about a dozen queries, and nothing is set."""
    address = practice.full_url
    return Sheet(
        render_to_string(
            "practices/printing/sheet.html",
            page_parts(practice) | {"page": practice, "address": address, "code": qr_code(address)},
        )
    )
