"""Lines on paper break where they are full, however the HTML is written."""

import io

import pytest
from pypdf import PdfReader

from portal.printing.sheets import set_in_type

SENTENCE = "keine Angabe zur Prüfung des Datenschutzes"
#: Millimetres: around the width at which the sentence just fits.
WIDTHS = [tenth / 10 for tenth in range(700, 800, 4)]


def lines(sentence: str, element: str) -> list[str]:
    """The lines of the sentence, set in each of the widths."""
    items = "".join(
        f'<{element} style="width:{width}mm; font-weight:600">{sentence}</{element}>'
        for width in WIDTHS
    )
    html = f'<html lang="de"><head><title>Zeilen</title></head><body>{items}</body></html>'
    reader = PdfReader(io.BytesIO(set_in_type(html, ("portal/pdf.css",))))
    return [line.strip() for page in reader.pages for line in page.extract_text().splitlines()]


@pytest.mark.parametrize("element", ["p", "dd"])
def test_a_space_at_the_end_breaks_no_line(element):
    plain = lines(SENTENCE, element)
    assert len(set(plain)) > 1, "at no width the sentence needs two lines"
    assert lines(f"\n  {SENTENCE}\n  ", element) == plain
