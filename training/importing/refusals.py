"""What pydantic found wrong, in German: property, value, sentence, remedy."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from pydantic import ValidationError

from portal.content.importing.report import Problem, printable

MOST_PROBLEMS = 20


def problems_of(error: ValidationError) -> list[Problem]:
    """One problem for each violated rule; the first twenty of them."""
    details = error.errors(include_url=False)
    problems = [_problem(detail) for detail in details[:MOST_PROBLEMS]]
    if (more := len(details) - MOST_PROBLEMS) > 0:
        problems.append(Problem(message=_("Und %(count)d weitere Fehler.") % {"count": more}))
    return problems


def _problem(detail) -> Problem:
    path = property_path(detail["loc"])
    context = detail.get("ctx", {})
    if detail["type"] == "amb":
        message, remedy = context["sentence"], context["remedy"]
    else:
        message, remedy = _SENTENCES.get(detail["type"], _unknown)(context, detail)
    missing = detail["type"] == "missing"
    return Problem(
        column=path,
        value="" if missing else printable(_shown(detail["input"])),
        message=message,
        remedy=remedy,
    )


def property_path(loc: tuple) -> str:
    """`("about", 0, "id")` → `about[1].id`, counted as people count."""
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part + 1}]"
        elif part != "[key]":
            path += f".{part}" if path else str(part)
    return printable(path)


def _shown(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return value


def _missing(context, detail):
    name = detail["loc"][-1]
    given = detail["input"] if isinstance(detail["input"], dict) else {}
    if f"@{name}" in given:
        return (
            _("Die Eigenschaft fehlt."),
            _("Das Profil schreibt sie „%(name)s“, ohne @.") % {"name": name},
        )
    return _("Die Eigenschaft fehlt."), _("Ergänzen Sie „%(name)s“.") % {"name": name}


def _one_of(context, detail):
    return (
        _("Dieser Wert ist hier nicht erlaubt."),
        _("Erlaubt: %(values)s.") % {"values": context["expected"].replace(" or ", ", ")},
    )


def _fixed(message: Callable[[], str], remedy: Callable[[], str]):
    return lambda context, detail: (message(), remedy())


def _unknown(context, detail):
    return (
        _("Der Wert verletzt eine Regel des Profils (%(rule)s).") % {"rule": detail["type"]},
        _("Vergleichen Sie ihn mit https://dini-ag-kim.github.io/amb/."),
    )


_OBJECT = _fixed(
    lambda: _("Hier muss ein Objekt stehen."),
    lambda: _('Schreiben Sie zum Beispiel {"id": "https://…"}.'),
)
_SENTENCES = {
    "missing": _missing,
    "literal_error": _one_of,
    "string_type": _fixed(
        lambda: _("Hier muss ein Text stehen."),
        lambda: _("Setzen Sie den Wert in Anführungszeichen."),
    ),
    "string_unicode": _fixed(
        lambda: _("Der Text enthält halbe Zeichen."),
        lambda: _("Exportieren Sie den Datensatz in UTF-8."),
    ),
    "string_pattern_mismatch": _fixed(
        lambda: _("Der Text hat nicht die vorgeschriebene Form."),
        lambda: _("Vergleichen Sie ihn mit https://dini-ag-kim.github.io/amb/."),
    ),
    "list_type": _fixed(
        lambda: _("Hier muss eine Liste stehen."),
        lambda: _("Setzen Sie den Wert in eckige Klammern."),
    ),
    "bool_type": _fixed(
        lambda: _("Hier muss true oder false stehen."),
        lambda: _("Schreiben Sie true oder false, ohne Anführungszeichen."),
    ),
    "dict_type": _fixed(
        lambda: _("Hier muss ein Text je Sprache stehen."),
        lambda: _('Schreiben Sie zum Beispiel {"de": "Bezeichnung"}.'),
    ),
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
}
