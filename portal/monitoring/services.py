from django.db import transaction

from .models import Definition, StaffGroup
from .vocabularies import DEFINITIONS, GROUPS, WITHIN


@transaction.atomic
def load_vocabularies() -> int:
    """Fills the empty list of definitions and that of groups; returns how many were made.

    A list that has anything in it is left alone: it is its editors' from then on.
    """
    made = 0
    if not Definition.objects.exists():
        definitions = {
            data["key"]: Definition.objects.create(position=position, **data)
            for position, data in enumerate(DEFINITIONS, start=1)
        }
        for key, wider in WITHIN.items():
            definitions[key].within.set(definitions[name] for name in wider)
        made += len(definitions)
    if not StaffGroup.objects.exists():
        groups: dict[str, StaffGroup] = {}
        for position, data in enumerate(GROUPS, start=1):
            whole = groups.get(data.get("whole", ""))
            groups[data["key"]] = StaffGroup.objects.create(
                position=position, **{**data, "whole": whole}
            )
        made += len(groups)
    return made
