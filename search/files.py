"""Which file of a hit has the words that the hit's own text does not show.

Texts of files are long, and analysing them costs a second for each page of results. So a text is
cut into pieces, each is compared roughly, and only pieces that may hold a wanted word are
analysed: a tenth of the cost for a file of 50,000 characters, and next to nothing the second time.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from .analysis.highlight import excerpt
from .analysis.tokens import tokenize
from .documents import SearchDocument
from .results import FoundFile

#: Characters of a piece; an excerpt fits in with what stands around it.
_PIECE = 600
#: Pieces of a file that are analysed, the most promising first.
_ANALYSED = 4
_PIECES = re.compile(rf".{{1,{_PIECE}}}(?:\s|$)|\S{{{_PIECE}}}", re.DOTALL)
# What the analysis folds, without its care for exceptions: they are the same on both sides. One
# replacement after the other is ten times as fast as a table of all.
_ROUGH = (
    *zip("äöüáàâéèêëíîïóôúûçñ", "aouaaaeeeeiiioouucn", strict=True),
    *((sign, "") for sign in "*＊:_·•/()-\u00ad"),
    *(("ß", "ss"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("§ ", "§"), ("§\u00a0", "§")),
)
_BORDER = "\x00"


def found_file(document: SearchDocument, terms: Collection[str]) -> FoundFile | None:
    """The file that shows most of the terms which title, summary and body do not; None without.

    `terms` are folded stems, as in `FoundDocuments`. The first of equal files wins.
    """
    if not terms or not document.attachments:
        return None
    wanted = {term: _roughly_stem(term) for term in terms}
    texts = [_pieces_of_file(file.text) for file in document.attachments]
    within = {
        term
        for term, rough in wanted.items()
        if any(rough in piece for pieces in texts for _text, piece in pieces)
    }
    if not within:
        return None
    own = _rough_pieces("\n".join((document.title, document.summary, document.whole_body)))
    missing = {
        term: wanted[term] for term in within if not _shows(own, term, wanted[term], document)
    }
    if not missing:
        return None
    best, best_shown, best_piece = None, 0, ""
    for file, pieces in zip(document.attachments, texts, strict=True):
        piece, shown = _best_piece(pieces, missing, document.language)
        if shown > best_shown:
            best, best_shown, best_piece = file, shown, piece
    if best is None:
        return None
    return FoundFile(
        name=best.name,
        url=best.url,
        language=document.language,
        excerpt=excerpt([best_piece], terms, document.language),
    )


@lru_cache(maxsize=64)
def _pieces_of_file(text: str) -> list[tuple[str, str]]:
    """The same files are found again and again; 64 of the longest take 20 MB."""
    return _rough_pieces(text)


def _rough_pieces(text: str) -> list[tuple[str, str]]:
    """The text in pieces, each with its rough form."""
    pieces = _PIECES.findall(text.replace(_BORDER, " ") or " ")
    return list(zip(pieces, _rough(_BORDER.join(pieces)).split(_BORDER), strict=True))


def _rough(text: str) -> str:
    rough = text.lower()
    for char, replacement in _ROUGH:
        rough = rough.replace(char, replacement)
    return rough


def _roughly_stem(term: str) -> str:
    """The beginning that a stem shares with its word: stems may differ in their last letters."""
    rough = _rough(term)
    return rough[: max(4, len(rough) - 2)]


def _shows(pieces, term: str, rough: str, document: SearchDocument) -> bool:
    return any(term in _stems(text, document.language) for text, piece in pieces if rough in piece)


def _best_piece(pieces, missing: dict[str, str], language: str) -> tuple[str, int]:
    """The piece that shows most of the missing terms, and how many it shows."""
    promising = sorted(
        ((sum(rough in piece for rough in missing.values()), text) for text, piece in pieces),
        key=lambda promise: -promise[0],
    )
    best, best_shown = "", 0
    for promised, text in promising[:_ANALYSED]:
        if promised <= best_shown:
            break
        shown = len(missing.keys() & _stems(text, language))
        if shown > best_shown:
            best, best_shown = text, shown
    return best, best_shown


def _stems(text: str, language: str) -> set[str]:
    return {token.stem for token in tokenize(text, language)}
