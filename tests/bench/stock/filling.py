"""A large stock: practices as the rebuilds have them, and what cities keep beside them.

Everything is written to the tables at once; saved one by one it would take an hour.
"""

from datetime import date, timedelta
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page, Task, TaskState, Workflow, WorkflowState

from portal.cities.models import CityPage
from portal.cities.services import create_city
from portal.home.services import create_site
from portal.monitoring.models import Definition, Figure, StaffGroup
from portal.taxonomy.models import Competence, ModuleFormat, ModuleLevel, TargetGroup
from portal.wishes.models import CityRequest, RequestAnswer
from practices.models import GoodPracticePage
from practices.reuse.models import CLAIMING, Reuse, ReuseStatus
from practices.review.workflow import practice_workflow
from tests.bench import corpus, practices
from training.models import LearningGoal, TrainingModulePage

#: Beside the cities of the documents: those take over, ask, and have figures.
OTHER_CITIES = (
    "Mülheim an der Ruhr",
    "Bottrop",
    "Hagen",
    "Hamm",
    "Witten",
    "Recklinghausen",
    "Marl",
    "Gladbeck",
    "Herten",
    "Castrop-Rauxel",
    "Lünen",
    "Unna",
    "Wesel",
)
_YEARS = range(2015, 2026)
_BATCH = 1000


def fill(*, practices_: int, modules: int, reuses: int, requests: int, in_review: int) -> None:
    """An empty portal, and then so many of each."""
    create_site()
    for key in corpus.CITIES:
        create_city(name=key.capitalize(), key=key, publish=True)
    for name in OTHER_CITIES:
        create_city(name=name, publish=True)
    practices.grow(practices_)
    _dates()
    _modules(modules)
    _reuses(reuses)
    _requests(requests)
    _rounds(in_review)
    _figures()


def _dates() -> None:
    """Reviews are due over a year, and each thirtieth has been passed; some are archived."""
    today = timezone.localdate()
    rows = list(GoodPracticePage.objects.order_by("pk").only("review_due", "archived_on"))
    for number, page in enumerate(rows):
        page.review_due = today + timedelta(days=number % 378 - 12)
        if number % 200 == 0:
            page.review_due, page.archived_on = today - timedelta(days=800), today
    GoodPracticePage.objects.bulk_update(rows, ["review_due", "archived_on"], batch_size=_BATCH)


def _modules(size: int) -> None:
    cities = list(CityPage.objects.filter(key__in=corpus.CITIES).order_by("path"))
    type_ = ContentType.objects.get_for_model(TrainingModulePage)
    levels, formats = list(ModuleLevel.objects.all()), list(ModuleFormat.objects.all())
    competences, audiences = list(Competence.objects.all()), list(TargetGroup.objects.all())
    locale = Locale.get_default()
    pages = []
    for number, document in enumerate(islice(corpus.documents(10 * size), 0, None, 10)):
        city = cities[number % len(cities)]
        city.numchild += 1
        slug = f"modul-{number}"
        pages.append(
            TrainingModulePage(
                path=Page._get_path(city.path, city.depth + 1, city.numchild),
                depth=city.depth + 1,
                content_type=type_,
                locale=locale,
                title=document.title,
                draft_title=document.title,
                slug=slug,
                url_path=f"{city.url_path}{slug}/",
                live=True,
                first_published_at=document.published,
                last_published_at=document.updated,
                summary=document.summary[:300],
                description=f"<p>{document.body[:5000]}</p>",
                contact_role="Personalentwicklung",
                contact_email="pe@stadt.example",
                level=levels[number % len(levels)],
                format=formats[number % len(formats)],
                workload_minutes=60 + number % 600,
                prerequisites="Keine.",
            )
        )
    practices.insert(pages)
    for city in cities:
        CityPage.objects.filter(pk=city.pk).update(numchild=city.numchild)
    for name, terms in (("competences", competences), ("target_groups", audiences)):
        through = TrainingModulePage._meta.get_field(name).remote_field.through
        column = f"{terms[0]._meta.model_name}_id"
        through._base_manager.bulk_create(
            through(trainingmodulepage_id=page.pk, **{column: terms[page.pk % len(terms)].pk})
            for page in pages
        )
    LearningGoal.objects.bulk_create(
        LearningGoal(
            module_id=page.pk, locale=locale, sort_order=0, text="Sie erkennen Vorurteile."
        )
        for page in pages
    )


