"""Searches inside quotation marks of a sentence: their own become the inner ones."""

import re

from django.utils.translation import gettext as _

from .query import QUOTES

_QUOTED = re.compile(rf"[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")


def within_quotes(text: str) -> str:
    """What somebody typed, to be put between „…“: its phrases stand between ‚…‘ then."""
    return _QUOTED.sub(lambda match: _("‚%(phrase)s‘") % {"phrase": match[1].strip()}, text)
