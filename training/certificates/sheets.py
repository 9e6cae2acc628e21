"""The certificate on paper."""

from django.template.loader import render_to_string

from portal.printing.sheets import Sheet, qr_code

from .models import Certificate, State

#: It names a person: no longer in the cache than somebody needs to fetch it twice.
_KEPT_SECONDS = 10 * 60


def certificate_sheet(certificate: Certificate) -> Sheet | None:
    """No query but for the predecessor; None for a certificate without a name, or revoked."""
    if not certificate.holder or certificate.state == State.REVOKED:
        return None
    html = render_to_string(
        "training/certificates/pdf.html",
        {
            "certificate": certificate,
            "address": certificate.check_address,
            "code": qr_code(certificate.check_address),
        },
    )
    return Sheet(
        html, look=("portal/pdf.css", "portal/certificate.css"), kept_seconds=_KEPT_SECONDS
    )
