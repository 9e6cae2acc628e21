"""A long body falls into sections with anchors of their own."""

from portal.content.blocks import BodyBlock
from portal.content.sections import sections_of


def body(*blocks):
    return BodyBlock().to_python(
        [
            {"type": kind, "value": value, "id": str(place)}
            for place, (kind, value) in enumerate(blocks)
        ]
    )


def test_headings_begin_sections():
    found = sections_of(
        body(("text", "<p>Vorab</p>"), ("heading", "Über uns"), ("text", "<p>Eins</p>"))
    )
    assert [(section.title, section.anchor, len(section.blocks)) for section in found] == [
        ("", "", 1),
        ("Über uns", "ueber-uns", 1),
    ]


def test_anchors_are_unique_and_avoid_the_pages_own():
    found = sections_of(
        body(("heading", "Kontakt"), ("heading", "Kontakt"), ("heading", "???")), taken=["kontakt"]
    )
    assert [section.anchor for section in found] == ["kontakt-2", "kontakt-3", "abschnitt"]


def test_an_empty_body_has_no_sections():
    assert sections_of(body()) == []
