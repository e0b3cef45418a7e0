"""Which kind of file it is, told by its content, and the reader for it, in a child process."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from foundation.encodings import decode
from foundation.packages import (
    LARGEST_FILE,
    FileTooLarge,
    WrongFile,
    check_package,
    unpacked_size,
)
from foundation.sandbox import in_child
from question_bank.readers.child import Refused, guarded
from question_bank.readers.sheets import (
    head_of_csv,
    head_of_workbook,
    read_csv_file,
    read_workbook,
)
from question_bank.readers.word import read_word
from question_bank.rules.citing import with_source_apart
from question_bank.rules.columns import columns_of
from question_bank.rules.importing import checked
from question_bank.rules.reading import ReadFile
from question_bank.rules.sheets import MARKDOWN, csv_sheet
from question_bank.services.formats import FORMATS, recognise_format
from question_bank.services.importing.refusals import (
    OTHER_KINDS,
    EmptyFile,
    HasPassword,
    NothingFound,
    NothingInside,
    OldWord,
    OtherOffice,
    Packed,
    PlainText,
    UnknownFormat,
    WebPage,
)

LEAST_SECONDS = 7
MOST_SECONDS = 30
"""A file that lies is given up after so much work; a large one gets two more for each MB."""
MORE_MEMORY = 195 * 2**20
"""Enough for as many questions as one file may hold (``readers.child.MOST_QUESTIONS``)."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_TEXT = (b"PK\x03\x04", _OLE, b"%PDF-")
TEXTS = frozenset({"gift", "aiken", "csv"})
HEAD = 2000
_OTHER_PROGRAM = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*<\?mso-application|<!doctype html|(?:<\?xml[^>]*>\s*)?<html\b"
    r"|MIME-Version:(?s:.*?)multipart/related)",
    re.IGNORECASE,
)
"""A page of the web, or what Word and Excel once wrote as XML."""
READ_ALONE = frozenset(ending for one in FORMATS.values() for ending in one.endings)
_LETTERED = re.compile(r"^\s*\*?A\s*[.)]\s*\S", re.IGNORECASE | re.MULTILINE)
_WORD_PART = re.compile(r"word/document\d*\.xml")


