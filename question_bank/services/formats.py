"""The formats questions come in and go out: one place that knows their names and files.

A format is recognised from the content; the file's name decides only where the content does not.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from foundation.errors import N_
from question_bank.rules.formats.encodings import decode
from question_bank.rules.reading import ReadFile
from question_bank.services.readers import aiken, gift, moodle_xml, qti

Read = Callable[[bytes], ReadFile]


@dataclass(frozen=True)
class Format:
    """A format of files with questions."""

    name: str
    """How the command line calls it."""
    title: str
    """A msgid for pages."""
    endings: tuple[str, ...]
    place: str
    """A msgid that says where an item stands: its placeholder is ``where``."""
    read: Read | None = None


LINE = N_("line %(where)s")
ITEM = N_("item %(where)s")

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("gift", N_("GIFT"), (".gift", ".txt"), LINE, gift.read),
        Format("aiken", N_("Aiken"), (".txt", ".aiken"), LINE, aiken.read),
        Format("moodle-xml", N_("Moodle XML"), (".xml",), ITEM, moodle_xml.read),
        Format("qti", N_("QTI"), (".zip", ".xml", ".imscc"), ITEM, qti.read),
    )
}
"""Word and spreadsheets are added by their own modules."""

_QTI_ROOT = re.compile(
    r"<(?:[\w-]+:)?(?:qti-)?(?:assessment-?(?:Item|Test|Section)|questestinterop|objectbank)\b",
    re.IGNORECASE,
)
_MOODLE_ROOT = re.compile(r"<(?:quiz|question)\b", re.IGNORECASE)
_XML = re.compile(r"\s*(?:<\?xml|<!--|<!DOCTYPE|<[A-Za-z])", re.IGNORECASE)
_AIKEN = re.compile(r"^\s*(?:ANSWER|Đáp\s*án)\s*:\s*[A-Za-z]\b", re.IGNORECASE | re.MULTILINE)
_OPTION = re.compile(r"^\s*A\s*[.)]\s*\S", re.MULTILINE)
_GIFT = re.compile(
    r"^\s*\$CATEGORY:|^\s*::.*?::|(?<!\\)\{\s*(?:\}|[=~#]|(?:T|F|TRUE|FALSE)\b)",
    re.IGNORECASE | re.MULTILINE,
)
HEAD = 200_000


def recognise_format(content: bytes, file_name: str = "") -> str | None:
    """Return the name of the format a file is in, from its content; None where it is none.

    A package of Word or Excel is ``docx`` or ``xlsx``; a text that is none of the formats for
    questions and has the name of a table is ``csv``.
    """
    if content[:2] == b"PK":
        return _package(content)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "xls" if PurePath(file_name).suffix.lower() != ".doc" else None
    text, _encoding = decode(content[:HEAD])
    if b"\0" in content[:HEAD] and "\0" in text:
        return None
    return _text(text, PurePath(file_name).suffix.lower())


def _package(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = {name.lower() for name in package.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return None
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    return "qti" if any(name.endswith((".xml", ".qti", ".dat")) for name in names) else None


def _text(text: str, ending: str) -> str | None:
    if _XML.match(text):
        if _QTI_ROOT.search(text):
            return "qti"
        if _MOODLE_ROOT.search(text):
            return "moodle-xml"
    if _AIKEN.search(text) and _OPTION.search(text):
        return "aiken"
    if _GIFT.search(text):
        return "gift"
    if ending in (".csv", ".tsv"):
        return "csv"
    return {".gift": "gift", ".aiken": "aiken", ".xml": "moodle-xml"}.get(ending)
