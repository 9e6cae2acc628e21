"""From a valid record to a draft: what the portal has a field for, and what is left over."""

import re
from datetime import timedelta
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dateparse import parse_duration
from django.utils.translation import gettext as _

from portal.content.importing.cities import CityChoice
from portal.content.importing.drafts import EntryDraft, import_key, value_errors
from portal.content.importing.report import InvalidValueError, Problem, printable
from portal.content.importing.terms import TermBook
from portal.content.richtext import from_plain_text
from portal.opendata.amb import ACCESS
from portal.taxonomy.models import Competence, Licence, ModuleFormat, TargetGroup
from training.models import LearningGoal, ModuleLanguage, TrainingModulePage

from .amb import Agent, Competency, Concept, Origin, Record

TITLE_LENGTH = 255
KEYWORD_LENGTH = 100
#: Properties that say what the record is, not what the module is like.
_STRUCTURAL = {"context", "id", "type", "name"}
_MAPPED = _STRUCTURAL | {
    "description",
    "keywords",
    "in_language",
    "about",
    "audience",
    "teaches",
    "competency_required",
    "learning_resource_type",
    "publisher",
    "creator",
    "funder",
    "licence",
    "conditions_of_access",
    "is_accessible_for_free",
    "is_based_on",
    "time_required",
}


def licence_key(iri: str) -> str:
    """The part of a licence's address that all its spellings share: without scheme and deed."""
    key = re.sub(r"^https?://(?:www\.)?", "", iri.strip()).replace("/licences/", "/licenses/")
    return re.sub(r"/(?:deed|legalcode)(?:\.\w+)?/?$", "", key).rstrip("/").casefold()


class Vocabularies:
    """The vocabularies and cities of one run; each is loaded once, on first use."""

    def __init__(self, *, cities: CityChoice):
        self.cities = cities

    @cached_property
    def competences(self) -> TermBook:
        return TermBook(Competence)

    @cached_property
    def target_groups(self) -> TermBook:
        return TermBook(TargetGroup)

    @cached_property
    def formats(self) -> TermBook:
        return TermBook(ModuleFormat)

    @cached_property
    def licences(self) -> dict[str, Licence]:
        return {licence_key(term.iri): term for term in Licence.objects.active()}


