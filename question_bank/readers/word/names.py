"""Names of elements in Word files, and small questions to an element."""

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = {
    b"wordprocessingml/main": W,
    b"officeDocument/relationships": R,
    b"officeDocument/math": M,
    b"drawingml/main": A,
    b"drawingml/wordprocessingDrawing": WP,
}
OFF = {"0", "false", "off", "none"}


def value(parent: Element | None, name: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child, or None."""
    found = parent.find(W + name) if parent is not None else None
    return None if found is None else found.get(W + attribute)


def is_on(parent: Element, name: str) -> bool | None:
    """Return whether a switch is on or off, or None where nothing is said."""
    found = parent.find(W + name)
    return None if found is None else (found.get(W + "val") or "1") not in OFF


def is_strict(head: bytes) -> bool:
    """Return whether a part is written in the strict form, whose names begin otherwise."""
    return _STRICT in head


def usual_names(content: bytes) -> bytes:
    """Return a part of the strict form with the names that Word writes by default."""
    for strict, usual in _USUAL.items():
        content = content.replace(_STRICT + strict + b'"', usual.strip("{}").encode() + b'"')
    return content
