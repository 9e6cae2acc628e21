"""The words of H5P's own frame, dialogues and statement of rights, in this site's language.

What a content says itself is its author's, and comes with the content.
"""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def h5p_words() -> dict[str, str]:
    """By the keys of `H5PIntegration.l10n.H5P`: those of what is shown here. To embed a content
    or to take it along is not offered, and results go to nobody but the lesson."""
    return {
        "fullscreen": _("Vollbild"),
        "disableFullscreen": _("Vollbild beenden"),
        "copyrights": _("Nutzungsrechte"),
        "copyrightInformation": _("Nutzungsrechte"),
        "close": _("Schließen"),
        "title": _("Titel"),
        "author": _("Urheberin oder Urheber"),
        "year": _("Jahr"),
        "source": _("Quelle"),
        "license": _("Lizenz"),
        "thumbnail": _("Vorschaubild"),
        "noCopyrights": _("Zu diesem Inhalt gibt es keine Angaben zu Nutzungsrechten."),
        "copyrightsDescription": _("Nutzungsrechte zeigen"),
        "contentChanged": _("Dieser Inhalt wurde geändert, seit Sie ihn zuletzt benutzt haben."),
        "startingOver": _("Sie beginnen von vorn."),
        "by": pgettext("H5P", "von"),
        "showMore": _("Mehr zeigen"),
        "showLess": _("Weniger zeigen"),
        "subLevel": _("Unterebene"),
        "confirmDialogHeader": _("Bitte bestätigen"),
        "confirmDialogBody": _("Möchten Sie fortfahren? Das lässt sich nicht rückgängig machen."),
        "cancelLabel": _("Abbrechen"),
        "confirmLabel": _("Bestätigen"),
        "licenseU": _("Nicht angegeben"),
        "licenseCCBY": _("Namensnennung"),
        "licenseCCBYSA": _("Namensnennung – Weitergabe unter gleichen Bedingungen"),
        "licenseCCBYND": _("Namensnennung – keine Bearbeitungen"),
        "licenseCCBYNC": _("Namensnennung – nicht kommerziell"),
        "licenseCCBYNCSA": _(
            "Namensnennung – nicht kommerziell – Weitergabe unter gleichen Bedingungen"
        ),
        "licenseCCBYNCND": _("Namensnennung – nicht kommerziell – keine Bearbeitungen"),
        "licenseCC40": _("4.0 International"),
        "licenseCC30": _("3.0 nicht portiert"),
        "licenseCC25": _("2.5 generisch"),
        "licenseCC20": _("2.0 generisch"),
        "licenseCC10": _("1.0 generisch"),
        "licenseGPL": _("General Public License (GPL)"),
        "licenseV3": _("Version 3"),
        "licenseV2": _("Version 2"),
        "licenseV1": _("Version 1"),
        "licensePD": _("Gemeinfrei"),
        "licenseCC010": _("CC0 1.0 Universell: Verzicht auf alle Rechte"),
        "licensePDM": _("Kennzeichnung als gemeinfrei"),
        "licenseC": _("Urheberrechtlich geschützt"),
        "contentType": _("Art des Inhalts"),
        "licenseExtras": _("Zusätze zur Lizenz"),
        "changes": _("Änderungen"),
    }