class RecordReading:
    """One record while it is mapped. `draft` is None when something in it cannot be stored."""

    def __init__(self, record: Record, vocabularies: Vocabularies, source: str):
        self.record = record
        self.vocabularies = vocabularies
        self.source = source
        self.problems: list[Problem] = []
        self.title = " ".join(record.name.split())
        self.values: dict[str, object] = {}
        self.city = self._city()
        self._map_texts()
        self._map_terms()
        self._map_terms_of_use()
        self._map_workload()
        self._note_leftovers()
        self._check()

    @property
    def draft(self) -> EntryDraft | None:
        if any(problem.is_error for problem in self.problems):
            return None
        return EntryDraft(
            model=TrainingModulePage,
            city=self.city,
            import_key=import_key(self.record.id),
            title=self.title,
            values=self.values,
            source=self.source,
        )

    def _refuse(self, name: str, value: object, message: str, remedy: str) -> None:
        problem = Problem(column=name, value=printable(value), message=message, remedy=remedy)
        self.problems.append(problem)

    def _leave(self, name: str, value: object, message: str = "") -> None:
        """Says that a value was not taken over."""
        message = message or _("Dafür hat das Portal kein Feld oder keinen Begriff.")
        self.problems.append(
            Problem(column=name, value=printable(value), message=message, is_error=False)
        )

    def _city(self):
        named = [("publisher", agent) for agent in self.record.publisher]
        named += [("creator", agent) for agent in self.record.creator]
        city = None
        for name, agent in named:
            known = self.vocabularies.cities.known(agent.name)
            city = city or known
            if known is None:
                self._leave(name, agent.name, _not_a_city(agent))
        try:
            return self.vocabularies.cities.pick(city.title if city else "")
        except InvalidValueError as error:
            remedy = error.remedy
            if city is None:
                remedy = _("Nennen Sie eine Stadt des Portals als „publisher“, oder --city KEY.")
            self._refuse("publisher", "", error.message, remedy)
            return None

    def _map_texts(self) -> None:
        record, values = self.record, self.values
        self._limit("name", self.title, TITLE_LENGTH)
        if not self.title:
            self._refuse("name", "", _("Der Titel ist leer."), _("Füllen Sie „name“ aus."))
        values["description"] = from_plain_text(record.description or "")
        self._limit("description", record.description or "", _length("description"))
        values["tags"] = [
            keyword
            for keyword in dict.fromkeys(" ".join(word.split()) for word in record.keywords)
            if keyword and self._limit("keywords", keyword, KEYWORD_LENGTH)
        ]
        goals = self._labels("teaches", record.teaches)
        length = LearningGoal._meta.get_field("text").max_length
        values["learning_goals"] = [
            {"text": goal, "sort_order": order}
            for order, goal in enumerate(goals)
            if self._limit("teaches", goal, length)
        ]
        required = "\n".join(self._labels("competencyRequired", record.competency_required))
        if self._limit("competencyRequired", required, _length("prerequisites")):
            values["prerequisites"] = required

    def _labels(self, name: str, concepts: list[Competency]) -> list[str]:
        labels = []
        for concept in concepts:
            if label := " ".join(concept.label.split()):
                labels.append(label)
            else:
                self._leave(name, concept.id, _("Ohne „prefLabel“ ist kein Text bekannt."))
        return list(dict.fromkeys(labels))

    def _limit(self, name: str, text: str, limit: int) -> bool:
        if len(text) <= limit:
            return True
        self._refuse(
            name,
            text,
            _("Der Text hat %(length)d Zeichen, erlaubt sind %(limit)d.")
            % {"length": len(text), "limit": limit},
            _("Kürzen Sie ihn."),
        )
        return False

    def _map_terms(self) -> None:
        record, vocabularies = self.record, self.vocabularies
        self.values["competences"] = self._terms("about", record.about, vocabularies.competences)
        self.values["target_groups"] = self._terms(
            "audience", record.audience, vocabularies.target_groups
        )
        formats = self._terms(
            "learningResourceType", record.learning_resource_type, vocabularies.formats
        )
        self.values["format"] = formats[0] if formats else None
        for other in formats[1:]:
            self._leave("learningResourceType", other.title, _("Ein Modul hat nur ein Format."))

    def _terms(self, name: str, concepts: list[Concept], book: TermBook) -> list:
        terms = []
        for concept in concepts:
            names = [*concept.pref_label.values(), re.split(r"[/#:]", concept.id.rstrip("/#"))[-1]]
            if term := next(filter(None, map(book.known, names)), None):
                terms.append(term)
            else:
                shown = f"{concept.label} ({concept.id})" if concept.label else concept.id
                self._leave(name, shown)
        return list(dict.fromkeys(terms))

    def _map_terms_of_use(self) -> None:
        record, values = self.record, self.values
        languages = [code for code in record.in_language if code in ModuleLanguage.values]
        if languages:
            values["language"] = languages[0]
        for code in record.in_language:
            if [code] != languages[:1]:
                self._leave("inLanguage", code)
        values["licence"] = None
        if record.licence:
            values["licence"] = self.vocabularies.licences.get(licence_key(record.licence.id))
            if values["licence"] is None:
                self._leave("license", record.licence.id)
        if record.conditions_of_access:
            values["access"] = ACCESS[record.conditions_of_access.id]
        if record.is_accessible_for_free is not None:
            values["is_free"] = record.is_accessible_for_free
        funder = ", ".join(dict.fromkeys(funder.name for funder in record.funder))
        if self._limit("funder", funder, _length("funder")):
            values["funder"] = funder
        values |= {
            "adapted_from_url": "",
            "adapted_from_title": "",
            "adapted_from_licence": None,
        }
        for origin in record.is_based_on:
            if not values["adapted_from_url"] and _is_web_address(origin.id):
                self._map_origin(origin)
            else:
                self._leave("isBasedOn", origin.name or origin.id)

    def _map_origin(self, origin: Origin) -> None:
        values = self.values
        values["adapted_from_url"] = origin.id
        if self._limit("isBasedOn", origin.name or "", _length("adapted_from_title")):
            values["adapted_from_title"] = origin.name or ""
        if origin.licence:
            known = self.vocabularies.licences.get(licence_key(origin.licence.id))
            values["adapted_from_licence"] = known
            if known is None:
                self._leave("isBasedOn", origin.licence.id)

    def _map_workload(self) -> None:
        text = self.record.time_required
        self.values["workload_minutes"] = None
        if text is None:
            return
        minutes = _minutes(text)
        if minutes is None:
            self._refuse(
                "timeRequired",
                text,
                _("Diese Dauer lässt sich nicht in Minuten ausdrücken."),
                _("Schreiben Sie Tage, Stunden und Minuten, zum Beispiel PT6H30M."),
            )
        self.values["workload_minutes"] = minutes

    def _note_leftovers(self) -> None:
        fields = Record.model_fields
        for name in sorted(self.record.model_fields_set - _MAPPED):
            alias = fields[name].alias or name if name in fields else name
            value = self.record.model_dump(include={name}, by_alias=True).get(alias)
            if name == "image":
                self._leave("image", value, _("Bilder lädt der Import nicht herunter."))
            else:
                self._leave(printable(alias), value)

    def _check(self) -> None:
        """The editor's own rules; costs no query."""
        names = {"workload_minutes": "timeRequired", "adapted_from_url": "isBasedOn"}
        for field, messages in value_errors(TrainingModulePage, self.values).items():
            value = self.values[field]
            for message in messages:
                self._refuse(
                    names.get(field, field), value, message, _("Korrigieren Sie den Wert.")
                )


def _not_a_city(agent: Agent) -> str:
    if agent.type == "Person":
        return _("Namen von Personen übernimmt das Portal nicht.")
    return _("Diese Organisation ist keine Stadt des Portals.")


def _length(field: str) -> int:
    return TrainingModulePage._meta.get_field(field).max_length


def _is_web_address(iri: str | None) -> bool:
    try:
        URLValidator(schemes=["http", "https"])(iri)
    except ValidationError:
        return False
    return len(iri) <= _length("adapted_from_url")


def _minutes(text: str) -> int | None:
    """Whole minutes, rounded up; None for years and months, which have no fixed length."""
    if weeks := re.fullmatch(r"P(\d{1,4})W", text, re.ASCII):
        duration = timedelta(weeks=int(weeks[1]))
    else:
        try:
            duration = parse_duration(text)
        except OverflowError:
            return None
    if duration is None or duration < timedelta():
        return None
    return -(-duration // timedelta(minutes=1))
