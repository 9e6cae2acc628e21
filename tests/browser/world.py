"""A small site with every kind of page, for the browser to walk through."""

import datetime
import json
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from portal.home.models import StandardPage
from portal.media.models import PortalDocument, PortalImage
from portal.taxonomy.models import FieldOfAction, TargetGroup
from portal.wishes import services as requests
from portal.wishes.models import CityRequest
from practices.models import (
    GoodPracticePage,
    PracticeFigure,
    PracticeTemplate,
    RelatedModule,
    RelatedPractice,
)
from practices.reuse import services
from practices.review.links import answer_address
from search.services import rebuild
from tests.cast import Cast
from tests.factories import (
    CoursePageFactory,
    EnrolmentFactory,
    GoodPracticeFactory,
    LessonPageFactory,
    TrainingModuleFactory,
)
from tests.portal.monitoring.figures import make_figure
from tests.training.finaltest.courses import KINDS, pool
from tests.training.questions.questions import value_of
from training.courses.versions import fix_version
from training.models import ModuleUnit, TrainingModulePage

#: German is like this, and phones are narrow.
LONG = "Antidiskriminierungsbeauftragtenstellenbesetzungsverfahren"

BODY = [
    ("heading", "So sind wir vorgegangen"),
    (
        "steps",
        [
            {"title": f"{LONG} klären", "duration": "2 Wochen", "text": f"<p>Mit {LONG}.</p>"},
            {"title": "Erproben", "duration": "3 Monate", "text": "<p>In zwei Bereichen.</p>"},
        ],
    ),
    ("quote", {"text": "Wir fragen nicht mehr, woher jemand kommt.", "source": "Ausbildung"}),
    ("notice", {"title": f"Früh: {LONG}", "text": "<p>Der Personalrat bestimmt mit.</p>"}),
    ("heading", "Was andere Städte fragen"),
    ("questions", [{"question": "Wer bezahlt das?", "answer": "<p>Die Stadt.</p>"}]),
]


def size(width: int) -> dict[str, int]:
    """A window of so many pixels across, as Playwright wants it."""
    return {"width": width, "height": 800}


@dataclass(frozen=True)
class World:
    cast: Cast
    practice: GoodPracticePage
    module: TrainingModulePage
    request: CityRequest

    @classmethod
    def found(cls) -> "World":
        """The world that `build_world` has made, from the database."""
        return cls(
            cast=Cast.found(),
            practice=GoodPracticePage.objects.get(slug="anonymisierte-bewerbung"),
            module=TrainingModulePage.objects.get(language="en"),
            request=CityRequest.objects.get(),
        )

    @property
    def addresses(self) -> dict[str, str]:
        """Every kind of page that visitors meet: name → address."""
        return {
            "home": "/",
            "search": "/suche/?q=Bewerbung&stadt=bochum",
            "nothing found": "/suche/?q=Xylophon&stadt=bochum",
            "practices": "/praxis/?seite=2",
            "modules": "/training/",
            "cities": "/staedte/",
            "city": "/staedte/bochum/",
            "practice": self.practice.url,
            "practice in easy language": f"{self.practice.url}leichte-sprache/",
            "module": self.module.url,
            "reuse": "/nachnutzung/",
            "monitoring": "/monitoring/",
            "open data": "/offene-daten/",
            "terms": "/offene-daten/begriffe/",
            "requests": "/wir-suchen/",
            "request": self.request.get_absolute_url(),
            "question": f"/kontakt/{self.practice.pk}/",
            "question to a city": "/kontakt/stadt/bochum/?an=koordination",
            "still valid?": urlsplit(answer_address(self.practice)).path,
            "answered": "/praxis-pruefen/abgeschnitten/",
            "information": "/impressum/",
            "easy language": "/leichte-sprache/",
            "sign-in": "/konto/login/",
            "sign-up closed": "/konto/signup/",
            "password": "/konto/password/reset/",
            "password sent": "/konto/password/reset/done/",
            "password link spent": "/konto/password/reset/key/x-y/",
            "not found": "/alt/anonyme-bewerbungen/",
            "unreadable": "/fehler/400/",
            "refused": "/fehler/403/",
            "form expired": "/fehler/csrf/",
            "too large": "/fehler/413/",
            "too often": "/fehler/429/",
            "broken": "/fehler/500/",
            "away": "/fehler/503/",
        }


