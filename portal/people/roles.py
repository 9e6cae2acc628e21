"""The roles of the cooperation, as Wagtail groups.

The names are data that administrators see; code asks for permissions, never for a role.
"""

PROJECT_GROUP = "Projektgruppe"
#: What HR developers may do for the staff of their home city; it shows nothing of what they learn.
SUPPORT_STAFF = "people.support_staff"


def editors_of(city_title: str) -> str:
    """The group of a city's editors, e.g. `Redaktion Herne`."""
    return f"Redaktion {city_title}"


def hr_developers_of(city_title: str) -> str:
    """The group of a city's HR developers, e.g. `Personalentwicklung Herne`."""
    return f"Personalentwicklung {city_title}"