def format_of(content: bytes, file_name: str = "") -> str:
    """Return the code of a file's format, told by its content.

    The name decides only where the content does not.

    Raises:
        Refusal: not read at all.
    """
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(most=LARGEST_FILE // 2**20)
    if not content.strip(b"\0 \t\r\n"):
        raise EmptyFile
    _refuse_other_kinds(content)
    if content.startswith(b"PK"):
        return _format_of_package(content)
    if content.startswith(_OLE):
        return _format_of_old(content)
    if _is_sheet(content, is_sure=True):
        return "csv"
    told = recognise_format(content, file_name)
    if told is None and _is_sheet(content, is_sure=False):
        return "csv"
    if told is None:
        raise PlainText if _LETTERED.search(decode(content[:HEAD]).text) else UnknownFormat
    return told


def _refuse_other_kinds(content: bytes) -> None:
    """Refuse what people send by mistake, each with what to do instead."""
    for beginning, refusal in OTHER_KINDS.items():
        if content.startswith(beginning):
            raise refusal
    if _OTHER_PROGRAM.match(decode(content[:HEAD]).text):
        raise WebPage


def _format_of_package(content: bytes) -> str:
    names = _members(content)
    if any(_WORD_PART.fullmatch(name) for name in names):
        return "docx"
    if any(name.startswith("xl/workbook.") for name in names):
        return "xlsx"
    if "content.xml" in names:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            kind = package.read("mimetype")[:200] if "mimetype" in names else b""
        if b"spreadsheet" in kind:
            return "xlsx"
        raise OtherOffice
    told = recognise_format(content)
    if told is None:
        is_packed = any(PurePath(name).suffix.lower() in READ_ALONE for name in names)
        raise Packed if is_packed else UnknownFormat
    return told


def _members(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise WrongFile(kind="Word, Excel") from error


def _format_of_old(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise HasPassword
    if "WordDocument".encode("utf-16-le") in content:
        raise OldWord
    is_book = any(name.encode("utf-16-le") in content for name in ("Workbook", "Book"))
    if is_book:
        return "xlsx"
    raise UnknownFormat


def _is_sheet(content: bytes, *, is_sure: bool) -> bool:
    """Return whether a text is a table: a row names columns, or all rows have as many cells."""
    if b"\0" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        zeros = content[:4000].count(0)
        if zeros < len(content[:4000]) / 4:
            return False
    rows = csv_sheet(decode(content[:200_000]).text).rows[:20]
    if any(columns_of([cell.replace(MARKDOWN, "") for cell in cells]) for _, cells in rows):
        return True
    if is_sure:
        return False
    widths = [len(cells) for _, cells in rows if any(cells)]
    return len(widths) > 1 and widths.count(widths[0]) == len(widths) and widths[0] > 2


Reader = Callable[[bytes, Mapping[str, object]], ReadFile]


def _reader(code: str) -> Callable[[bytes], ReadFile]:
    read = FORMATS[code].read
    if read is None:
        raise UnknownFormat
    return read


def _read_docx(content: bytes, _settings: Mapping[str, object]) -> ReadFile:
    return read_word(content)


READERS: dict[str, Reader] = {"docx": _read_docx, "xlsx": read_workbook, "csv": read_csv_file}


def read_file(
    content: bytes,
    format_code: str | None = None,
    settings: Mapping[str, object] | None = None,
    *,
    file_name: str = "",
) -> ReadFile:
    """Return the questions of a file and what belongs to none; nothing is stored.

    Args:
        content: the file.
        format_code: one of ``FORMATS`` where a person said it; else told by the content.
        settings: ``encoding`` and ``columns``, where a person chose them.
        file_name: what decides where the content does not.

    Raises:
        Refusal: the file as a whole is refused.
    """
    code = format_code or format_of(content, file_name)
    _look_at(content, code)
    if code in READERS:
        found = _apart(READERS[code], content, settings or {})
    else:
        found = _apart(_reader(code), content)
    if not found.items:
        raise NothingFound if code in READERS else NothingInside(kind=FORMATS[code].title)
    return replace(found, items=tuple(checked(with_source_apart(one)) for one in found.items))


def _look_at(content: bytes, code: str) -> None:
    """Refuse at once what is not of the kind it should be, or unpacks to too much."""
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(most=LARGEST_FILE // 2**20)
    if not content.strip(b"\0 \t\r\n"):
        raise EmptyFile
    if code in TEXTS and content.startswith(_NO_TEXT):
        raise UnknownFormat
    if content.startswith(_OLE) and code in ("docx", "xlsx") and _format_of_old(content) != code:
        raise UnknownFormat
    if code == "docx":
        part = next((n for n in _members(content) if _WORD_PART.fullmatch(n)), "word/document.xml")
        check_package(content, kind="Word", must_hold=part)
    elif code == "xlsx" and not content.startswith(_OLE):
        names = _members(content)
        part = next((n for n in names if n.startswith("xl/workbook.")), "xl/workbook.xml")
        check_package(
            content, kind="Excel", must_hold="content.xml" if "content.xml" in names else part
        )


def _apart(read: Callable[..., ReadFile], *arguments: object) -> ReadFile:
    seconds = _seconds(arguments[0])
    found = in_child(guarded, read, *arguments, seconds=seconds, more_memory=MORE_MEMORY)
    if isinstance(found, Refused):
        raise found.refusal(**found.facts)
    result: ReadFile = found
    return result


def _seconds(content: object) -> int:
    size = unpacked_size(content) if isinstance(content, bytes) else 0
    return min(LEAST_SECONDS + 2 * size // 2**20, MOST_SECONDS)


def head_of(
    content: bytes, format_code: str, settings: Mapping[str, object]
) -> Sequence[Sequence[str]]:
    """Return the first rows of a sheet, for a person to say what its columns hold."""
    head = head_of_workbook if format_code == "xlsx" else head_of_csv
    _look_at(content, format_code)
    rows: Sequence[Sequence[str]] = in_child(
        head, content, settings, seconds=LEAST_SECONDS, more_memory=MORE_MEMORY
    )
    return rows
