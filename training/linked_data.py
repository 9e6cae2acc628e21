"""A module as an AMB record: what catalogues of learning resources read.

"Allgemeines Metadatenprofil für Bildungsressourcen", https://dini-ag-kim.github.io/amb/. The
rules that the import asks for (`importing/rules.py`) hold for what is given out as well.
"""

from portal.content.richtext import to_plain_text
from portal.opendata import linked

from .importing import rules

#: Of the profile's vocabularies: a subject and a kind that each record must name.
_ALL_SUBJECTS = {
    "id": "https://w3id.org/kim/hochschulfaechersystematik/n0",
    "type": "Concept",
    "prefLabel": {"de": "Fachübergreifend"},
}
_COURSE = {
    "id": "https://w3id.org/kim/hcrt/course",
    "type": "Concept",
    "prefLabel": {"de": "Kurs"},
}
_FURTHER_EDUCATION = {
    "id": "https://w3id.org/kim/educationalLevel/level_C",
    "type": "Concept",
    "prefLabel": {"de": "Fortbildung"},
}
_ACCESS = {name: iri for iri, name in rules.ACCESS.items()}
_FALLBACK_LANGUAGE = "de"


def module_data(module, shown) -> dict[str, object]:
    """The page's JSON-LD; a query or two, and some more for what it was adapted from."""
    language = module.language or _FALLBACK_LANGUAGE
    return {
        "@context": [rules.CONTEXT, {"@language": module.text_language or _FALLBACK_LANGUAGE}],
        "id": module.full_url,
        "type": ["LearningResource", "Course"],
        "name": module.title,
        **linked.given(
            description=to_plain_text(module.description) or module.summary,
            keywords=[tag.name for tag in shown["keywords"]],
            inLanguage=[language],
            about=[_concept(term) for term in shown["competences"]] + [_ALL_SUBJECTS],
            audience=[_concept(term) for term in shown["target_groups"]],
            teaches=[
                _text(module, f"lernziel-{number}", goal.text)
                for number, goal in enumerate(shown["learning_goals"], start=1)
            ],
            competencyRequired=_prerequisites(module),
            educationalLevel=[_FURTHER_EDUCATION],
            learningResourceType=[_concept(module.format)] * bool(module.format) + [_COURSE],
            creator=_city(module),
            publisher=_city(module),
            funder=[{"type": "Organization", "name": module.funder}] if module.funder else None,
            license=_licence(module.licence),
            conditionsOfAccess={"id": _ACCESS[module.access], "type": "Concept"},
            isAccessibleForFree=module.is_free,
            isBasedOn=_origin(module),
            timeRequired=duration(module.workload_minutes),
            image=(linked.picture(module.image) or {}).get("url"),
            datePublished=linked.moment(module.first_published_at),
            dateModified=linked.moment(module.last_published_at),
            mainEntityOfPage=[
                {
                    "id": module.full_url,
                    "type": "WebContent",
                    "provider": {
                        "id": linked.site()["url"],
                        "type": "Service",
                        "name": linked.site()["name"],
                    },
                }
            ],
        ),
    }


def duration(minutes: int | None) -> str | None:
    """390 → "PT6H30M" (ISO 8601)."""
    if not minutes:
        return None
    hours, rest = divmod(minutes, 60)
    return f"PT{f'{hours}H' * bool(hours)}{f'{rest}M' * bool(rest)}"


def _concept(term) -> dict[str, object]:
    return {"id": linked.term_address(term), "type": "Concept", "prefLabel": {"de": term.title}}


def _text(module, anchor: str, text: str) -> dict[str, object]:
    return {
        "id": f"{module.full_url}#{anchor}",
        "prefLabel": {module.text_language or _FALLBACK_LANGUAGE: text},
    }


def _prerequisites(module) -> list[dict[str, object]]:
    lines = [line.strip() for line in module.prerequisites.splitlines() if line.strip()]
    return [
        _text(module, f"voraussetzung-{number}", line) for number, line in enumerate(lines, start=1)
    ]


def _city(module) -> list[dict[str, object]]:
    if module.city is None:
        return []
    return [{"type": "Organization", "id": module.city.full_url, "name": module.city.title}]


def _licence(licence) -> dict[str, object] | None:
    """Only what the profile lets be a licence; others are left out, not guessed."""
    return {"id": licence.iri} if licence and rules.LICENCES.fullmatch(licence.iri) else None


def _origin(module) -> list[dict[str, object]]:
    """What it was adapted from: a module that is public here, or an address elsewhere."""
    origin = module.adapted_from
    if origin is not None and origin.live and not origin.get_view_restrictions().exists():
        creator = [{k: v for k, v in city.items() if k != "id"} for city in _city(origin)]
        return [
            {"id": origin.full_url, "type": ["LearningResource", "Course"], "name": origin.title}
            | linked.given(creator=creator, license=_licence(origin.licence))
        ]
    title, address = module.adapted_from_title, module.adapted_from_url
    if not (title or address):
        return []
    return [linked.given(id=address, name=title, license=_licence(module.adapted_from_licence))]