def _reuses(size: int) -> None:
    """Every practice by a few of all cities, so that the picture has an arrow for most pairs."""
    cities = list(CityPage.objects.order_by("path"))
    sources = {city.path: number for number, city in enumerate(cities)}
    found = list(GoodPracticePage.objects.order_by("pk").only("path"))
    now, statuses = timezone.now(), list(ReuseStatus)
    rows = []
    for number in range(size):
        practice = found[number * 7 % len(found)]
        source = sources[practice.path[: -Page.steplen]]
        # Never the source itself.
        city = cities[(source + 1 + number % (len(cities) - 1)) % len(cities)]
        status = statuses[number % len(statuses)]
        confirmed = status in CLAIMING and number % 2
        rows.append(
            Reuse(
                practice_id=practice.pk,
                city=city,
                status=status,
                since=date(2024, 1, 1) + timedelta(days=number),
                adaptation="Kürzer, weil weniger Ämter beteiligt sind.",
                declared_at=now - timedelta(days=number),
                confirmed_at=now if confirmed else None,
                confirmed_by="Redaktion" if confirmed else "",
            )
        )
    Reuse.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)


def _requests(size: int) -> None:
    """What the cities look for, half of it answered."""
    cities = list(CityPage.objects.order_by("path"))
    pages = list(GoodPracticePage.objects.order_by("pk").values_list("pk", flat=True)[:size])
    today = timezone.localdate()
    rows = CityRequest.objects.bulk_create(
        CityRequest(
            city=cities[number % len(cities)],
            title=document.title[:100],
            sought=document.summary[:1000],
            purpose="Für das nächste Jahr.",
            contact_role="Koordination Vielfalt",
            contact_email="vielfalt@stadt.example",
            until=today + timedelta(days=number % 300 - 50),
        )
        for number, document in enumerate(corpus.documents(size))
    )
    RequestAnswer.objects.bulk_create(
        RequestAnswer(request=row, page_id=page, city=cities[(number + 1) % len(cities)], note="Ja")
        for number, (row, page) in enumerate(zip(rows, pages, strict=False))
        if number % 2
    )


def _rounds(size: int) -> None:
    """Rounds of review of the first practices, as if each had been edited and submitted."""
    workflow: Workflow = practice_workflow()
    tasks = [Task.objects.get(pk=row.task_id) for row in workflow.workflow_tasks.order_by("pk")]
    own = ContentType.objects.get_for_model(GoodPracticePage)
    base = ContentType.objects.get_for_model(Page)
    for number, page in enumerate(GoodPracticePage.objects.order_by("pk")[:size]):
        revision = page.save_revision(clean=False, log_action=False)
        state = WorkflowState.objects.create(
            base_content_type=base, content_type=own, object_id=str(page.pk), workflow=workflow
        )
        task = tasks[number % len(tasks)]
        step = TaskState.objects.create(workflow_state=state, revision=revision, task=task)
        WorkflowState.objects.filter(pk=state.pk).update(current_task_state=step)


def _figures() -> None:
    """Of every city, year, group of the staff, by one definition."""
    definition = Definition.objects.order_by("pk").first()
    groups = list(StaffGroup.objects.order_by("pk"))
    Figure.objects.bulk_create(
        Figure(
            city=city,
            definition=definition,
            group=group,
            year=year,
            base=1000 + year + city.pk,
            count=100 + year % 7 * (1 + city.pk % 5),
            source="Personalstatistik",
        )
        for city in CityPage.objects.all()
        for group in groups
        for year in _YEARS
    )
