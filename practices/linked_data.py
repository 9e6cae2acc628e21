"""A practice for machines: an article of a city, and a case study that one learns from."""

from mimetypes import guess_type
from urllib.parse import urlsplit

from portal.opendata import amb, linked
from search.mailing import absolute

#: What an entry is called in schema.org, by the kind of its card.
_TYPES = {"praxis": "Article", "training": "LearningResource"}


def practice_data(practice, shown) -> list[dict[str, object]]:
    """The page's JSON-LD; at most five queries, for files, picture and licence.

    Strength of evidence and effort have no word there: they stand in the open data.
    """
    about = [term for name in ("fields_of_action", "goals") for term in shown[name]]
    return [_article(practice, shown, about), _case_study(practice, shown, about)]


def _article(practice, shown, about) -> dict[str, object]:
    return linked.entry(
        practice,
        shown,
        kind="Article",
        about=about,
        headline=practice.title,
        mainEntityOfPage={"@type": "WebPage", "@id": practice.full_url}
        | linked.given(lastReviewed=linked.moment(practice.reviewed_on)),
        expires=linked.moment(practice.archived_on),
        temporalCoverage=_period(practice),
        creativeWorkStatus=practice.status.title if practice.status else None,
        version=practice.version,
        isAccessibleForFree=True,
        hasPart=[_file(file, practice.licence) for file in practice.public_files],
        mentions=[
            {"@type": _TYPES[card.kind], "@id": address, "name": card.title}
            for card in shown["relatives"]
            if (address := absolute(urlsplit(card.url).path))
        ],
    )


def _case_study(practice, shown, about) -> dict[str, object]:
    """The AMB record; its parts are the templates that one may take along."""
    return amb.record(
        practice,
        shown,
        kind="Article",
        language=practice.text_language,
        text_language=practice.text_language,
        description=practice.summary,
        about=about,
        access="no_login",
        is_free=True,
        learningResourceType=[amb.CASE_STUDY],
        hasPart=[
            {
                "id": absolute(file.url),
                "type": ["LearningResource", "DigitalDocument"],
                "name": file.title,
            }
            for file in practice.public_files
        ],
    )


def _period(practice) -> str | None:
    """From … to, as ISO 8601 has it; two dots while it goes on."""
    if not practice.started:
        return None
    return f"{practice.started.isoformat()}/{linked.moment(practice.ended) or '..'}"


def _file(file, licence) -> dict[str, object]:
    return {"@type": "DigitalDocument"} | linked.given(
        name=file.title,
        description=file.summary,
        url=absolute(file.url),
        encodingFormat=guess_type(file.name)[0],
        license=licence.iri if licence else None,
    )
