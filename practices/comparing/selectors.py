"""The rows of the comparison; the same queries for two practices as for four."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from portal.cities.models import CityPage
from portal.content.terms import term_names_of_entries

from ..models import GoodPracticePage, PracticeTemplate
from ..selectors import evidence_scale

MIN_PRACTICES = 2
MAX_PRACTICES = 4

#: Whatever the text links to would have to be looked up, text by text.
_LINK = re.compile(r"</?a\b[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One criterion, with a cell for each practice.

    `alike` says whether the practices have the same there; None for stories, which never do.
    `languages` are those of the cells, where these are not the interface's words.
    """

    label: str
    cells: Sequence[object]
    alike: bool | None = None
    is_files: bool = False
    languages: Sequence[str] = ()

    @property
    def marked_cells(self) -> list[tuple[object, str]]:
        """Each cell with its language."""
        languages = self.languages or [get_language()] * len(self.cells)
        return list(zip(self.cells, languages, strict=True))


def comparable_practices(ids: Sequence[int]) -> list[GoodPracticePage] | None:
    """The public practices of these ids, in their order; None if one of them is none.

    Whether it is unknown or not public nobody is told. Two queries.
    """
    found = {
        practice.pk: practice
        for practice in GoodPracticePage.originals.live()
        .public()
        .filter(pk__in=ids)
        .select_related("status", "cost_level", "transferability", "confirmed_evidence")
    }
    return [found[pk] for pk in ids] if len(found) == len(ids) else None


def comparison_rows(
    practices: Sequence[GoodPracticePage], texts: Sequence[GoodPracticePage]
) -> list[Row]:
    """What is compared, criterion by criterion; four queries.

    Facts are those of the `practices`; `texts` are the pages whose stories are read.
    """
    pks = [practice.pk for practice in practices]
    cities = dict(
        CityPage.originals.filter(path__in={_city_path(practice) for practice in practices})
        .order_by()
        .values_list("path", "title")
    )
    fields = term_names_of_entries(GoodPracticePage, "fields_of_action", pks)
    groups = term_names_of_entries(GoodPracticePage, "target_groups", pks)
    files = _files_of(pks)
    facts = [
        (_("Stadt"), [cities.get(_city_path(practice), "") for practice in practices]),
        (_("Status"), [_name(practice.status) for practice in practices]),
        (_("Handlungsfelder"), [", ".join(fields[pk]) for pk in pks]),
        (_("Zielgruppen"), [", ".join(groups[pk]) for pk in pks]),
        (_("Aufwand"), [_days(practice.effort_days) for practice in practices]),
        (_("Kosten"), [_name(practice.cost_level) for practice in practices]),
        (_("Vorlauf"), [_weeks(practice.lead_weeks) for practice in practices]),
        (_("Übertragbarkeit"), [_name(practice.transferability) for practice in practices]),
        (_("Evidenz"), [_evidence(practice.shown_evidence) for practice in practices]),
    ]
    stories = [
        (_("Ergebnis"), [_story(page.result) for page in texts]),
        (_("Stolpersteine"), [_story(page.pitfalls) for page in texts]),
        (_("Erfolgsbedingungen"), [_story(page.success_factors) for page in texts]),
    ]
    return [
        *(Row(label=label, cells=cells, alike=len(set(cells)) == 1) for label, cells in facts),
        *(
            Row(label=label, cells=cells, languages=[page.text_language for page in texts])
            for label, cells in stories
        ),
        Row(
            label=_("Vorlagen"),
            cells=[files[pk] for pk in pks],
            languages=[practice.text_language for practice in practices],
            is_files=True,
        ),
    ]


def _city_path(practice: Page) -> str:
    return practice.path[: -Page.steplen]


def _files_of(pks: Iterable[int]) -> dict[int, list[File]]:
    """Practice → its templates in their order; one query."""
    files: dict[int, list[File]] = defaultdict(list)
    rows = PracticeTemplate.objects.filter(practice__in=pks).select_related("document")
    for row in rows.order_by("sort_order", "pk"):
        files[row.practice_id].append(File(title=row.document.title, url=row.document.url))
    return files


def _name(term) -> str:
    return term.name if term else ""


def _days(number: int | None) -> str:
    if number is None:
        return ""
    return ngettext("%(days)s Personentag", "%(days)s Personentage", number) % {"days": number}


def _weeks(number: int | None) -> str:
    if number is None:
        return ""
    return ngettext("%(weeks)s Woche", "%(weeks)s Wochen", number) % {"weeks": number}


def _evidence(level: int | None) -> str:
    scale = evidence_scale(level)
    return f"{scale['text']}: {scale['label']}" if scale else ""


def _story(html: str) -> SafeString:
    """A text of the editor, which has cleaned it, without its links."""
    return mark_safe(expand_db_html(_LINK.sub("", html)))
