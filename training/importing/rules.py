"""The profile's rules on single values.

Source: "Allgemeines Metadatenprofil für Bildungsressourcen (AMB)", DINI-AG KIM, with its JSON
schemas; https://dini-ag-kim.github.io/amb/. Each check returns its value or raises pydantic's
error with a German sentence and a remedy.
"""

import re
from datetime import datetime

from django.utils.translation import gettext as _
from pydantic_core import PydanticCustomError

from portal.opendata.amb import CONTEXT, LICENCES

INTERACTIVITY = "http://purl.org/dcx/lrmi-vocabs/interactivityType/"
SUBJECTS = re.compile(
    r"https://w3id\.org/kim/hochschulfaechersystematik/.*|http://w3id\.org/kim/schulfaecher/.*"
)
RESOURCE_TYPES = re.compile(
    r"https://w3id\.org/kim/hcrt/.*|http://w3id\.org/openeduhub/vocabs/new_lrt/.*"
)
LEVELS = re.compile(r"https://w3id\.org/kim/educationalLevel/.*")
MEDIA_TYPE = (
    r"^(application|audio|example|font|image|message|model|multipart|text|video)"
    r"/[a-zA-Z0-9\-+_.]+$"
)
#: ISO 639-1.
LANGUAGES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu
    hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om
    or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw
    ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh
    zu""".split()  # noqa: SIM905 - words, not code
)

#: schema.org's subclasses of CreativeWork that the profile admits.
TYPES = frozenset(
    """3DModel AmpStory Article Atlas Audiobook AudioObject Blog Book BookSeries Chapter Clip
    Collection ComicStory Comment Conversation Course CreativeWorkSeason CreativeWorkSeries
    DataDownload Diet DigitalDocument Drawing Episode ExercisePlan FAQPage Game Guide HowTo
    ImageGallery ImageObject LearningResource LegislationObject Manuscript Map MathSolver
    MediaGallery MediaObject Message MobileApplication Movie MovieClip MovieSeries MusicAlbum
    MusicComposition MusicPlaylist MusicRecording MusicRelease MusicVideoObject NewsArticle
    Painting Periodical Photograph Play PodcastEpisode PodcastSeason PodcastSeries Poster
    PresentationDigitalDocument PublicationIssue PublicationVolume Quotation Quiz RadioClip
    RadioEpisode RadioSeason RadioSeries Recipe Review Report ScholarlyArticle Sculpture
    SheetMusic ShortStory SoftwareApplication SoftwareSourceCode SpreadsheetDigitalDocument
    TVClip TVEpisode TVSeason TVSeries Thesis TextDigitalDocument VideoGallery VideoGame
    VideoGameClip VideoGameSeries VideoObject VisualArtwork WebApplication WebContent
    WebPage""".split()  # noqa: SIM905 - words, not code
)

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_DURATION = re.compile(
    r"-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+[DW])?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?",
    re.ASCII,
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def refusal(sentence: str, remedy: str) -> PydanticCustomError:
    """An error whose text is ready to be shown."""
    return PydanticCustomError("amb", "{sentence}", {"sentence": sentence, "remedy": remedy})


def text(value: str) -> str:
    if _CONTROL.search(value):
        raise refusal(
            _("Der Text enthält Zeichen, die kein Text haben kann."),
            _("Entfernen Sie Steuerzeichen und halbe Zeichen (\\u0000, \\ud800)."),
        )
    return value


def iri(value: str) -> str:
    if not _IRI.fullmatch(text(value)):
        raise refusal(
            _("Das ist keine vollständige Adresse (IRI)."),
            _("Schreiben Sie sie mit Schema, zum Beispiel https://example.org/modul/1."),
        )
    return value


def language(value: str) -> str:
    if value not in LANGUAGES:
        raise refusal(
            _("Das ist kein Sprachcode nach ISO 639-1."),
            _("Schreiben Sie zwei Kleinbuchstaben, zum Beispiel de."),
        )
    return value


def resource_type(value: str) -> str:
    if value not in TYPES:
        raise refusal(
            _("Dieser Typ gehört nicht zum Profil."),
            _("Erlaubt sind LearningResource und Unterklassen von CreativeWork."),
        )
    return value


def resource_types(values: list[str]) -> list[str]:
    if "LearningResource" not in values:
        raise refusal(
            _("Unter den Typen fehlt „LearningResource“."), _("Ergänzen Sie „LearningResource“.")
        )
    return values


def context(value: list[object]) -> list[object]:
    if CONTEXT not in value:
        raise refusal(
            _("Der Kontext des Profils fehlt."),
            _("Nennen Sie „%(context)s“ als Teil der Liste.") % {"context": CONTEXT},
        )
    for part in value:
        if isinstance(part, dict) and "@language" in part:
            if part["@language"] not in LANGUAGES:
                raise refusal(
                    _("Die Sprache der Texte („@language“) ist kein Code nach ISO 639-1."),
                    _('Schreiben Sie zum Beispiel {"@language": "de"}.'),
                )
            return value
    raise refusal(
        _("Die Sprache der Texte fehlt."), _('Ergänzen Sie in der Liste {"@language": "de"}.')
    )


def licence(value: str) -> str:
    if not LICENCES.fullmatch(iri(value)):
        raise refusal(
            _("Diese Lizenz lässt das Profil nicht zu."),
            _("Erlaubt sind Adressen von Creative Commons, Public Domain, GNU, Apache, MIT, BSD."),
        )
    return value


def day_or_moment(value: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}.*)?", value, re.ASCII):
            datetime.fromisoformat(value)
            return value
    except ValueError as error:
        raise _no_date() from error
    raise _no_date()


def _no_date() -> PydanticCustomError:
    return refusal(
        _("Das ist kein Datum nach ISO 8601."),
        _("Schreiben Sie 2024-12-31 oder 2024-12-31T08:00:00Z."),
    )


def duration(value: str) -> str:
    if not _DURATION.fullmatch(value) or value.endswith("T"):
        raise refusal(
            _("Das ist keine Dauer nach ISO 8601."),
            _("Schreiben Sie zum Beispiel PT6H30M für sechseinhalb Stunden."),
        )
    return value


def contains(pattern: re.Pattern, sentence: str, remedy: str):
    """A check that at least one of the concepts comes from one of the profile's vocabularies."""

    def check(concepts: list):
        if not any(pattern.fullmatch(concept.id) for concept in concepts):
            raise refusal(str(sentence), str(remedy))
        return concepts

    return check
