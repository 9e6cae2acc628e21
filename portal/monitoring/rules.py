"""What a figure must keep to so that it can be understood and kept safe; field → sentence.

The database holds the ranges; here stands what is wrong and what to do about it.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

_VALUES = ("base", "count", "share", "response_rate")


def errors_of(figure) -> dict[str, str]:
    """What is wrong with a figure by itself; it has a definition and a group. No queries more."""
    errors = _place_errors(figure) | _date_errors(figure)
    if figure.not_surveyed:
        return errors | _no_value_errors(figure)
    errors |= _value_errors(figure)
    if figure.reason:
        errors["reason"] = _(
            "Einen Grund gibt es nur, wenn nichts erhoben wurde. Leeren Sie dieses Feld, oder "
            "setzen Sie den Haken bei „keine Erhebung“."
        )
    return errors


def _place_errors(figure) -> dict[str, str]:
    if figure.city_id and figure.elsewhere:
        return {
            "elsewhere": _(
                "Ein Vergleichsort liegt außerhalb der Städteregion. Leeren Sie dieses Feld, oder "
                "wählen Sie keine Stadt."
            )
        }
    if not figure.city_id and not figure.elsewhere:
        return {"city": _("Bitte wählen Sie die Stadt, für die die Zahl gilt.")}
    return {}


def _date_errors(figure) -> dict[str, str]:
    today = timezone.localdate()
    if figure.day and figure.day > today:
        return {"day": _("Der Stichtag liegt in der Zukunft. Prüfen Sie das Datum.")}
    if figure.year is None:
        if figure.elsewhere and not figure.day:
            return {}
        return {"year": _("Bitte geben Sie das Jahr an, für das die Zahl gilt.")}
    if figure.year > today.year:
        return {"year": _("Das Jahr liegt in der Zukunft. Prüfen Sie die Angabe.")}
    if figure.year < 1950:
        return {"year": _("Bitte geben Sie das Jahr vierstellig an, frühestens 1950.")}
    if figure.day and figure.day.year != figure.year:
        return {
            "day": _("Der Stichtag liegt nicht im Jahr %(year)d. Prüfen Sie beide Angaben.")
            % {"year": figure.year}
        }
    return {}


def _no_value_errors(figure) -> dict[str, str]:
    return {
        name: _(
            "Ohne Erhebung gibt es keine Zahl. Leeren Sie dieses Feld, oder nehmen Sie den Haken "
            "bei „keine Erhebung“ heraus."
        )
        for name in _VALUES
        if getattr(figure, name) is not None
    }


def _value_errors(figure) -> dict[str, str]:
    base, count, share = figure.base, figure.count, figure.share
    errors = {
        name: _("Prozente liegen zwischen 0 und 100. Prüfen Sie die Angabe.")
        for name in ("share", "response_rate")
        if (value := getattr(figure, name)) is not None and not 0 <= value <= 100
    }
    if share is not None and (base is not None or count is not None):
        errors["share"] = _(
            "Bitte entweder den Anteil oder die beiden Zahlen: Aus n und Anzahl folgt der Anteil."
        )
    elif share is not None:
        if figure.city_id and not figure.group.is_population:
            errors["share"] = _(
                "Für Beschäftigte reicht der Anteil nicht: Ohne n lässt sich nicht prüfen, ob die "
                "Zahl einzelne Menschen erkennbar macht. Geben Sie n und Anzahl an."
            )
    elif figure.elsewhere:
        errors["share"] = _(
            "Für einen Vergleichsort wird nur der Anteil in Prozent eingetragen. Leeren Sie n und "
            "Anzahl."
        )
    elif base is None and count is None:
        errors["base"] = _(
            "Bitte geben Sie n und Anzahl an, oder setzen Sie den Haken bei „keine Erhebung“."
        )
    elif base is None:
        errors["base"] = _("Bitte geben Sie auch an, wie viele Personen insgesamt erfasst sind.")
    elif count is None:
        errors["count"] = _("Bitte geben Sie auch an, auf wie viele Personen es zutrifft.")
    elif count > base:
        errors["count"] = _(
            "Das sind mehr Personen (%(count)d) als insgesamt erfasst (%(base)d). Vielleicht sind "
            "die beiden Zahlen vertauscht."
        ) % {"count": count, "base": base}
    return errors


def whole_errors_of(figure) -> dict[str, str]:
    """Parts that are larger than their whole, alone or together with those beside them.

    One query: it looks at what else is entered for the same place, definition and year.
    """
    if not figure.city_id or figure.base is None:
        return {}
    same = (
        type(figure)
        .objects.filter(city=figure.city_id, definition=figure.definition_id, year=figure.year)
        .exclude(pk=figure.pk)
        .exclude(base=None)
        .select_related("group")
    )
    counted = {other.group_id: other for other in same} | {figure.group_id: figure}
    for whole in counted.values():
        splits: dict[str, list] = {}
        for part in counted.values():
            if part.group.whole_id == whole.group_id:
                splits.setdefault(part.group.split, []).append(part)
        for parts in splits.values():
            if figure in (whole, *parts) and _is_more(parts, whole):
                return {
                    "base": _(
                        "Das passt nicht zu dem, was für dasselbe Jahr schon eingetragen ist: "
                        "%(parts)s sind mehr Personen als %(whole)s. Prüfen Sie n und Anzahl."
                    )
                    % {
                        "parts": " + ".join(part.group.title for part in parts),
                        "whole": whole.group.title,
                    }
                }
    return {}


def _is_more(parts, whole) -> bool:
    """Whether the parts are more than the whole, in persons or in those on either side."""
    base, count = sum(part.base for part in parts), sum(part.count for part in parts)
    return base > whole.base or count > whole.count or base - count > whole.base - whole.count
