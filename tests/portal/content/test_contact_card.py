"""Whom to ask, on a narrow phone, too."""

from django.template import Context, Template


def card(**contact: str) -> str:
    template = Template(
        '{% include "components/contact_card.html" with role=role email=email phone=phone %}'
    )
    return template.render(Context(contact))


def test_a_mail_address_breaks_before_its_at_sign():
    html = card(role="Koordination", email="koordination-vielfalt@muelheim.example", phone="")
    assert 'href="mailto:koordination-vielfalt@muelheim.example"' in html
    assert ">koordination-vielfalt<wbr>@muelheim.example</a>" in html


def test_what_is_typed_as_an_address_stays_text():
    assert "<b>" not in card(role="Koordination", email="<b>@stadt.example", phone="")
