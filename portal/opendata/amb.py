"""An entry as a record that catalogues of learning resources read.

"Allgemeines Metadatenprofil für Bildungsressourcen" (AMB), https://dini-ag-kim.github.io/amb/.
Required there are `@context`, `id`, `type` and `name`; what an entry does not say is left out.
The rules that the import of modules asks for (`training/importing`) hold for what is given out,
too.
"""

import re
from collections.abc import Sequence

from . import linked

CONTEXT = "https://w3id.org/kim/amb/context.jsonld"
ACCESS = {
    "http://w3id.org/kim/conditionsOfAccess/no_login": "no_login",
    "http://w3id.org/kim/conditionsOfAccess/login": "login",
}
#: What may be a licence there; others are left out, not guessed.
LICENCES = re.compile(
    r"https?://creativecommons\.org/(?:licenses|licences|publicdomain)/.*"
    r"|https?://www\.gnu\.org/licenses/.*"
    r"|https?://www\.apache\.org/licenses/.*"
    r"|https?://opensource\.org/licenses/MIT"
    r"|https?://www\.opensource\.org/licenses/BSD.*"
)


def _concept(address: str, label: str) -> dict[str, object]:
    return {"id": address, "type": "Concept", "prefLabel": {"de": label}}


#: Of the profile's vocabularies: a subject and a level that fit every entry, and kinds (HCRT).
_ALL_SUBJECTS = _concept("https://w3id.org/kim/hochschulfaechersystematik/n0", "Fachübergreifend")
_FURTHER_EDUCATION = _concept("https://w3id.org/kim/educationalLevel/level_C", "Fortbildung")
COURSE = _concept("https://w3id.org/kim/hcrt/course", "Kurs")
CASE_STUDY = _concept("https://w3id.org/kim/hcrt/case_study", "Fallstudie")
_ACCESS_ADDRESSES = {name: address for address, name in ACCESS.items()}


def record(
    page,
    shown,
    *,
    kind: str,
    language: str,
    text_language: str,
    description: str,
    about: Sequence,
    access: str,
    is_free: bool,
    **more: object,
) -> dict[str, object]:
    """What every entry says; `kind` is schema.org's word for it, `more` what is its own.

    `language` is that of what one learns with, `text_language` that of the record's texts.
    """
    site = linked.site()
    return {
        "@context": [CONTEXT, {"@language": text_language}],
        "id": page.full_url,
        "type": ["LearningResource", kind],
        "name": page.title,
        **linked.given(
            description=description,
            keywords=[tag.name for tag in shown["keywords"]],
            inLanguage=[language],
            about=[concept(term) for term in about] + [_ALL_SUBJECTS],
            audience=[concept(term) for term in shown["target_groups"]],
            educationalLevel=[_FURTHER_EDUCATION],
            creator=city(page),
            publisher=city(page),
            license=licence(page.licence),
            conditionsOfAccess={"id": _ACCESS_ADDRESSES[access], "type": "Concept"},
            isAccessibleForFree=is_free,
            image=(linked.picture(page.image) or {}).get("url"),
            datePublished=linked.moment(page.first_published_at),
            dateModified=linked.moment(page.last_published_at),
            mainEntityOfPage=[
                {
                    "id": page.full_url,
                    "type": "WebContent",
                    "provider": {"id": site["url"], "type": "Service", "name": site["name"]},
                }
            ],
            **more,
        ),
    }


def concept(term) -> dict[str, object]:
    """A term of the portal's own vocabularies."""
    return _concept(linked.term_address(term), term.title)


def city(page) -> list[dict[str, object]]:
    if page.city is None:
        return []
    return [{"type": "Organization", "id": page.city.full_url, "name": page.city.title}]


def licence(licence) -> dict[str, object] | None:
    return {"id": licence.iri} if licence and LICENCES.fullmatch(licence.iri) else None
