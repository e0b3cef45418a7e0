"""Zip packages from outside (Word, Excel): looked at before anything in them is read."""

import io
import zipfile
from http import HTTPStatus
from pathlib import Path

from foundation.errors import N_, InvalidInput

LARGEST_FILE = 20 * 2**20
"""Ten thousand questions in the most talkative format, or a Word paper with many photos."""
MOST_MEMBERS = 2_000
LARGEST_UNPACKED = 200 * 2**20
CONTENT_TYPES = "[Content_Types].xml"
"""Names the kind of every part: one with macros stays one when it is renamed."""
LARGEST_LIST = 2**20
HIGHEST_RATIO = 200
"""An ordinary Word file unpacks to ten or twenty times its size; a bomb to thousands."""


class FileTooLarge(InvalidInput):
    """The file is larger than any paper is."""

    message = N_("The file is larger than %(most)s MB.")
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class WrongFile(InvalidInput):
    """The content is not of the kind the name says."""

    message = N_(
        "The file is damaged, or it is not a %(kind)s file. Open it, save it again and send it."
    )


class MacrosInside(InvalidInput):
    """A document with a program in it."""

    message = N_("This file holds macros. Save it as a file without macros and send it again.")


class TooMuchInside(InvalidInput):
    """The package unpacks to far more than it should."""

    message = N_("This file unpacks to too much. It was not read.")


class DoctypeInPackage(InvalidInput):
    """A part declares a document type."""

    message = N_("This file declares a document type (DOCTYPE). It was not read.")


def content_of(file: Path) -> bytes:
    """Return what is in a file; of one too large no more than shows that it is.

    Raises:
        OSError: there is no such file, or it cannot be read.
    """
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)


def check_package(
    content: bytes,
    *,
    kind: str,
    must_hold: str,
    largest: int = LARGEST_FILE,
    most_members: int = MOST_MEMBERS,
) -> None:
    """Look at a zip package from outside.

    Args:
        kind: how the sentence of a refusal calls it, such as ``Word``.
        must_hold: the member that makes it one, such as ``word/document.xml``.
        largest: bytes the package itself may have.
        most_members: members it may have.

    Raises:
        FileTooLarge, WrongFile, MacrosInside, TooMuchInside, DoctypeInPackage: not read at all.
    """
    if len(content) > largest:
        raise FileTooLarge(most=largest // 2**20)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            if must_hold not in {member.filename for member in members}:
                raise WrongFile(kind=kind)
            _check_members(members, len(content), most_members)
            _check_types(package, members)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise WrongFile(kind=kind) from error


def _check_members(members: list[zipfile.ZipInfo], packed: int, most_members: int) -> None:
    if any(member.filename.lower().endswith("vbaproject.bin") for member in members):
        raise MacrosInside
    unpacked = sum(member.file_size for member in members)
    if len(members) > most_members or unpacked > min(LARGEST_UNPACKED, HIGHEST_RATIO * packed):
        raise TooMuchInside


def _check_types(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Unpack each part within its declared size, and refuse any that declares a document type."""
    for member in members:
        is_list = member.filename == CONTENT_TYPES
        with package.open(member) as part:
            head = part.read(LARGEST_LIST if is_list else 4096)
            left = member.file_size - len(head)
            while chunk := part.read(65536):
                left -= len(chunk)
                if left < 0:
                    raise TooMuchInside
        if member.filename.endswith((".xml", ".rels")) and b"<!doctype" in head.lower():
            raise DoctypeInPackage
        if is_list and any(word in head.lower() for word in (b"macroenabled", b"vbaproject")):
            raise MacrosInside


def unpacked_size(content: bytes) -> int:
    """Return how large a package says it is unpacked; the size itself where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return sum(member.file_size for member in package.infolist())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return len(content)
