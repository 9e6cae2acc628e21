"""Durations as people say them and as machines exchange them."""

from django.utils.functional import lazy
from django.utils.translation import ngettext


def in_words(minutes: int) -> str:
    """390 → "6 Stunden 30 Minuten"; 30 → "30 Minuten"."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(count)d Stunde", "%(count)d Stunden", hours) % {"count": hours})
    if rest or not hours:
        parts.append(ngettext("%(count)d Minute", "%(count)d Minuten", rest) % {"count": rest})
    return " ".join(parts)


#: For what is kept in both languages.
in_words_lazy = lazy(in_words, str)
