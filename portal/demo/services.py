from collections.abc import Callable

from portal.cities.models import CityPage

from .loading import all_loaders


def is_empty() -> bool:
    """Whether the database has no city yet, and so nothing that a demo could disturb."""
    return not CityPage.originals.exists()


def load_demo(*, report: Callable[[str, str], None] = lambda label, title: None) -> dict[str, int]:
    """Loads the demo content of all apps; returns how much of each kind was made.

    `report` is called with the kind and the title of each thing made. What exists is left
    alone, so a second call makes nothing. Each thing is its own transaction: a run that was
    cut off is finished by the next one.
    """
    made: dict[str, int] = {}
    loaders = all_loaders()
    for loader in loaders:
        made[loader.label] = 0
        for title in loader.make():
            made[loader.label] += 1
            report(loader.label, title)
    for loader in loaders:
        loader.link()
    return made
