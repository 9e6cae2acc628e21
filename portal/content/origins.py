"""What something was adapted from, as pages and packs show it: one link of a chain."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A link of the chain; `is_elsewhere` says that it is no entry of this portal."""

    title: str
    url: str = ""
    city: str = ""
    licence: object = None
    is_elsewhere: bool = False


def elsewhere(adapted) -> list[Origin]:
    """What the module or template names that is not in this portal."""
    title = adapted.adapted_from_title or adapted.adapted_from_url
    if not title:
        return []
    return [
        Origin(
            title=title,
            url=adapted.adapted_from_url,
            licence=adapted.adapted_from_licence,
            is_elsewhere=True,
        )
    ]
