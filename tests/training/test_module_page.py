"""The page of a training module."""

from practices.models import RelatedModule
from tests.factories import GoodPracticeFactory, TrainingModuleFactory
from tests.queries import queries_for
from training.models import ModuleUnit


def page_of(client, module) -> str:
    response = client.get(module.url)
    assert response.status_code == 200
    return response.content.decode()


def test_sums_up_the_facts(cast, client):
    module = TrainingModuleFactory(
        parent=cast.herne, group_size="8–16 Personen", is_free=False, cost_note="350 Euro je Gruppe"
    )
    page = page_of(client, module)
    for text in (
        "Präsenz",
        "6 Stunden 30 Minuten",
        "350 Euro je Gruppe",
        "8–16 Personen",
        "ohne Anmeldung",
        "erkennen Vorurteile",
    ):
        assert text in page


def test_shows_its_sequence(cast, client):
    module = TrainingModuleFactory(parent=cast.herne)
    module.units = [
        ModuleUnit(title="Ankommen", minutes=1, text="Im Kreis."),
        ModuleUnit(title="Üben", minutes=45),
    ]
    module.save()
    sequence = page_of(client, module).split('class="units"')[1].split("</ol>")[0]
    assert sequence.index("Ankommen") < sequence.index("Üben")
    assert " ".join(sequence.split()).count("1 Minute </p>") == 1
    assert "45 Minuten" in sequence


def test_english_content_says_so(cast, client):
    module = TrainingModuleFactory(parent=cast.herne, title="Onboarding", language="en")
    page = page_of(client, module)
    assert '<html lang="de"' in page
    assert '<div class="prose" lang="en">' in page
    assert page.index('<div lang="en">') < page.index("Onboarding</h1>")


def test_names_its_origin_and_who_works_with_it(cast, client):
    origin = TrainingModuleFactory(parent=cast.bochum, title="AGG-Basis")
    module = TrainingModuleFactory(parent=cast.herne, adapted_from=origin)
    user = GoodPracticeFactory(parent=cast.bochum, title="Beschwerdestelle")
    user.related_modules = [RelatedModule(module=module)]
    user.save()
    draft = GoodPracticeFactory(parent=cast.bochum, title="Nur ein Entwurf", live=False)
    draft.related_modules = [RelatedModule(module=module)]
    draft.save()
    page = page_of(client, module)
    assert "AGG-Basis" in page
    assert "Beschwerdestelle" in page
    assert "Nur ein Entwurf" not in page


def test_queries_do_not_grow(cast):
    module = TrainingModuleFactory(parent=cast.herne, keywords=["AGG"])
    point_to(module, cast, 1)
    few = queries_for(module.url)
    point_to(module, cast, 6)
    module.units = [ModuleUnit(title=f"Teil {number}", minutes=10) for number in range(9)]
    module.save()
    # The search is not asked for what resembles it where the editors name enough themselves.
    assert queries_for(module.url) <= few
    assert few <= 39


def point_to(module, cast, number: int) -> None:
    """Gives the module so many adaptations and practices that use it."""
    for _ in range(number):
        TrainingModuleFactory(parent=cast.bochum, adapted_from=module)
        practice = GoodPracticeFactory(parent=cast.bochum)
        practice.related_modules = [RelatedModule(module=module)]
        practice.save()
