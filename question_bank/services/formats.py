"""The formats questions come in and go out: one place that knows their names and files.

A format is recognised from the content; the file's name decides only where the content does not.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from foundation.errors import N_, InvalidInput
from question_bank.readers import aiken, gift, moodle_xml, qti
from question_bank.readers.sheets import csv_file, workbook
from question_bank.readers.word import read_word
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats.aiken import write_aiken
from question_bank.rules.formats.encodings import decode
from question_bank.rules.formats.gift.writing import write_gift
from question_bank.rules.formats.moodle.writing import write_moodle
from question_bank.rules.formats.qti.packing import write_qti_2, write_qti_3
from question_bank.rules.formats.writing import Written
from question_bank.rules.reading import ReadFile
from question_bank.services.writers import write_csv, write_docx, write_docx_paper, write_xlsx

Read = Callable[[bytes], ReadFile]
Write = Callable[[Sequence[QuestionDraft], Mapping[str, str]], Written]


class UnknownFormat(InvalidInput):
    """No such format, or one that is not written."""

    message = N_("There is no format “%(name)s”. Known are: %(known)s.")


@dataclass(frozen=True)
class Format:
    """A format of files with questions."""

    name: str
    """How the command line calls it."""
    title: str
    """A msgid for pages."""
    endings: tuple[str, ...]
    """The first is the one we write."""
    place: str
    """A msgid that says where an item stands: its placeholder is ``where``."""
    media_type: str = "text/plain"
    read: Read | None = None
    write: Write | None = None
    holds: str = ""
    """A msgid that says whom it is for."""

    def writes(self, drafts: Sequence[QuestionDraft], topics: Mapping[str, str]) -> Written:
        """Return a file of questions.

        Raises:
            UnknownFormat: the format is only read.
        """
        if self.write is None:
            raise UnknownFormat(name=self.name, known="")
        return self.write(drafts, topics)


LINE = N_("line %(where)s")
ITEM = N_("item %(where)s")
XML, ZIP = "application/xml", "application/zip"
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD, EXCEL = f"{OFFICE}.wordprocessingml.document", f"{OFFICE}.spreadsheetml.sheet"
AS_IT_IS = N_("%(where)s")

PAPER = "docx-paper"
"""A paper to be printed: written, never read."""

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("docx", N_("Word"), (".docx",), AS_IT_IS, WORD, read_word, write_docx,
               N_("A paper with its answers, to read and to bring in again.")),
        Format(PAPER, N_("Word without answers"), (".docx",), AS_IT_IS, WORD, None,
               write_docx_paper, N_("A paper to print.")),
        Format("xlsx", N_("Excel"), (".xlsx", ".ods"), AS_IT_IS, EXCEL, workbook, write_xlsx,
               N_("A row for each question, to be edited and brought in again.")),
        Format("csv", N_("CSV"), (".csv", ".tsv"), LINE, "text/csv", csv_file, write_csv,
               N_("The same rows as text.")),
        Format("gift", "GIFT", (".gift", ".txt"), LINE, read=gift.read, write=write_gift,
               holds=N_("Text for Moodle and others.")),
        Format("aiken", "Aiken", (".txt", ".aiken"), LINE, read=aiken.read, write=write_aiken,
               holds=N_("Plain text: questions with one right answer only.")),
        Format("moodle-xml", "Moodle XML", (".xml",), ITEM, XML, moodle_xml.read, write_moodle,
               N_("For Moodle, with pictures, topics and tags.")),
        Format("qti", "QTI 2.2", (".zip", ".xml", ".imscc"), ITEM, ZIP, qti.read, write_qti_2,
               N_("A package for other platforms, with pictures.")),
        Format("qti-3.0", "QTI 3.0", (".zip", ".xml"), ITEM, ZIP, qti.read, write_qti_3,
               N_("The newest package for other platforms.")),
    )
}  # fmt: skip
_OTHER_NAMES = {
    "qti22": "qti",
    "qti2": "qti",
    "qti21": "qti",
    "qti3": "qti-3.0",
    "moodle": "moodle-xml",
}


def format_named(name: str) -> Format:
    """Return a format by its name, however its dashes and dots are written.

    Raises:
        UnknownFormat: there is none of this name.
    """
    bare = _bare(name)
    known = {_bare(one): one for one in FORMATS} | _OTHER_NAMES
    if bare not in known:
        raise UnknownFormat(name=name, known=", ".join(FORMATS))
    return FORMATS[known[bare]]


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


_QTI_ROOT = re.compile(
    r"<(?:[\w-]+:)?(?:qti-)?(?:assessment-?(?:Item|Test|Section)|questestinterop|objectbank)\b",
    re.IGNORECASE,
)
_MOODLE_ROOT = re.compile(r"<(?:quiz|question)\b", re.IGNORECASE)
_XML = re.compile(r"\s*(?:<\?xml|<!--|<!DOCTYPE|<[A-Za-z])", re.IGNORECASE)
_AIKEN = re.compile(r"^\s*(?:ANSWER|Đáp\s*án)\s*:\s*[A-Za-z]\b", re.IGNORECASE | re.MULTILINE)
_OPTION = re.compile(r"^\s*[Aa]\s*[.)]\s*\S", re.MULTILINE)
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
            is_moodle = _is_moodle(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return None
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    is_qti = any(name.endswith((".xml", ".qti", ".dat")) for name in names) and not is_moodle
    return "qti" if is_qti else None


def _is_moodle(package: zipfile.ZipFile) -> bool:
    """Return whether the first XML of a package without a list of its members is one of Moodle."""
    names = package.namelist()
    first = next((name for name in names if name.lower().endswith(".xml")), "")
    if not first or any(name.lower().endswith("imsmanifest.xml") for name in names):
        return False
    with package.open(first) as part:
        return _text(decode(part.read(4096))[0], "") == "moodle-xml"


def _text(text: str, ending: str) -> str | None:
    if _XML.match(text):
        for name, root in (("qti", _QTI_ROOT), ("moodle-xml", _MOODLE_ROOT)):
            if root.search(text):
                return name
    if text.lstrip()[:5].lower() in ("<?xml", "<!doc"):  # of another program, whatever is in it
        return "moodle-xml" if ending == ".xml" else None
    if _AIKEN.search(text) and _OPTION.search(text):
        return "aiken"
    if _GIFT.search(text):
        return "gift"
    if ending in (".csv", ".tsv"):
        return "csv"
    return {".gift": "gift", ".aiken": "aiken", ".xml": "moodle-xml"}.get(ending)


def format_for_name(file_name: str) -> str:
    """Return the name of the format that is written to a file of this name; "" for none."""
    ending = PurePath(file_name).suffix.lower()
    found = (one.name for one in FORMATS.values() if one.write and one.endings[0] == ending)
    return next(found, "")
