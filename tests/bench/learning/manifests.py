"""`imsmanifest.xml` as tools write it: sections, their files, and how it is spelled."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from xml.sax.saxutils import escape, quoteattr

_12 = (
    ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "http://www.adlnet.org/xsd/adlcp_rootv1p2"),
    "scormtype",
)
_2004 = (
    ("http://www.imsglobal.org/xsd/imscp_v1p1", "http://www.adlnet.org/xsd/adlcp_v1p3"),
    "scormType",
)


@dataclass(frozen=True, slots=True)
class Section:
    """An item of the table of contents; with `href` it has a resource that it starts."""

    href: str = ""
    title: str = ""
    base: str = ""
    parameters: str = ""
    inner: tuple["Section", ...] = ()


def manifest(
    version: str,
    *sections: Section,
    title: str = "Kurs",
    prefix: str = "",
    encoding: str = "UTF-8",
    others: tuple[Section, ...] = (),
) -> str:
    """With `prefix` (“imscp:”) the elements of IMS have it; `others` are a second organisation.

    The second one stands first, and the default is the first.
    """
    (packaging, scorm), kind = _2004 if version not in {"", "1.2"} else _12
    said = f"<{prefix}schemaversion>{version}</{prefix}schemaversion>" if version else ""
    numbers = count(1)
    organizations = resources = ""
    for name, items in (("kurs", sections), ("anders", others)):
        if not items:
            continue
        written = [_item(each, numbers, prefix, kind) for each in items]
        body = "".join(item for item, _resources in written)
        # The second organisation stands before the default one, and so do its resources.
        organizations = (
            f'<{prefix}organization identifier="{name}"><{prefix}title>{escape(title)}'
            f"</{prefix}title>{body}</{prefix}organization>{organizations}"
        )
        resources = "".join(each for _item_, each in written) + resources
    space = f"xmlns:{prefix.rstrip(':')}" if prefix else "xmlns"
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        f'<{prefix}manifest identifier="bench" version="1.0" {space}="{packaging}" '
        f'xmlns:adlcp="{scorm}"><{prefix}metadata><{prefix}schema>ADL SCORM</{prefix}schema>'
        f"{said}</{prefix}metadata>"
        f'<{prefix}organizations default="kurs">{organizations}</{prefix}organizations>'
        f"<{prefix}resources>{resources}</{prefix}resources></{prefix}manifest>\n"
    )


def embedding(text: str) -> str:
    """A manifest of SCORM 1.2 whose only section is the given one, which it has within it."""
    head, inner = text.split("?>", 1)
    inner = inner.replace('identifier="bench"', 'identifier="innen"', 1)
    (packaging, _scorm), _kind = _12
    return (
        f'{head}?><manifest identifier="bench" xmlns="{packaging}"><metadata>'
        "<schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>"
        '<organizations default="kurs"><organization identifier="kurs"><title>Kurs</title>'
        '<item identifier="teil" identifierref="innen"><title>Teil</title></item>'
        f"</organization></organizations><resources/>{inner}</manifest>"
    )


def leaning(text: str) -> str:
    """The manifest with the starting file of its first resource in another one."""
    start = text.index("<resource identifier=")
    end = text.index("</resource>", start)
    listed = text[text.index("<file", start) : end]
    href = text[text.index(" href=", start) : text.index(">", start)]
    first = text[start : text.index(">", start) + 1].replace(href, "")
    return (
        f'{text[:start]}{first}<dependency identifierref="alle"/></resource>'
        f'<resource identifier="alle" type="webcontent" adlcp:scormtype="asset">{listed}'
        f"{text[end:]}"
    )


def laughing(text: str) -> str:
    """The manifest with a title that its entities make gigabytes of."""
    entities = "".join(
        f'<!ENTITY ha{number} "{f"&ha{number - 1};" * 10}">' for number in range(1, 10)
    )
    head, rest = text.split("?>", 1)
    rest = rest.replace("<title>", "<title>&ha9;", 1)
    return f'{head}?><!DOCTYPE manifest [<!ENTITY ha0 "ha">{entities}]>{rest}'


def _item(each: Section, numbers: Iterator[int], prefix: str, kind: str) -> tuple[str, str]:
    """The item and the resources of it and of those within it."""
    number = next(numbers)
    within = [_item(inner, numbers, prefix, kind) for inner in each.inner]
    reference = f' identifierref="R{number}"' if each.href else ""
    parameters = f" parameters={quoteattr(each.parameters)}" if each.parameters else ""
    item = (
        f'<{prefix}item identifier="I{number}"{reference}{parameters}>'
        f"<{prefix}title>{escape(each.title or each.href)}</{prefix}title>"
        f"{''.join(item for item, _resources in within)}</{prefix}item>"
    )
    resource = ""
    if each.href:
        base = f" xml:base={quoteattr(each.base)}" if each.base else ""
        href = quoteattr(each.href)
        resource = (
            f'<{prefix}resource identifier="R{number}" type="webcontent" adlcp:{kind}="sco"'
            f"{base} href={href}><{prefix}file href={href}/></{prefix}resource>"
        )
    return item, resource + "".join(resources for _item_, resources in within)
