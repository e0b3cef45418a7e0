"""Old Vietnamese encodings: recognised, and turned into Unicode. Nothing is converted unseen.

Before Unicode, offices wrote with fonts: a ``.VnTime`` font shows TCVN 5712:1993 (TCVN3), a
``VNI-Times`` font shows VNI, in which a vowel is followed by a sign for its mark. Such texts are
full of letters that are none; a word that reads as a Vietnamese syllable tells which table fits.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from foundation.syllables import share_of_syllables


class Encoding(StrEnum):
    """A way Vietnamese was written down; the value is its name, which needs no translation."""

    UTF_8 = "UTF-8"
    UTF_16 = "UTF-16"
    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
    WINDOWS_1258 = "Windows-1258"
    WINDOWS_1252 = "Windows-1252"

    @property
    def code(self) -> str:
        """Return what is sent by a form."""
        return self.name.lower()


_TCVN3_OLD = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_NEW = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = dict(zip(map(ord, _TCVN3_OLD), _TCVN3_NEW, strict=True))
_VNI_ALONE = {
    "ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
_VNI_MARKS = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_ROOF = {
    "â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323",
}  # fmt: skip
_VNI_BREVE = {
    "ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323",
}  # fmt: skip
VNI_LETTERS = re.compile(r"[aeo][âàáåãä]|a[êèéúüë]|[aeouyôö][øùûõï]|[ôöñíìæóòî]", re.IGNORECASE)
LEGACY_FONT = re.compile(r"^\s*(?:(?P<tcvn>\.vn)|(?P<vni>vni[-\s]))", re.IGNORECASE)
_UPPER_FONT = re.compile(r"^\s*\.[vV][nN].*H$")
GOOD_SHARE = 0.7
BAD_SHARE = 0.45
_MOST_LETTERS = 40_000
"""So much of a text is enough to tell its encoding."""


def from_tcvn3(text: str) -> str:
    """Return text written for a ``.Vn…`` font, read as Windows-1252, in Unicode."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Return text written for a ``VNI-…`` font, read as Windows-1252, in Unicode."""
    return VNI_LETTERS.sub(_vni_letter, unicodedata.normalize("NFC", text))


def _vni_letter(found: re.Match[str]) -> str:
    letters = found.group().lower()
    if len(letters) == 1:
        made = _VNI_ALONE[letters]
    elif letters[0] == "a" and letters[1] in _VNI_BREVE:
        made = "a\u0306" + _VNI_BREVE[letters[1]]
    elif letters[0] in "aeo" and letters[1] in _VNI_ROOF:
        made = letters[0] + "\u0302" + _VNI_ROOF[letters[1]]
    else:
        made = _VNI_ALONE.get(letters[0], letters[0]) + _VNI_MARKS[letters[1]]
    made = unicodedata.normalize("NFC", made)
    return made.upper() if found.group()[0].isupper() else made


def from_windows_1258(text: str) -> str:
    """Return Windows-1258 read as Windows-1252 in Unicode; as it is where that cannot be."""
    try:
        return unicodedata.normalize("NFC", text.encode("cp1252").decode("cp1258"))
    except UnicodeError:
        return text


CONVERTERS: dict[Encoding, Callable[[str], str]] = {
    Encoding.TCVN3: from_tcvn3,
    Encoding.VNI: from_vni,
    Encoding.WINDOWS_1258: from_windows_1258,
}


def encoding_of_font(font: str) -> Encoding | None:
    """Return what a font of the old times shows, or None for a Unicode font."""
    found = LEGACY_FONT.match(font)
    if found is None:
        return None
    return Encoding.TCVN3 if found.group("tcvn") else Encoding.VNI


def shows_capitals(font: str) -> bool:
    """Return whether a font shows small letters as capitals (``.VnTimeH``)."""
    return _UPPER_FONT.match(font) is not None


def legacy_encoding(text: str) -> Encoding | None:
    """Return the old encoding a text is written in although it came as Unicode, or None."""
    head = text[:_MOST_LETTERS]
    if not any("\u00a1" <= sign <= "\u00ff" for sign in head) or _reads(head) > BAD_SHARE:
        return None
    shares = {encoding: _reads(convert(head)) for encoding, convert in CONVERTERS.items()}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= GOOD_SHARE else None


def _reads(text: str) -> float:
    return share_of_syllables(text)


@dataclass(frozen=True)
class Decoded:
    """The text of a file, how it was written, and which other readings make some sense."""

    text: str
    encoding: Encoding
    others: tuple[Encoding, ...] = ()

    @property
    def is_converted(self) -> bool:
        """Return whether a person should look at the conversion."""
        return self.encoding not in (Encoding.UTF_8, Encoding.UTF_16)


def decode(content: bytes, encoding: Encoding | None = None) -> Decoded:
    """Return the text of a file of unknown encoding, or read as the one a person chose."""
    if encoding is not None:
        return Decoded(_decoded_as(content, encoding), encoding)
    plain = _unicode(content)
    if plain is None:
        return _guessed(content)
    legacy = legacy_encoding(plain.text)
    if legacy is None:
        return plain
    return Decoded(CONVERTERS[legacy](plain.text), legacy, (plain.encoding,))


def _unicode(content: bytes) -> Decoded | None:
    """Return the content as Unicode, or None if it is none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(content.decode("utf-16", errors="replace"), Encoding.UTF_16)
    for name, zeros in (("utf-16-le", content[1:400:2]), ("utf-16-be", content[0:400:2])):
        if len(zeros) > 2 and zeros.count(0) > len(zeros) / 2:
            return Decoded(content.decode(name, errors="replace"), Encoding.UTF_16)
    try:
        return Decoded(content.decode("utf-8-sig"), Encoding.UTF_8)
    except UnicodeDecodeError:
        return None


def _guessed(content: bytes) -> Decoded:
    """Return bytes that are no Unicode in the reading with the most Vietnamese syllables."""
    texts = {encoding: _decoded_as(content, encoding) for encoding in CONVERTERS}
    shares = {encoding: _reads(text[:_MOST_LETTERS]) for encoding, text in texts.items()}
    best = max(shares, key=lambda encoding: shares[encoding])
    if shares[best] < BAD_SHARE:
        as_utf_8 = content.decode("utf-8", errors="replace")
        if as_utf_8.count("\ufffd") < len(as_utf_8) / 100:  # a few broken letters in good text
            return Decoded(as_utf_8, Encoding.UTF_8, tuple(CONVERTERS))
        best = Encoding.WINDOWS_1252
        return Decoded(_decoded_as(content, best), best, tuple(CONVERTERS))
    others = tuple(encoding for encoding in CONVERTERS if encoding is not best)
    return Decoded(texts[best], best, others)


def _decoded_as(content: bytes, encoding: Encoding) -> str:
    if encoding is Encoding.UTF_8:
        return content.decode("utf-8-sig", errors="replace")
    if encoding is Encoding.UTF_16:
        has_bom = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return content.decode("utf-16" if has_bom else "utf-16-le", errors="replace")
    if encoding is Encoding.WINDOWS_1258:
        return unicodedata.normalize("NFC", content.decode("cp1258", errors="replace"))
    read = content.decode("cp1252", errors="replace")
    return CONVERTERS[encoding](read) if encoding in CONVERTERS else read
