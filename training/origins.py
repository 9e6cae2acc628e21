"""What a module was adapted from, and that from what: the chain with its licences.

Whoever passes a module on must name all of them, so a link of the chain that is no longer public
stays in it, without its title.
"""

from django.utils.translation import gettext as _

from portal.cities.selectors import city_above
from portal.content.origins import Origin, elsewhere

#: No chain is longer; a loop that slipped in by the side ends the walk anyway.
_LONGEST = 25


def ancestor_ids(module) -> list[int]:
    """The keys of the modules that it was adapted from, the nearest first; one query.

    As the module in hand says, and from there on as it is saved.
    """
    if not module.adapted_from_id:
        return []
    parents = dict(
        type(module)
        .objects.exclude(adapted_from=None)
        .order_by()
        .values_list("pk", "adapted_from_id")
    )
    chain, pk = [], module.adapted_from_id
    while pk and pk not in chain and len(chain) < _LONGEST:
        chain.append(pk)
        pk = parents.get(pk)
    return chain


def is_circle(module) -> bool:
    """Whether the module would be an ancestor of itself; one query."""
    return bool(module.pk) and module.pk in ancestor_ids(module)


def origins_of(module, request=None) -> list[Origin]:
    """The chain from the nearest to the first; six queries at most, whatever its length."""
    ids = [pk for pk in ancestor_ids(module) if pk != module.pk]
    if not ids:
        return elsewhere(module)
    model = type(module)
    found = model.objects.select_related("licence", "adapted_from_licence").in_bulk(ids)
    public = set(model.objects.live().public().filter(pk__in=ids).values_list("pk", flat=True))
    cities = _cities()
    origins = elsewhere(module)
    for pk in ids:
        step = found.get(pk)
        if step is None:
            continue
        if pk in public:
            city = city_above(step.path, cities)
            origins.append(
                Origin(
                    title=step.title,
                    url=step.get_url(request) or "",
                    city=city.title if city else "",
                    licence=step.licence,
                )
            )
        else:
            origins.append(Origin(title=_("Modul, das nicht mehr öffentlich ist")))
        origins += elsewhere(step)
    return origins


def _cities():
    from portal.cities.models import CityPage

    return list(CityPage.originals.only("title", "path"))
