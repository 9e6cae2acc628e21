"""What machines read in a page: JSON-LD (W3C), in the words of schema.org; entries also by AMB.

A page type that has something to say says it in `linked_data()`. It names organizations and
functions only, never people, and nothing that the page itself does not show to every visitor.
"""

import json
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import SourceImageIOError

from search.mailing import absolute

SCHEMA = "https://schema.org"
PICTURE = "fill-960x540|format-webp"
#: As Django's own `json_script`: nothing in a text can end the element that holds it.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script(data: Mapping[str, object]) -> SafeString:
    """An element for the page's head. It is a block of data, which no browser executes."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def given(**values: object) -> dict[str, object]:
    """The values without those that say nothing; `False` and 0 say something."""
    return {name: value for name, value in values.items() if value not in (None, "", [], (), {})}


def site() -> dict[str, object]:
    """The portal, as what an entry is part of."""
    address = absolute("/")
    return {
        "@type": "WebSite",
        "@id": address,
        "name": settings.WAGTAIL_SITE_NAME,
        "url": address,
    }


def entry(page, shown, *, kind: str, about: Sequence, **more: object) -> dict[str, object]:
    """What every entry says of itself; `kind` is its type there, `more` what is its own."""
    publisher = city(page.city) if page.city else None
    if publisher:
        publisher["contactPoint"] = contact(
            role=page.contact_role, email=page.contact_email, phone=page.contact_phone
        )
    return {
        "@context": SCHEMA,
        "@type": kind,
        "@id": page.full_url,
        **given(
            url=page.full_url,
            name=page.title,
            description=page.summary,
            inLanguage=page.text_language,
            author=publisher,
            publisher={"@id": publisher["@id"]} if publisher else None,
            isPartOf=site(),
            datePublished=moment(page.first_published_at),
            dateModified=moment(page.last_published_at),
            about=[term(each) for each in about],
            audience=[
                {"@type": "Audience", "@id": term_address(each), "audienceType": each.title}
                for each in shown["target_groups"]
            ],
            keywords=[tag.name for tag in shown["keywords"]],
            license=page.licence.iri if page.licence else None,
            image=picture(page.image),
            translationOfWork=_reference(page.original if page.is_version else None, kind),
            workTranslation=_reference(page.english_version, kind),
        ),
        **given(**more),
    }


def _reference(page, kind: str) -> dict[str, object] | None:
    """The same entry in another language."""
    if page is None:
        return None
    return {"@type": kind, "@id": page.full_url, "inLanguage": page.text_language}


def city(page) -> dict[str, object]:
    """A city as the publisher of an entry."""
    return {
        "@type": "GovernmentOrganization",
        "@id": page.full_url,
        "name": page.title,
        "url": page.full_url,
    }


def contact(*, role: str, email: str, phone: str = "") -> dict[str, object]:
    """A function and its mailbox."""
    return {"@type": "ContactPoint"} | given(contactType=role, email=email, telephone=phone)


def picture(image) -> dict[str, object] | None:
    """The picture with its text and whom to name; None without one, or where its file is lost."""
    try:
        rendition = image.get_rendition(PICTURE) if image else None
    except SourceImageIOError:
        return None
    if rendition is None:
        return None
    return {"@type": "ImageObject"} | given(
        url=rendition.full_url,
        width=rendition.width,
        height=rendition.height,
        caption=image.description,
        creditText=image.credit,
    )


def term_address(term) -> str:
    """Where a term of a vocabulary is explained: its address for machines, too."""
    return f"{absolute(reverse('opendata:terms'))}#{term_anchor(term)}"


def term_anchor(term) -> str:
    """`competence.fuehrung`: no two vocabularies share one."""
    return f"{term._meta.model_name}.{term.key}"


def term(term) -> dict[str, object]:
    """A term of a vocabulary in the words of schema.org."""
    return {
        "@type": "DefinedTerm",
        "@id": term_address(term),
        "name": term.title,
        "termCode": term.key,
        "inDefinedTermSet": absolute(reverse("opendata:terms")),
    }


def duration(minutes: int | None) -> str | None:
    """390 → "PT6H30M" (ISO 8601)."""
    if not minutes:
        return None
    hours, rest = divmod(minutes, 60)
    return f"PT{f'{hours}H' * bool(hours)}{f'{rest}M' * bool(rest)}"


def moment(value) -> str | None:
    return value.isoformat() if value else None
