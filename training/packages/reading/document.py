"""XML of authoring tools as a tree: by local names, whatever the prefixes, with line numbers.

Namespaces are not enforced. Many tools declare wrong ones, forget to declare one or use a
prefix of their own; what an element is called says enough.
"""

import re
import xml.sax
from collections.abc import Iterator
from html.entities import name2codepoint
from io import StringIO
from xml.parsers import expat
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from .decoding import decode
from .problems import RefusedPackageError, refused
from .saying import said as _

MAX_ELEMENTS = 100_000
MAX_ATTRIBUTES = 60
MAX_DEPTH = 100

_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")


class Node:
    """An element. `name` and the attributes' names are lower case and without prefix."""

    __slots__ = ("attributes", "children", "line", "name", "prefix", "text")

    def __init__(self, qualified: str, attributes: dict[str, str], line: int):
        self.prefix, _colon, self.name = qualified.lower().rpartition(":")
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""
        self.line = line

    def get(self, name: str) -> str:
        """An attribute without surrounding space; empty when it is missing."""
        return self.attributes.get(name, "").strip()

    def all(self, *names: str) -> Iterator["Node"]:
        """The children of these names, in their order."""
        return (child for child in self.children if child.name in names)

    def first(self, *path: str) -> "Node | None":
        """The first descendant down a path of names."""
        node: Node | None = self
        for name in path:
            node = next(node.all(name), None) if node else None
        return node

    def text_of(self, *path: str) -> str:
        """The text down a path, with its white space made one line; empty when it is missing."""
        node = self.first(*path)
        return " ".join(node.text.split()) if node else ""

    def walk(self) -> Iterator["Node"]:
        """The node itself and all below it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


class Document:
    """A parsed manifest: its root, its namespaces, and what had to be set right."""

    def __init__(self, root: Node, namespaces: frozenset[str], wrong_encoding: str):
        self.root = root
        self.namespaces = namespaces
        self.wrong_encoding = wrong_encoding


def parse(data: bytes, where: str) -> Document:
    """Raises `RefusedPackageError` for what is no XML, or XML that attacks its reader."""
    text, wrong_encoding = decode(data)
    # A declaration may not stand behind white space, which decoding has set right as well.
    text = _ENTITY.sub(_letter, text)
    builder = _Builder(where)
    parser = _Parser()
    parser.setContentHandler(builder)
    try:
        parser.parse(StringIO(text))
    except DefusedXmlException as error:
        raise _attack(where) from error
    except xml.sax.SAXParseException as error:
        raise _malformed(where, error.getLineNumber()) from error
    except (xml.sax.SAXException, ValueError) as error:
        raise _malformed(where, 1) from error
    return Document(builder.root, frozenset(builder.namespaces), wrong_encoding)


def _letter(found: re.Match) -> str:
    """HTML's names of letters are not XML's, but people write them."""
    name = found[1]
    if name in _XML_ENTITIES or name not in name2codepoint:
        return found[0]
    return chr(name2codepoint[name])


class _Parser(DefusedExpatParser):
    """Tolerates a document type that declares no entities, and never fetches one."""

    def reset(self):
        super().reset()
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)


class _Builder(ContentHandler):
    def __init__(self, where: str):
        super().__init__()
        self.root: Node | None = None
        self.namespaces: set[str] = set()
        self._where = where
        self._open: list[Node] = []
        self._texts: list[list[str]] = []
        self._count = 0

    def setDocumentLocator(self, locator):  # noqa: N802 - SAX's name
        self._locator = locator

    def startElement(self, name, attrs):  # noqa: N802 - SAX's name
        self._count += 1
        if (
            self._count > MAX_ELEMENTS
            or len(self._open) >= MAX_DEPTH
            or len(attrs) > MAX_ATTRIBUTES
        ):
            raise _too_much(self._where)
        node = Node(name, self._attributes(attrs), self._locator.getLineNumber())
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)
        self._texts.append([])

    def _attributes(self, attrs) -> dict[str, str]:
        found: dict[str, str] = {}
        for qualified, value in attrs.items():
            prefix, _colon, name = qualified.lower().rpartition(":")
            if prefix == "xmlns" or (name == "xmlns" and not prefix):
                self.namespaces.add(value.strip())
            elif prefix == "xml":
                found[f"xml:{name}"] = value
            else:
                found[name] = value
        return found

    def characters(self, content):
        self._texts[-1].append(content)

    def endElement(self, name):  # noqa: N802 - SAX's name
        self._open.pop().text = "".join(self._texts.pop())


def _attack(where: str) -> RefusedPackageError:
    return refused(
        "xml-entities",
        _("Die Datei erklärt eigene XML-Entitäten oder verweist auf fremde; das ist gefährlich."),
        _("Exportieren Sie das Paket neu. Kommt es von Fremden, verwenden Sie es nicht."),
        where=where,
    )


def _malformed(where: str, line: int | None) -> RefusedPackageError:
    return refused(
        "xml-malformed",
        _("Die Datei ist kein gültiges XML (Zeile %(line)d).") % {"line": line or 1},
        _(
            "Exportieren Sie das Paket neu. Wer die Datei von Hand bearbeitet hat, prüft dort "
            "spitze Klammern, Anführungszeichen und „&“ (richtig: „&amp;“)."
        ),
        where=where,
    )


def _too_much(where: str) -> RefusedPackageError:
    return refused(
        "xml-too-large",
        _("Die Datei hat mehr oder tiefer verschachtelte Elemente, als ein Kurs braucht."),
        _("Teilen Sie den Kurs im Autorenwerkzeug auf."),
        where=where,
    )
