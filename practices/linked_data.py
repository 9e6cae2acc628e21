"""A practice for machines: an article of a city, in the words of schema.org."""

from mimetypes import guess_type
from urllib.parse import urlsplit

from portal.opendata import linked
from search.mailing import absolute

#: What an entry is called there, by the kind of its card.
_TYPES = {"praxis": "Article", "training": "LearningResource"}


def practice_data(practice, shown) -> dict[str, object]:
    """The page's JSON-LD; at most five queries, for files, picture and licence.

    Strength of evidence and effort have no word there: they stand in the open data.
    """
    city = linked.city(practice.city) if practice.city else None
    if city:
        city["contactPoint"] = linked.contact(
            role=practice.contact_role,
            email=practice.contact_email,
            phone=practice.contact_phone,
        )
    return {
        "@context": linked.SCHEMA,
        "@type": "Article",
        "@id": practice.full_url,
        **linked.given(
            url=practice.full_url,
            headline=practice.title,
            name=practice.title,
            description=practice.summary,
            inLanguage=practice.locale.language_code,
            author=city,
            publisher={"@id": city["@id"]} if city else None,
            isPartOf=linked.site(),
            mainEntityOfPage={"@type": "WebPage", "@id": practice.full_url}
            | linked.given(lastReviewed=linked.moment(practice.reviewed_on)),
            datePublished=linked.moment(practice.first_published_at),
            dateModified=linked.moment(practice.last_published_at),
            expires=linked.moment(practice.archived_on),
            temporalCoverage=_period(practice),
            creativeWorkStatus=practice.status.title if practice.status else None,
            version=practice.version,
            about=[
                linked.term(term) for name in ("fields_of_action", "goals") for term in shown[name]
            ],
            audience=[
                {"@type": "Audience", "@id": linked.term_address(term), "audienceType": term.title}
                for term in shown["target_groups"]
            ],
            keywords=[tag.name for tag in shown["keywords"]],
            license=practice.licence.iri if practice.licence else None,
            isAccessibleForFree=True,
            image=linked.picture(practice.image),
            hasPart=[_file(file, practice.licence) for file in practice.public_files],
            mentions=[
                {"@type": _TYPES[card.kind], "@id": address, "name": card.title}
                for card in shown["relatives"]
                if (address := absolute(urlsplit(card.url).path))
            ],
        ),
    }


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
