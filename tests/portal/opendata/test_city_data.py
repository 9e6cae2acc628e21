"""A city's page tells machines which administration it is, and whom to ask."""

from tests.portal.opendata.reading import linked_data


def test_names_functions_offers_and_needs(cast):
    city = cast.bochum
    city.summary = "Stadt im Ruhrgebiet."
    city.offers = [("offer", {"title": "Hospitation", "text": "Zwei Tage zusehen."})]
    city.needs = [("need", {"title": "Teilzeit", "text": "Wer hat das erprobt?"})]
    city.signed_by = "Dr. Ottilie Scholz"
    city.contacts.create(role="Koordination", email="vielfalt@bochum.example", phone="0221 4710")
    city.save()
    [data] = linked_data("/staedte/bochum/")
    assert data["@type"] == "GovernmentOrganization"
    assert data["name"] == "Bochum"
    assert data["url"] == city.full_url
    [contact] = data["contactPoint"]
    assert contact["contactType"] == "Koordination"
    assert contact["email"] == "vielfalt@bochum.example"
    assert data["makesOffer"][0]["name"] == "Hospitation"
    assert data["seeks"][0]["name"] == "Teilzeit"
    assert "Scholz" not in str(data)
