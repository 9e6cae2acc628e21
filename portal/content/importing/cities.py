"""Which city a row belongs to, and whether the person may write there."""

from django.utils.translation import gettext as _

from portal.cities.models import CityPage
from portal.taxonomy.tags import fold_tag

from .report import InvalidValueError


class CityChoice:
    """The cities of one run, found by name or key however they are spelled.

    Loads all cities with one query; without a `user` (the command) every city is allowed,
    otherwise those below which Wagtail lets the user add pages, asked once a city.
    """

    def __init__(self, *, user=None, default: CityPage | None = None):
        self._user = user
        self._allowed: dict[int, bool] = {}
        self.default = default
        self.all = list(CityPage.originals.order_by("title"))
        self._by_name = {
            fold_tag(name): city for city in self.all for name in (city.key, city.title)
        }

    @property
    def allowed(self) -> list[CityPage]:
        """The cities below which the user may add entries."""
        return [city for city in self.all if self.may_add_below(city)]

    def may_add_below(self, city: CityPage) -> bool:
        if self._user is None:
            return True
        if city.pk not in self._allowed:
            self._allowed[city.pk] = city.permissions_for_user(self._user).can_add_subpage()
        return self._allowed[city.pk]

    def known(self, name: str) -> CityPage | None:
        """The city of that name or key; None if there is none.

        „Stadt Herne“ is Herne, and „Mülheim“ is Mülheim an der Ruhr while no other begins so.
        """
        folded = fold_tag(name).removeprefix("stadt ")
        if not folded:
            return None
        if city := self._by_name.get(folded):
            return city
        begin = f"{folded} "
        longer = {city for name, city in self._by_name.items() if name.startswith(begin)}
        return longer.pop() if len(longer) == 1 else None

    def pick(self, name: str) -> CityPage:
        """The city for a row that names it so, or the default for a row that names none.

        Raises `InvalidValueError` when it is missing, unknown, or not the user's to write in.
        """
        city = self.known(name) if name else self.default
        if city is None and not name:
            raise InvalidValueError(
                _("Die Stadt fehlt."), _("Tragen Sie den Namen oder den Schlüssel der Stadt ein.")
            )
        if city is None:
            raise InvalidValueError(
                _("Diese Stadt gibt es im Portal nicht."),
                _("Möglich sind: %(cities)s.")
                % {"cities": "; ".join(c.title for c in self.allowed)},
            )
        if not self.may_add_below(city):
            raise InvalidValueError(
                _("Sie dürfen unter „%(city)s“ keine Einträge anlegen.") % {"city": city.title},
                _("Geben Sie die Zeile der Redaktion dieser Stadt."),
            )
        return city
