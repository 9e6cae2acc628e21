"""The search for programs: `/api/search/` with the parameters of the search page."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Query, Schema, Status
from ninja.errors import ValidationError
from pydantic import create_model

from . import services
from .facets import all_facets
from .presentation import facet_groups, facet_labels
from .request import MAX_PAGE, MAX_TEXT, PAGE_SIZE, SORTS, SearchRequest

MAX_PAGE_SIZE = 50

api = NinjaAPI(
    title="Suche der Interkulturellen Städteregion Ruhr",
    version="1",
    description=(
        "Praxisbeispiele, Trainingsmodule und Städte in einer Suche. Mehrere Werte eines Filters "
        "erweitern die Suche, mehrere Filter grenzen sie ein. Ohne Anmeldung, nur lesend."
    ),
    urls_namespace="search_api",
    # The browsable page would load its scripts from another host.
    docs_url=None,
)

SearchParameters = create_model(
    "SearchParameters",
    __base__=Schema,
    q=(
        str,
        Field(
            "",
            max_length=MAX_TEXT,
            description="Suchtext. „…“ hält Wörter zusammen, ein - davor schließt aus.",
        ),
    ),
    **{
        facet.parameter: (
            list[str],
            Field([], description=f"Filter „{facet.label}“; mehrfach möglich."),
        )
        for facet in all_facets()
    },
    sortierung=(
        str,
        Field(
            "",
            pattern=rf"^({'|'.join(SORTS)})?$",
            description="Reihenfolge: " + ", ".join(SORTS) + ".",
        ),
    ),
    seite=(int, Field(1, ge=1, le=MAX_PAGE, description="Seite der Treffer.")),
    anzahl=(int, Field(PAGE_SIZE, ge=1, le=MAX_PAGE_SIZE, description="Treffer je Seite.")),
)


class FileOut(Schema):
    name: str
    url: str = Field(description="Adresse der Datei.")
    excerpt_html: str = Field(description="Ausschnitt als HTML, Fundstellen in <mark>.")


class HitOut(Schema):
    id: str = Field(description="Kennung, bleibt gleich.")
    kind: str = Field(description="Art, als Wert des Filters „art“.")
    label: str = Field(description="Genauerer Name der Art, sonst leer: „Selbstlernkurs“.")
    url: str = Field(description="Adresse der Seite.")
    title: str
    title_html: str = Field(description="Titel als HTML, Fundstellen in <mark>.")
    excerpt_html: str = Field(description="Ausschnitt als HTML, Fundstellen in <mark>.")
    summary: str
    city: str
    tags: list[str]
    language: str
    published: datetime | None
    updated: datetime | None
    image: str = Field(description="Adresse des Vorschaubilds, leer ohne Bild.")
    meta: list[str] = Field(description="Kurze Angaben, zum Beispiel Dauer und Format.")
    file: FileOut | None = Field(
        description="Datei des Eintrags, in der etwas steht, das der Eintrag selbst nicht zeigt."
    )


class FacetValueOut(Schema):
    value: str
    label: str
    count: int
    checked: bool


class FacetOut(Schema):
    parameter: str = Field(description="Name des Parameters, der danach filtert.")
    label: str
    values: list[FacetValueOut]


class SearchOut(Schema):
    total: int = Field(description="Zahl aller Treffer.")
    page: int
    pages: int
    sort: str
    correction: str = Field(
        description="Eine Schreibweise, die mehr findet; leer, wenn es keine gibt."
    )
    corrected: bool = Field(
        description="Wie getippt gab es keine Treffer; diese gehören zu „correction“."
    )
    degraded: bool = Field(
        description="Die Suchmaschine fehlt; durchsucht wurden nur Titel und Kurzfassungen."
    )
    took_ms: float
    hits: list[HitOut]
    facets: list[FacetOut]


class ProblemOut(Schema):
    detail: str = Field(description="Was an der Anfrage nicht stimmt, in einem Satz.")
    parameter: str


@api.get(
    "/",
    response={200: SearchOut, 400: ProblemOut},
    summary="Suchen",
    operation_id="search",
    url_name="search",
)
def search(request: HttpRequest, parameters: Query[SearchParameters]):
    """Treffer einer Seite, dazu die Werte aller Filter mit der Zahl ihrer Treffer."""
    known = SearchParameters.model_fields
    for name in request.GET:
        if name not in known:
            return Status(400, ProblemOut(detail=_unknown(name), parameter=name))
    wanted = replace(SearchRequest.parse(request.GET), page_size=parameters.anzahl)
    results = services.find(wanted)
    return SearchOut(
        total=results.total,
        page=wanted.page,
        pages=results.pages,
        sort=wanted.effective_sort,
        correction=results.correction,
        corrected=results.corrected,
        degraded=results.degraded,
        took_ms=results.took_ms,
        hits=[_hit(request, hit) for hit in results.hits],
        facets=[_facet(group) for group in facet_groups(wanted, results, facet_labels(wanted))],
    )


@api.exception_handler(ValidationError)
def unusable(request: HttpRequest, error: ValidationError):
    """The first parameter that cannot be used, with what it may be."""
    name = str(error.errors[0]["loc"][-1]) if error.errors else ""
    sentences = {
        "q": _("Der Suchtext ist zu lang: höchstens %(max)d Zeichen.") % {"max": MAX_TEXT},
        "seite": _("„seite“ ist eine ganze Zahl von 1 bis %(max)d.") % {"max": MAX_PAGE},
        "anzahl": _("„anzahl“ ist eine ganze Zahl von 1 bis %(max)d.") % {"max": MAX_PAGE_SIZE},
        "sortierung": _("„sortierung“ ist eines von: %(values)s.") % {"values": ", ".join(SORTS)},
    }
    problem = ProblemOut(
        detail=sentences.get(name, _("Der Parameter „%(name)s“ ist nicht brauchbar."))
        % {"name": name},
        parameter=name,
    )
    return api.create_response(request, problem.model_dump(), status=400)


def _unknown(name: str) -> str:
    return _("Den Parameter „%(name)s“ gibt es nicht. Möglich sind: %(names)s.") % {
        "name": name[:50],
        "names": ", ".join(SearchParameters.model_fields),
    }


def _hit(request: HttpRequest, hit) -> HitOut:
    document = hit.document
    return HitOut(
        id=document.id,
        kind=document.kind,
        label=document.label,
        url=request.build_absolute_uri(document.url),
        title=document.title,
        title_html=hit.title,
        excerpt_html=hit.excerpt,
        summary=document.summary,
        city=document.city,
        tags=list(document.tags),
        language=document.language,
        published=document.published,
        updated=document.updated,
        image=request.build_absolute_uri(document.image) if document.image else "",
        meta=list(document.meta),
        file=hit.file
        and FileOut(
            name=hit.file.name,
            url=request.build_absolute_uri(hit.file.url),
            excerpt_html=hit.file.excerpt,
        ),
    )


def _facet(group) -> FacetOut:
    return FacetOut(
        parameter=group.parameter,
        label=group.label,
        values=[
            FacetValueOut(
                value=choice.value, label=choice.label, count=choice.count, checked=choice.checked
            )
            for choice in (*group.choices, *group.folded)
        ],
    )
