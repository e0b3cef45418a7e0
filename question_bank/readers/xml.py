"""XML from outside: no document type, no entities, bounded in depth and number, letters first."""

import html
import html.entities
import io
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from foundation.errors import N_, InvalidInput
from question_bank.rules.formats.encodings import decode

LARGEST_TEXT = 20 * 2**20
DEEPEST = 150
MOST_ELEMENTS = 300_000
"""Between two items; a whole file may hold more."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_NAMED = re.compile(r"<!\[CDATA\[.*?\]\]>|&([A-Za-z][A-Za-z0-9]{1,31});", re.DOTALL)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class BrokenXml(InvalidInput):
    """The XML ends too early or is not well formed."""

    message = N_("This file is damaged at line %(line)s. Export it once more and send it again.")


class DocumentType(InvalidInput):
    """The XML declares a document type or entities, which no question needs."""

    message = N_(
        "This file declares a document type (DOCTYPE). For safety such files are not read; "
        "remove the declaration and send it again."
    )


class TooDeep(InvalidInput):
    """The XML is nested or filled beyond any file of questions."""

    message = N_("This file is nested too deeply or holds too much. It was not read.")


class TooLarge(InvalidInput):
    """The file is larger than any file of questions."""

    message = N_("The file is larger than %(most)s MB. Send it in several parts.")


def each(content: bytes, item: str) -> Iterator[Element]:
    """Yield each element named ``item`` at the second level of a document, then forget it.

    A document that is a single such element yields itself.

    Raises:
        BrokenXml, DocumentType, TooDeep, TooLarge: the file as a whole is not read.
    """
    text = _text(content)
    try:
        yield from _each(text, item)
    except ParseError as error:
        raise BrokenXml(line=error.position[0]) from error
    except DefusedXmlException as error:
        raise DocumentType from error


def whole(content: bytes) -> Element:
    """Return the root of a document.

    Raises:
        BrokenXml, DocumentType, TooDeep, TooLarge: it is not read.
    """
    for root in each(content, ""):
        return root
    raise BrokenXml(line=1)


def _text(content: bytes) -> str:
    if len(content) > LARGEST_TEXT:
        raise TooLarge(most=LARGEST_TEXT // 2**20)
    text, _encoding = decode(content)
    text = _FORBIDDEN.sub(" ", _DECLARATION.sub("", text, count=1))
    return _NAMED.sub(_spelled, text) if "&" in text else text.lstrip()


def _spelled(found: re.Match[str]) -> str:
    """Return an HTML name of a letter, such as ``&nbsp;``, as that letter."""
    name = found.group(1)
    if name is None or name in _XML_NAMES:
        return found.group()
    letter = html.entities.html5.get(f"{name};")
    return html.escape(letter) if letter else found.group()


def _each(text: str, item: str) -> Iterator[Element]:
    source = io.BytesIO(text.lstrip().encode())
    depth = count = 0
    root: Element | None = None
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            depth, count = depth + 1, count + 1
            root = element if root is None else root
            if depth > DEEPEST or count > MOST_ELEMENTS:
                raise TooDeep
            continue
        depth -= 1
        if item and element.tag == item and root is not None and (depth == 1 or element is root):
            yield element
            root.clear()
            count = 0
    if not item and root is not None:
        yield root
