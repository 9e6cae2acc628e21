"""A city for machines, in the words of schema.org."""

from portal.opendata import linked


def city_data(city, shown) -> dict[str, object]:
    """The page's JSON-LD. Who signed the contract was a person, and stays out."""
    return {
        "@context": linked.SCHEMA,
        **linked.city(city),
        **linked.given(
            description=city.summary,
            image=linked.picture(city.image),
            memberOf={
                "@type": "Organization",
                "name": linked.site()["name"],
                "@id": linked.site()["@id"],
            },
            contactPoint=[
                linked.contact(role=contact.role, email=contact.email, phone=contact.phone)
                for contact in shown["contacts"]
            ],
            makesOffer=[
                {"@type": "Offer", "name": block.value["title"], "description": block.value["text"]}
                for block in city.offers
            ],
            seeks=[
                {
                    "@type": "Demand",
                    "name": block.value["title"],
                    "description": block.value["text"],
                }
                for block in city.needs
            ],
        ),
    }
