"""The documents as pages of the portal: a rebuild as its command does it, with all that it reads.

The pages are written to the tables at once; saved one by one they would take minutes.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.utils.html import format_html
from wagtail.models import Locale, Page
from wagtail.search import index

from portal.cities.models import CityPage
from portal.cities.services import create_city
from portal.taxonomy.models import (
    ContractGoal,
    CostLevel,
    FieldOfAction,
    Keyword,
    PracticeStatus,
    TargetGroup,
    Transferability,
)
from portal.taxonomy.tags import fold_tag
from practices.models import GoodPracticePage, PracticeKeyword
from search import sources
from search.documents import SearchDocument

from . import corpus

_STORY = ("need", "aim", "approach", "result", "pitfalls", "lessons", "success_factors")
_BATCH = 1000
#: What of a practice Wagtail's search takes, with the weights that ours gives the same texts.
SEARCH_FIELDS = [
    *(field for field in Page.search_fields if field.field_name != "title"),
    index.SearchField("title", boost=3),
    index.SearchField("summary", boost=1.5),
    *(index.SearchField(name) for name in (*_STORY, "body", "department")),
    index.RelatedFields("tags", [index.SearchField("name", boost=2)]),
    index.RelatedFields("target_groups", [index.FilterField("key")]),
    index.RelatedFields("fields_of_action", [index.FilterField("key")]),
]


def grow(size: int) -> None:
    """Adds pages of practices until there are so many, below the cities of the measurements."""
    known = set(CityPage.objects.values_list("key", flat=True))
    for key in corpus.CITIES:
        if key not in known:
            create_city(name=key.capitalize(), key=key, publish=True)
    there = GoodPracticePage.objects.count()
    makers = _Makers()
    documents = islice(corpus.documents(size), there, None)
    for number, batch in _batches(enumerate(documents, start=there + 1)):
        makers.add(number, batch)


def documents() -> Iterator[SearchDocument]:
    """What a rebuild reads of them."""
    for loaded in sources.batches():
        yield from loaded.documents.values()


@contextmanager
def indexed_by_wagtail() -> Iterator[None]:
    """Practices say which of their texts Wagtail's search takes; by themselves they do not."""
    own = GoodPracticePage.search_fields
    GoodPracticePage.search_fields = SEARCH_FIELDS
    try:
        yield
    finally:
        GoodPracticePage.search_fields = own


class _Makers:
    """What the pages of a run have in common, read once."""

    def __init__(self):
        self._cities = {city.key: city for city in CityPage.objects.all()}
        self._children = {city.pk: city.numchild for city in self._cities.values()}
        self._type = ContentType.objects.get_for_model(GoodPracticePage)
        self._locale = Locale.get_default()
        self._goals = list(ContractGoal.objects.all())
        self._themes = {theme.key: theme for theme in FieldOfAction.objects.all()}
        self._audiences = {group.key: group for group in TargetGroup.objects.all()}
        self._status = list(PracticeStatus.objects.all())
        self._cost = list(CostLevel.objects.all())
        self._ways = list(Transferability.objects.all())
        self._keywords: dict[str, Keyword] = {}

    def add(self, first: int, batch: Sequence[SearchDocument]) -> None:
        pages = [self._page(first + at, document) for at, document in enumerate(batch)]
        insert(pages)
        self._relate(pages, batch)
        for pk, children in self._children.items():
            CityPage.objects.filter(pk=pk).update(numchild=children)

    def _page(self, number: int, document: SearchDocument) -> GoodPracticePage:
        city = self._cities[document.facets["city"][0]]
        self._children[city.pk] += 1
        sentences = document.body.split("\n")
        share = -(-len(sentences) // len(_STORY))
        story = {
            name: "".join(
                format_html("<p>{}</p>", sentence)
                for sentence in sentences[at * share : (at + 1) * share]
            )
            for at, name in enumerate(_STORY)
        }
        slug = f"praxis-{number}"
        return GoodPracticePage(
            path=Page._get_path(city.path, city.depth + 1, self._children[city.pk]),
            depth=city.depth + 1,
            content_type=self._type,
            locale=self._locale,
            title=document.title,
            draft_title=document.title,
            slug=slug,
            url_path=f"{city.url_path}{slug}/",
            live=True,
            first_published_at=document.published,
            last_published_at=document.updated,
            summary=document.summary[:300],
            department="Fachbereich Personal",
            contact_role="Koordination Vielfalt",
            contact_email="vielfalt@stadt.example",
            contact_phone="0221 4710-100",
            status=self._status[number % len(self._status)],
            cost_level=self._cost[number % len(self._cost)],
            transferability=self._ways[number % len(self._ways)],
            effort_days=1 + number % 90,
            lead_weeks=1 + number % 12,
            evidence_level=number % 4,
            started=document.published.date(),
            **story,
        )

    def _relate(
        self, pages: Sequence[GoodPracticePage], documents: Sequence[SearchDocument]
    ) -> None:
        through = {
            name: GoodPracticePage._meta.get_field(name).remote_field.through
            for name in ("contract_goals", "fields_of_action", "target_groups")
        }
        rows: dict[type, list] = {model: [] for model in (*through.values(), PracticeKeyword)}
        for page, document in zip(pages, documents, strict=True):
            for name, terms in (
                ("contract_goals", [self._goals[page.pk % len(self._goals)]]),
                ("fields_of_action", [self._themes[key] for key in document.facets["theme"]]),
                ("target_groups", [self._audiences[key] for key in document.facets["audience"]]),
            ):
                model = through[name]
                rows[model] += [
                    model(goodpracticepage_id=page.pk, **{f"{term._meta.model_name}_id": term.pk})
                    for term in terms
                ]
            rows[PracticeKeyword] += [
                PracticeKeyword(content_object_id=page.pk, tag=self._keyword(name))
                for name in document.tags
            ]
        for model, of_model in rows.items():
            model._base_manager.bulk_create(of_model, batch_size=_BATCH)

    def _keyword(self, name: str) -> Keyword:
        folded = fold_tag(name)
        if folded not in self._keywords:
            keyword = Keyword.objects.filter(folded=folded).first()
            self._keywords[folded] = keyword or Keyword.objects.create(name=name)
        return self._keywords[folded]


def insert(pages: Sequence[Page]) -> None:
    """Writes pages of one type, with path and all, to their two tables."""
    # A page's row and that of its type, each at once: Django does so for one table only.
    for page, row in zip(pages, Page.objects.bulk_create(map(_bare, pages)), strict=True):
        page.pk = page.page_ptr_id = row.pk
    model = type(pages[0])
    own = model._meta.local_concrete_fields
    manager = model._base_manager
    for some in (pages[at : at + 50] for at in range(0, len(pages), 50)):
        manager._insert(some, fields=own, using=manager.db)


def _bare(page: Page) -> Page:
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    return Page(**{name: getattr(page, name) for name in names})


def _batches(
    numbered: Iterable[tuple[int, SearchDocument]],
) -> Iterator[tuple[int, list[SearchDocument]]]:
    numbered = iter(numbered)
    while batch := list(islice(numbered, _BATCH)):
        yield batch[0][0], [document for _number, document in batch]
