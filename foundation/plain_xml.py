"""XML from outside: parsed quickly, and refused where it declares a document type.

Entities, and with them every known bomb, can only be declared in a document type. So the head
of each part is looked at by itself, and what follows is plain elements and text.
"""

import io
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from foundation.errors import N_, InvalidInput

_PIECE = 65_536


class DoctypeInside(InvalidInput):
    """A part that declares a document type."""

    message = N_("This file declares a document type (DOCTYPE). It was not read.")


class _HeadIsOver(Exception):
    """The first element begins: no document type can follow."""


def refuse_doctype(stream: IO[bytes]) -> None:
    """Read the head of a part, up to its first element.

    Raises:
        DoctypeInside: it declares a document type.
        ExpatError: it is no XML.
    """
    parser = expat.ParserCreate()

    def refuse(*_words: object) -> None:
        raise DoctypeInside

    def stop(*_words: object) -> None:
        raise _HeadIsOver

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except _HeadIsOver:
        return


def parsed(content: bytes) -> ET.Element:
    """Return the root of a small part.

    Raises:
        DoctypeInside, ParseError: it is not read.
    """
    refuse_doctype(io.BytesIO(content))
    return ET.fromstring(content)  # noqa: S314 - document types were refused


def children_of(stream: IO[bytes], parent: str) -> Iterator[ET.Element]:
    """Return each child of the first element named ``parent``, whole, one after the other.

    What was handed out is forgotten, so that a large part needs little memory.
    """
    depth, inside = 0, 0
    holder: ET.Element | None = None
    for event, element in ET.iterparse(stream, events=("start", "end")):  # noqa: S314 - see above
        if event == "start":
            depth += 1
            if holder is None and element.tag == parent:
                holder, inside = element, depth
            continue
        if holder is not None and depth == inside + 1:
            yield element
            holder.clear()
        depth -= 1
