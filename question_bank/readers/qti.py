"""Reads QTI: one item, a test, or a package with pictures; versions 1.2, 2.1, 2.2 and 3.0."""

import io
import zipfile

from foundation.errors import N_, InvalidInput
from foundation.packages import WrongFile, check_package
from question_bank.readers.child import read_apart
from question_bank.readers.xml import (
    LARGEST_TEXT,
    BrokenXml,
    DocumentType,
    TooDeep,
    TooLarge,
    whole,
)
from question_bank.rules.formats import remarks
from question_bank.rules.formats.qti.gathering import read_document, read_package
from question_bank.rules.formats.qti.package import Package
from question_bank.rules.reading import ReadFile, Remark

MOST_MEMBERS = 25_000
_XML = (".xml", ".qti", ".dat")


class StrangePath(InvalidInput):
    """A member of the package names a place outside of it."""

    message = N_("This package names files outside of itself. It was not read.")


def read(content: bytes | str) -> ReadFile:
    """Return the items of a QTI file or package.

    Raises:
        BrokenXml, DocumentType, FileTooLarge, MacrosInside, StrangePath, TooDeep, TooLarge,
        TooMuchInside, Unreadable, WrongFile: it is not read at all.
    """
    data = content.encode() if isinstance(content, str) else content
    if data[:2] == b"PK":
        _check(data)
    return read_apart(read_here, data)


def _check(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise WrongFile(kind="QTI") from error
    if any(
        ".." in name.replace("\\", "/").split("/") or name[:1] in "/\\" for name in names if name
    ):
        raise StrangePath
    found = sorted(names, key=lambda name: (not name.endswith("imsmanifest.xml"), len(name)))
    must_hold = next((name for name in found if name.lower().endswith(_XML)), "imsmanifest.xml")
    check_package(
        content, kind="QTI", must_hold=must_hold, largest=LARGEST_TEXT, most_members=MOST_MEMBERS
    )


def read_here(content: bytes) -> ReadFile:
    """Read in this process: for the child only."""
    if content[:2] != b"PK":
        return read_document(whole(content))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [one.filename for one in archive.infolist() if not one.is_dir()]
        package = Package(tuple(names), archive.read, _parsed)
        found = read_package(package)
    inner = [name for name in names if name.lower().endswith((".zip", ".imscc", ".7z", ".rar"))]
    told = tuple((name, Remark(remarks.INNER_PACKAGE, {"name": name})) for name in inner[:20])
    return ReadFile(found.format, found.items, (*found.remarks, *told))


def _parsed(content: bytes) -> tuple[object, str]:
    """Return the root of a member, or why it cannot be read."""
    try:
        return whole(content), ""
    except DocumentType:
        return None, remarks.DOCTYPE_INSIDE
    except (BrokenXml, TooDeep, TooLarge):
        return None, remarks.BROKEN_ITEM
