"""A record of the "Allgemeines Metadatenprofil für Bildungsressourcen", as its schemas define it.

Required are `@context`, `id`, `type` and `name`; everything else may be missing, but must be
right where it is given: an explicit `null` is no value. Properties outside the profile are
allowed, as in the profile itself, and kept in `model_extra`. Of `isBasedOn` the newer rule is
taken: a name or an id is enough.
"""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictStr
from pydantic import model_validator as validates

from portal.opendata.amb import ACCESS

from . import rules

Text = Annotated[StrictStr, AfterValidator(rules.text)]
Iri = Annotated[StrictStr, AfterValidator(rules.iri)]
Language = Annotated[StrictStr, AfterValidator(rules.language)]
Moment = Annotated[StrictStr, AfterValidator(rules.day_or_moment)]
Types = Annotated[
    list[Annotated[StrictStr, AfterValidator(rules.resource_type)]],
    AfterValidator(rules.resource_types),
]
Localized = dict[Language, Text]
Digits = Annotated[StrictStr, Field(pattern=r"^[0-9]+$")]
MediaType = Annotated[StrictStr, Field(pattern=rules.MEDIA_TYPE)]
Duration = Annotated[StrictStr, AfterValidator(rules.duration)]


class Node(BaseModel):
    """An object of a record. Defaults stand for "not given" and are no values."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Concept(Node):
    id: Iri
    type: Literal["Concept"] = None
    pref_label: Localized = Field(default_factory=dict, alias="prefLabel")

    @property
    def label(self) -> str:
        """The German label, else any."""
        return self.pref_label.get("de") or next(iter(self.pref_label.values()), "")


class Competency(Node):
    """As a concept, but without the type: the profile refers to foreign frameworks here."""

    id: Iri
    pref_label: Localized = Field(default_factory=dict, alias="prefLabel")

    label = Concept.label


class LevelConcept(Concept):
    id: Annotated[Iri, Field(pattern=rf"^(?:{rules.LEVELS.pattern})$")]


class AccessConcept(Concept):
    id: Literal[*ACCESS]


class InteractivityConcept(Concept):
    id: Literal[*(rules.INTERACTIVITY + name for name in ("active", "expositive", "mixed"))]


class Affiliation(Node):
    type: Literal["Organization"]
    name: Text
    id: Iri = None


class Agent(Node):
    type: Literal["Person", "Organization"]
    name: Text
    id: Iri = None
    affiliation: Affiliation = None
    honorific_prefix: Text = Field(None, alias="honorificPrefix")


class Funder(Node):
    type: Literal["Person", "FundingScheme", "Organization"]
    name: Text
    id: Iri = None


class LicenceRef(Node):
    id: Annotated[StrictStr, AfterValidator(rules.licence)]


class Provider(Node):
    id: Iri
    type: Text = None
    name: Text = None


class Origin(Node):
    """What a resource is based on."""

    id: Iri = None
    name: Text = None
    type: Types = None
    creator: list[Agent] = None
    licence: LicenceRef = Field(None, alias="license")
    provider: Provider = None

    @validates(mode="after")
    def is_named(self):
        if self.id is None and self.name is None:
            raise rules.refusal(
                str(_("Die Vorlage hat weder Namen noch Adresse.")),
                str(_("Ergänzen Sie „name“ oder „id“.")),
            )
        return self


class Part(Node):
    id: Iri
    type: Types = None
    name: Text = None


class Media(Node):
    content_url: Iri = Field(None, alias="contentUrl")
    embed_url: Iri = Field(None, alias="embedUrl")
    encoding_format: MediaType = Field(None, alias="encodingFormat")
    content_size: Digits = Field(None, alias="contentSize")
    bitrate: Digits = None
    sha256: Annotated[StrictStr, Field(pattern=r"^[A-Fa-f0-9]{64}$")] = None

    @validates(mode="after")
    def has_address(self):
        if self.content_url is None and self.embed_url is None:
            raise rules.refusal(
                str(_("Das Medium hat keine Adresse.")),
                str(_("Ergänzen Sie „contentUrl“ oder „embedUrl“.")),
            )
        return self


class Encoding(Media):
    type: Literal["MediaObject"]


class Trailer(Media):
    type: Literal["VideoObject", "AudioObject"]


class Caption(Node):
    id: Iri
    type: Literal["MediaObject"]
    encoding_format: Text = Field(None, alias="encodingFormat")
    in_language: Language = Field(None, alias="inLanguage")


class Description(Node):
    """A description of the record itself."""

    id: Iri
    type: Literal["WebContent"] = None
    provider: Provider = None
    date_created: Moment = Field(None, alias="dateCreated")
    date_modified: Moment = Field(None, alias="dateModified")


class Record(Node):
    """One learning resource."""

    context: Annotated[list[object], AfterValidator(rules.context)] = Field(alias="@context")
    id: Iri
    type: Types
    name: Text
    description: Text = None
    about: Annotated[
        list[Concept],
        AfterValidator(
            rules.contains(
                rules.SUBJECTS,
                _("Kein Fach stammt aus den Fächersystematiken des Profils."),
                _("Ergänzen Sie eines von https://w3id.org/kim/hochschulfaechersystematik/."),
            )
        ),
    ] = Field(default_factory=list)
    learning_resource_type: Annotated[
        list[Concept],
        AfterValidator(
            rules.contains(
                rules.RESOURCE_TYPES,
                _("Keine Art stammt aus den Vokabularen des Profils (HCRT, OpenEduHub)."),
                _("Ergänzen Sie zum Beispiel https://w3id.org/kim/hcrt/course."),
            )
        ),
    ] = Field(default_factory=list, alias="learningResourceType")
    audience: list[Concept] = Field(default_factory=list)
    teaches: list[Competency] = Field(default_factory=list)
    competency_required: list[Competency] = Field(default_factory=list, alias="competencyRequired")
    assesses: list[Competency] = Field(default_factory=list)
    educational_level: list[LevelConcept] = Field(default_factory=list, alias="educationalLevel")
    interactivity_type: InteractivityConcept = Field(None, alias="interactivityType")
    keywords: list[Text] = Field(default_factory=list)
    in_language: list[Language] = Field(default_factory=list, alias="inLanguage")
    creator: list[Agent] = Field(default_factory=list)
    contributor: list[Agent] = Field(default_factory=list)
    publisher: list[Agent] = Field(default_factory=list)
    funder: list[Funder] = Field(default_factory=list)
    licence: LicenceRef = Field(None, alias="license")
    conditions_of_access: AccessConcept = Field(None, alias="conditionsOfAccess")
    is_accessible_for_free: StrictBool = Field(None, alias="isAccessibleForFree")
    is_based_on: list[Origin] = Field(default_factory=list, alias="isBasedOn")
    is_part_of: list[Part] = Field(default_factory=list, alias="isPartOf")
    has_part: list[Part] = Field(default_factory=list, alias="hasPart")
    main_entity_of_page: list[Description] = Field(default_factory=list, alias="mainEntityOfPage")
    encoding: list[Encoding] = Field(default_factory=list)
    caption: list[Caption] = Field(default_factory=list)
    trailer: Trailer = None
    image: Iri = None
    date_created: Moment = Field(None, alias="dateCreated")
    date_published: Moment = Field(None, alias="datePublished")
    date_modified: Moment = Field(None, alias="dateModified")
    duration: Duration = None
    # Not of the profile but of LRMI: there the workload has a property of its own.
    time_required: Duration = Field(None, alias="timeRequired")
