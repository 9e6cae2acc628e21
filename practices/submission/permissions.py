"""Who may begin, read, write, hand over and send back: asked in this one place.

The author needs no right in the admin. Who may change the page there may do so here as well.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cities.models import CityPage
from portal.cities.permissions import editable_cities

NO_CITY = gettext_lazy(
    "In Ihrem Konto steht keine Stadt. Bitte lassen Sie sie von der Administration eintragen: "
    "Ein Praxisbeispiel gehört immer einer Stadt."
)


def cities_for(user):
    """The cities below which the person may begin a draft, by name: the home city, and those
    that they edit. One query."""
    if not user.is_authenticated or not user.is_active:
        return CityPage.originals.none()
    return CityPage.originals.filter(
        Q(pk=user.home_city_id) | Q(pk__in=editable_cities(user).values("pk"))
    ).order_by("title")


def is_author(user, submission) -> bool:
    return user.is_authenticated and user.is_active and submission.author_id == user.pk


def is_editor(user, submission) -> bool:
    """Whether the person may change the page in the admin."""
    return user.is_active and submission.page.permissions_for_user(user).can_edit()


def may_read(user, submission) -> bool:
    return is_author(user, submission) or is_editor(user, submission)


def edit_refusal(user, submission) -> str:
    """Why the person cannot write here now; empty if they can. For who may read."""
    page = submission.page
    if page.live or page.first_published_at:
        return _("Das Beispiel ist veröffentlicht. Die Redaktion ändert es im Redaktionssystem.")
    if page.workflow_in_progress:
        return _(
            "Das Beispiel wird gerade geprüft. Bis das Ergebnis da ist, bleibt es, wie es ist."
        )
    if page.locked:
        return _("Die Redaktion hat das Beispiel gesperrt. Bitte fragen Sie dort nach.")
    if is_editor(user, submission):
        return ""
    if submission.is_handed_over:
        return _(
            "Sie haben den Entwurf am %(day)s an die Redaktion gegeben. Sie können ihn lesen; "
            "ändern kann ihn jetzt die Redaktion, bis sie ihn zurückgibt."
        ) % {"day": date_format(localtime(submission.handed_over_at))}
    if submission.city is None or user.home_city_id != submission.city.pk:
        return _(
            "Der Entwurf gehört %(city)s, und Sie arbeiten jetzt für eine andere Stadt. Die "
            "Redaktion von %(city)s schreibt ihn weiter."
        ) % {"city": submission.city.title if submission.city else "–"}
    return ""


def require_reader(user, submission) -> None:
    if not may_read(user, submission):
        raise PermissionDenied(_("Diesen Entwurf liest nur, wer ihn schreibt, und die Redaktion."))


def require_writer(user, submission) -> None:
    require_reader(user, submission)
    if refusal := edit_refusal(user, submission):
        raise PermissionDenied(refusal)


def require_author(user, submission) -> None:
    require_writer(user, submission)
    if not is_author(user, submission):
        raise PermissionDenied(_("An die Redaktion gibt den Entwurf, wer ihn begonnen hat."))


def may_discard(user, submission) -> bool:
    """Whether the draft is the person's alone: nobody else has been given it or reviews it."""
    page = submission.page
    return (
        is_author(user, submission)
        and submission.handed_over_at is None
        and not page.live
        and page.first_published_at is None
        and not page.locked
        and not page.workflow_states.exists()
    )


def require_discard(user, submission) -> None:
    if not may_discard(user, submission):
        raise PermissionDenied(
            _(
                "Löschen kann den Entwurf nur, wer ihn begonnen hat, und nur, solange er nicht bei "
                "der Redaktion war. Danach löscht ihn die Redaktion."
            )
        )


def require_redaktion(user, submission) -> None:
    if not is_editor(user, submission):
        raise PermissionDenied(_("Zurückgeben kann den Entwurf nur die Redaktion der Stadt."))


def require_city(user, city: CityPage | None) -> None:
    allowed = {own.pk for own in cities_for(user)}
    if not allowed:
        raise PermissionDenied(NO_CITY)
    if city is None or city.pk not in allowed:
        raise PermissionDenied(_("Für diese Stadt können Sie kein Praxisbeispiel beginnen."))