def make_image(title: str = "Bild") -> PortalImage:
    return PortalImage.objects.create(
        title=title,
        description="Zwei Menschen an einem Tisch.",
        credit="Stadt Bochum",
        file=get_test_image_file(filename=f"{title}.png", size=(640, 360)),
    )


def build_world(cast: Cast) -> World:
    """Builds the pages below the cast's cities, publishes the information, indexes all."""
    image = make_image()
    module = _module(cast, image)
    practice = _practice(cast, image, module)
    for number in range(13):
        GoodPracticeFactory(
            parent=cast.herne, title=f"Bewerbung leicht gemacht {number}", summary=LONG
        )
    # Wherever courses are listed or chosen, one has a title that no phone is wide enough for.
    CoursePageFactory(
        parent=cast.herne, title=f"{LONG} und was daraus folgt", slug="kurs-lang", lessons=1
    )
    _reuse(cast, practice)
    _city(cast, image)
    _figures(cast)
    request = _request(cast, practice)
    _information()
    rebuild()
    return World(cast=cast, practice=practice, module=module, request=request)


def _module(cast: Cast, image: PortalImage) -> TrainingModulePage:
    origin = TrainingModuleFactory(parent=cast.bochum, title="Onboarding gestalten")
    module = TrainingModuleFactory(
        parent=cast.herne,
        title="Onboarding new colleagues well",
        language="en",
        image=image,
        adapted_from=origin,
        is_free=False,
        cost_note="350 Euro je Gruppe",
        body=BODY,
        keywords=["Onboarding"],
    )
    module.units = [ModuleUnit(title="First day", minutes=45, text="A walk through the house.")]
    module.save()
    return module


def build_learning(cast: Cast) -> dict[str, str]:
    """What the cast's learner meets, who has begun a course: name → address.

    The course has long words, a question of every kind in its lesson, and a final test.
    """
    image = make_image("Kursbild")
    course = CoursePageFactory(
        parent=cast.bochum,
        title=f"{LONG} in drei Lektionen",
        summary=f"Was {LONG} bedeutet.",
        image=image,
        body=BODY,
        keywords=["Selbstlernen"],
        has_certificate=True,
        time_limit_minutes=20,
        max_attempts=3,
        final_test=json.dumps([pool(LONG, KINDS, 4)]),
    )
    LessonPageFactory(
        parent=course,
        title=f"Ohne {LONG}",
        body=[
            ("text", f"<p>Von {LONG}.</p>"),
            *(block for block in BODY if block[0] in {"heading", "notice", "questions"}),
            ("image", {"image": image, "caption": "Der Stapel"}),
            ("accordion", [{"title": LONG, "text": f"<p>{LONG} heißt es.</p>"}]),
            ("reflection", {"prompt": f"Wo kennen Sie {LONG}?"}),
            *((kind, value_of(kind)) for kind in KINDS),
        ],
    )
    LessonPageFactory(parent=course, title="Schluss")
    fix_version(course)
    EnrolmentFactory(user=cast.learner, course=course)
    base = f"/lernen/kurs/{course.pk}/"
    return {
        "course": course.url,
        "city": "/staedte/bochum/",
        "record": "/lernen/",
        "course begun": base,
        "lesson begun": f"{base}lektion/{course.get_children().first().pk}/",
        "test not yet": f"{base}test/",
    }


