"""A module for machines: a course of a city in schema.org, and its AMB record for catalogues."""

from portal.content.richtext import to_plain_text
from portal.opendata import amb, linked

_FALLBACK_LANGUAGE = "de"


def module_data(module, shown) -> list[dict[str, object]]:
    """The page's JSON-LD; a query or two, and some more for what it was adapted from."""
    return [_course(module, shown), _record(module, shown)]


def _course(module, shown) -> dict[str, object]:
    return linked.entry(
        module,
        shown,
        kind="Course",
        about=shown["competences"],
        provider=linked.city(module.city) if module.city else None,
        teaches=[goal.text for goal in shown["learning_goals"]],
        coursePrerequisites=_lines(module.prerequisites),
        learningResourceType=module.format.title if module.format else None,
        timeRequired=linked.duration(module.workload_minutes),
        isAccessibleForFree=module.is_free,
    )


def _record(module, shown) -> dict[str, object]:
    return amb.record(
        module,
        shown,
        kind="Course",
        language=module.language or _FALLBACK_LANGUAGE,
        text_language=module.text_language or _FALLBACK_LANGUAGE,
        description=to_plain_text(module.description) or module.summary,
        about=shown["competences"],
        access=module.access,
        is_free=module.is_free,
        teaches=[
            _text(module, f"lernziel-{number}", goal.text)
            for number, goal in enumerate(shown["learning_goals"], start=1)
        ],
        competencyRequired=[
            _text(module, f"voraussetzung-{number}", line)
            for number, line in enumerate(_lines(module.prerequisites), start=1)
        ],
        learningResourceType=[amb.concept(module.format)] * bool(module.format) + [amb.COURSE],
        funder=[{"type": "Organization", "name": module.funder}] if module.funder else None,
        isBasedOn=_origin(module),
        timeRequired=linked.duration(module.workload_minutes),
    )


def _text(module, anchor: str, text: str) -> dict[str, object]:
    return {
        "id": f"{module.full_url}#{anchor}",
        "prefLabel": {module.text_language or _FALLBACK_LANGUAGE: text},
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _origin(module) -> list[dict[str, object]]:
    """What it was adapted from: a module that is public here, or an address elsewhere."""
    origin = module.adapted_from
    if origin is not None and origin.live and not origin.get_view_restrictions().exists():
        creator = [{k: v for k, v in city.items() if k != "id"} for city in amb.city(origin)]
        return [
            {"id": origin.full_url, "type": ["LearningResource", "Course"], "name": origin.title}
            | linked.given(creator=creator, license=amb.licence(origin.licence))
        ]
    title, address = module.adapted_from_title, module.adapted_from_url
    if not (title or address):
        return []
    return [linked.given(id=address, name=title, license=amb.licence(module.adapted_from_licence))]
