"""Reads GIFT files."""

import unicodedata
from dataclasses import replace

from foundation.encodings import decode
from question_bank.readers.xml import LARGEST_TEXT, TooLarge
from question_bank.rules.formats import remarks
from question_bank.rules.formats.gift.reading import read_gift
from question_bank.rules.reading import ReadFile, Remark


def text_of(content: bytes | str) -> tuple[str, tuple[tuple[str, Remark], ...]]:
    """Return the letters of a text file, with a remark where its encoding was guessed.

    Raises:
        TooLarge: larger than any file of questions.
    """
    if isinstance(content, str):
        return _lines(content), ()
    if len(content) > LARGEST_TEXT:
        raise TooLarge(most=LARGEST_TEXT // 2**20)
    read = decode(content)
    told = Remark(remarks.ENCODING, {"encoding": read.encoding.value})
    return _lines(read.text), (("1", told),) if read.is_converted else ()


def _lines(text: str) -> str:
    """Return text in NFC with the line ends of today."""
    normal = unicodedata.normalize("NFC", text.lstrip("\ufeff"))
    return normal.replace("\r\n", "\n").replace("\r", "\n")


def read(content: bytes | str) -> ReadFile:
    """Return the questions of a GIFT file.

    Raises:
        TooLarge: it is not read at all.
    """
    text, told = text_of(content)
    found = read_gift(text)
    return replace(found, remarks=(*found.remarks, *told))