def _practice(cast: Cast, image: PortalImage, module) -> GoodPracticePage:
    failed = GoodPracticeFactory(parent=cast.herne, title="Jobmesse ohne Nachbetreuung")
    practice = GoodPracticeFactory(
        parent=cast.bochum,
        title="Anonymisierte Bewerbung: neun Verfahren ohne Namen, Foto und Geburtsort",
        slug="anonymisierte-bewerbung",
        image=image,
        body=[*BODY, ("image", {"image": image, "caption": "Der Stapel"})],
        lessons=f"<ul><li>{LONG} würden wir nicht noch einmal schwärzen.</li></ul>",
        evidence_reason=f"{LONG} wurde erfasst.",
        department=LONG,
        reviewed_on=datetime.date(2024, 1, 1),
        keywords=["Bestenauslese"],
        easy_body=[
            ("heading", f"Das macht die Stadt: {LONG}"),
            ("text", "<p>Der Name steht nicht auf dem Brief.<br/>Das ist gerecht.</p>"),
            ("word", {"word": LONG, "meaning": "Ein langes Wort.\nNiemand kennt es."}),
            ("image", {"image": image, "caption": "Ein Brief"}),
        ],
    )
    document = PortalDocument.objects.create(
        title="Bewertungsmatrix",
        file=ContentFile(b"Ein Kriterienraster in Zeilen.", name="matrix.txt"),
    )
    practice.figures = [
        PracticeFigure(label=LONG, value="9", unit="Stück", period="2024", source="Akten")
    ]
    practice.templates = [PracticeTemplate(document=document)]
    practice.related_modules = [RelatedModule(module=module)]
    practice.related_practices = [RelatedPractice(related=failed)]
    practice.save()
    return practice


def _reuse(cast: Cast, practice: GoodPracticePage) -> None:
    reuse = services.declare(
        practice=practice,
        city=cast.herne,
        user=cast.editor_herne,
        details=services.ReuseDetails(
            status="angepasst",
            since=datetime.date(2026, 3, 2),
            adaptation=f"{LONG} ohne Alter.",
            result=f"{LONG} dauert kürzer.",
        ),
    )
    services.confirm(reuse=reuse, user=cast.editor_bochum, version=1)


def _request(cast: Cast, practice: GoodPracticePage) -> CityRequest:
    """Herne looks for what Bochum has."""
    request = requests.create(
        city=cast.herne,
        user=cast.editor_herne,
        details=requests.RequestDetails(
            title=f"{LONG} ohne Namen",
            sought=f"Wer hat ein {LONG} erprobt?",
            purpose=f"{LONG} im Herbst.",
            contact_role="Koordination",
            contact_email="vielfalt@herne.example",
            until=timezone.localdate() + datetime.timedelta(days=90),
            fields_of_action=FieldOfAction.objects.all()[:3],
            target_groups=TargetGroup.objects.all()[:2],
        ),
    )
    answer = requests.answer(
        request=request,
        page=practice,
        city=cast.bochum,
        user=cast.editor_bochum,
        note=f"{LONG} steht im Beispiel.",
    )
    requests.mark_helpful(answer=answer, user=cast.editor_herne, helpful=True)
    return request


def _city(cast: Cast, image: PortalImage) -> None:
    city = cast.bochum
    city.image = image
    city.signed_on = datetime.date(2010, 5, 28)
    city.signed_by = "Dr. Ottilie Scholz"
    city.body = BODY
    city.offers = [("offer", {"title": LONG, "text": f"{LONG} zusehen."})]
    city.needs = [("need", {"title": "Teilzeit", "text": "Wer hat das erprobt?"})]
    city.contacts.create(role="Koordination", email="vielfalt@bochum.example", phone="0221 4710")
    city.save()


def _figures(cast: Cast) -> None:
    """Of every state: shown with its target, suppressed, not surveyed, elsewhere."""
    make_figure(cast.bochum, "bevoelkerung", share=Decimal("40.1"))
    make_figure(cast.bochum, "beschaeftigte", base=4000, count=480, response_rate=Decimal("61.0"))
    make_figure(cast.bochum, base=42, count=7)
    make_figure(cast.herne, not_surveyed=True, reason=f"{LONG} fehlt.", source=LONG)
    make_figure("Bremen", "beschaeftigte", share=Decimal("13.0"))


def _information() -> None:
    for page in StandardPage.objects.all():
        page.summary = "Worum es auf dieser Seite geht."
        page.body = [*BODY, ("heading", "Noch ein Abschnitt"), ("text", "<p>Ein<br/>Satz.</p>")]
        page.live = True
        page.save()
    assert Page.objects.get(slug="impressum").live
