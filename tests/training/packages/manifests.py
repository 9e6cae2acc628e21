"""Manifests of small courses, as authoring tools write them, and packages made of them."""

import io

from tests.training.packages.archives import zipped
from training.packages.reading.package import read_package
from training.packages.reading.report import Report

NAMESPACES_12 = (
    'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" '
    'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
)
NAMESPACES_2004 = (
    'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" '
    'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
    'xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" '
    'xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" '
    'xmlns:imsss="http://www.imsglobal.org/xsd/imsss"'
)
ITEM = '<item identifier="I1" identifierref="R1"><title>Eins</title></item>'
RESOURCE = '<resource identifier="R1" type="webcontent" adlcp:scormtype="sco" href="a.html"/>'
FILES = {"a.html": "<p>a</p>", "b/c.html": "<p>c</p>"}


def organization(items: str = ITEM, title: str = "Kurs", rest: str = "") -> str:
    return (
        f'<organizations default="O"><organization identifier="O"><title>{title}</title>'
        f"{items}{rest}</organization></organizations>"
    )


def manifest(
    *,
    version: str = "1.2",
    items: str = ITEM,
    resources: str = RESOURCE,
    title: str = "Kurs",
    rest: str = "",
    organizations: str | None = None,
    namespaces: str | None = None,
    collection: str = "",
    declaration: str = '<?xml version="1.0" encoding="UTF-8"?>',
) -> str:
    """The parts that a test is about, the rest harmless. `rest` follows the items."""
    said = f"<schemaversion>{version}</schemaversion>" if version else ""
    if namespaces is None:
        namespaces = NAMESPACES_2004 if "2004" in version or "1.3" in version else NAMESPACES_12
    if organizations is None:
        organizations = organization(items, title, rest)
    return (
        f'{declaration}<manifest identifier="M" {namespaces}>'
        f"<metadata><schema>ADL SCORM</schema>{said}</metadata>"
        f"{organizations}<resources>{resources}</resources>{collection}</manifest>"
    )


def package(content: str | bytes, files: dict | None = None) -> io.BytesIO:
    return zipped({"imsmanifest.xml": content} | (FILES if files is None else files))


def read(content: str | bytes, files: dict | None = None) -> Report:
    return read_package(package(content, files))


def codes(report: Report) -> list[str]:
    return [problem.code for problem in report.problems]


def first(report: Report) -> dict:
    """The first item."""
    return report.manifest["items"][0]
