"""Pictures that come with a file: what kind they are, and the names they get."""

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from foundation.text import search_key
from question_bank.rules.bodies import Picture
from question_bank.rules.formats import remarks
from question_bank.rules.markup import PICTURE_NAME
from question_bank.rules.reading import Remark

LARGEST_PICTURE = 5 * 2**20
MOST_DOTS = 40_000_000
"""Of so many dots a phone makes some 160 MB."""
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"GIF87a", "image/gif", "gif"),
    (b"GIF89a", "image/gif", "gif"),
)
_UNSAFE = re.compile(r"[^a-z0-9._-]+")
_DATA = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
_SEGMENT = 0xFF
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


def media_type(content: bytes) -> str | None:
    """Return the kind of a picture by its first bytes, or None where it is none we show."""
    for signature, kind, _ending in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def dots(content: bytes) -> int:
    """Return how many dots a picture says it has; 0 where it does not tell."""
    if content.startswith(b"\x89PNG"):
        wide, high = content[16:20], content[20:24]
        return int.from_bytes(wide, "big") * int.from_bytes(high, "big")
    if content[:3] == b"GIF":
        return int.from_bytes(content[6:8], "little") * int.from_bytes(content[8:10], "little")
    if content[12:16] == b"VP8X":
        wide, high = content[24:27], content[27:30]
        return (int.from_bytes(wide, "little") + 1) * (int.from_bytes(high, "little") + 1)
    return _dots_of_jpeg(content) if content[:2] == b"\xff\xd8" else 0


def _dots_of_jpeg(content: bytes) -> int:
    """Go from segment to segment to the frame, which tells height and width."""
    place = 2
    while place + 9 < len(content) and content[place] == _SEGMENT:
        if content[place + 1] in _FRAMES:
            high, wide = content[place + 5 : place + 7], content[place + 7 : place + 9]
            return int.from_bytes(high, "big") * int.from_bytes(wide, "big")
        place += 2 + max(int.from_bytes(content[place + 2 : place + 4], "big"), 2)
    return 0


def decoded(text: str) -> bytes:
    """Return what base64 text holds; nothing where it is none."""
    if len(text) > LARGEST_PICTURE * 3 // 2:
        return b"\0" * (LARGEST_PICTURE + 1)
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


@dataclass
class Gallery:
    """The pictures of one question, gathered while its texts are read."""

    find: Callable[[str], bytes | None]
    """From the address in a text to the picture's bytes; None where the file has none."""
    pictures: dict[str, Picture] = field(default_factory=dict)
    notes: list[Remark] = field(default_factory=list)
    _known: dict[str, str] = field(default_factory=dict)

    def markdown(self, address: str, words: str) -> str:
        """Return a picture as Markdown, or its words with a note where it cannot be kept."""
        shown = " ".join(words.replace("[", "(").replace("]", ")").split())
        if address in self._known:
            return f"![{shown}](picture:{self._known[address]})"
        content = self._content(address)
        if content is None:
            return shown
        name = self._name(address, content)
        self._known[address] = name
        kind = media_type(content) or ""
        self.pictures[name] = Picture(name, kind, content)
        return f"![{shown}](picture:{name})"

    def _content(self, address: str) -> bytes | None:
        if _DATA.match(address):
            content: bytes | None = decoded(address.partition(",")[2])
            name = "data"
        elif re.match(r"(?:https?:)?//", address, re.IGNORECASE):
            self.notes.append(Remark(remarks.PICTURE_ELSEWHERE, {"name": address[:200]}))
            return None
        else:
            content, name = self.find(unquote(address)), posixpath.basename(unquote(address))[:100]
        message = _fault(content)
        if message:
            self.notes.append(Remark(message, {"name": name}))
            return None
        return content

    def _name(self, address: str, content: bytes) -> str:
        base = "" if _DATA.match(address) else posixpath.basename(unquote(address))
        if PICTURE_NAME.fullmatch(base) and base not in self.pictures:
            return base
        stem = _UNSAFE.sub("-", search_key(posixpath.splitext(base)[0])).strip("-.")[:40]
        ending = ENDINGS[media_type(content) or ""]
        stem, tried = stem or "picture", 1
        name = f"{stem}.{ending}"
        while name in self.pictures:
            tried += 1
            name = f"{stem}-{tried}.{ending}"
        return name


def _fault(content: bytes | None) -> str | None:
    if content is None:
        return remarks.PICTURE_MISSING
    if len(content) > LARGEST_PICTURE:
        return remarks.PICTURE_LARGE
    if dots(content) > MOST_DOTS:
        return remarks.PICTURE_DOTS
    return None if media_type(content) else remarks.PICTURE_KIND


def from_mapping(files: Mapping[str, bytes]) -> Callable[[str], bytes | None]:
    """Return a finder for files that are known by their names."""
    return lambda address: files.get(address) or files.get(posixpath.basename(address))
