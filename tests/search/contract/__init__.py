"""What every search engine does, tested through the protocol alone.

An engine's test module subclasses `EngineContract` and gives it a fixture `engine`: an engine
whose index exists and is empty. Each topic is a class of its own in a module of its own.
"""

from .documents import DocumentsContract
from .english import EnglishContract
from .english_readers import EnglishReadersContract
from .facets import FacetsContract
from .pages import PagesContract
from .rebuild import RebuildContract
from .similar import SuggestionsContract
from .text import TextContract
from .thesaurus import ThesaurusContract
from .writing import WritingContract

__all__ = ["EngineContract"]


class EngineContract(
    DocumentsContract,
    TextContract,
    EnglishContract,
    EnglishReadersContract,
    ThesaurusContract,
    FacetsContract,
    PagesContract,
    SuggestionsContract,
    RebuildContract,
    WritingContract,
):
    """All of it."""
