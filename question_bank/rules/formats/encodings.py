"""Bytes of an XML file turned into letters, whatever program wrote them and whatever it says."""

import re
import unicodedata

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PLAUSIBLE = re.compile(
    r"(?:windows-?125\d|cp125\d|iso-?8859-\d{1,2}|latin-?1|us-ascii|ascii)", re.IGNORECASE
)
FALLBACK = "windows-1258"


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and how it was read: ``utf-8``, ``utf-16`` or the name of an old encoding.

    UTF-8 is tried first, whatever is declared: other bytes hardly ever pass for it.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _letters(content, encoding), encoding.removesuffix("-sig")
    if wide := _wide(content[:200]):
        return _letters(content, wide), wide
    try:
        return _normal(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        encoding = declared(content) or FALLBACK
        return _letters(content, encoding), encoding


def declared(content: bytes) -> str | None:
    """Return the old encoding that an XML file says it is written in, if we know it."""
    found = _DECLARED.match(content[:400])
    name = found.group(1).decode("ascii").lower() if found else ""
    return name if _PLAUSIBLE.fullmatch(name) else None


def _wide(head: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is in: every other byte of plain letters is 0."""
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > even and odd * 3 > len(head) // 2:
        return "utf-16-le"
    return "utf-16-be" if even * 3 > len(head) // 2 else None


def _letters(content: bytes, encoding: str) -> str:
    return _normal(content.decode(encoding, errors="replace"))


def _normal(text: str) -> str:
    normal = unicodedata.normalize("NFC", text.lstrip("\ufeff"))
    return normal.replace("\r\n", "\n").replace("\r", "\n")
