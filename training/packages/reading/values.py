"""Values of a manifest's attributes and elements, as their data types have them."""

import math

_TRUE, _FALSE = {"true", "1", "yes"}, {"false", "0", "no"}


def truth(text: str) -> bool | None:
    """None for what is neither."""
    text = text.strip().lower()
    if text in _TRUE:
        return True
    return False if text in _FALSE else None


def number(text: str, lowest: float, highest: float) -> float | None:
    """A number within a range, None for anything else. A comma is read as a decimal point."""
    text = text.strip().rstrip("%").replace(",", ".")
    try:
        value = float(text) if "_" not in text else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) and lowest <= value <= highest else None


def count(text: str) -> int | None:
    """A number of things, None for anything else."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
