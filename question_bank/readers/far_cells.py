"""Finds the one cell far away that would make a sheet huge, before the sheet is opened.

The library that reads the values lays out every cell between the first and the last one.
"""

import io
import re
import zipfile
import zlib

from defusedxml import ElementTree

from foundation.errors import N_, InvalidInput
from question_bank.readers.cell_looks import column_of, parts_of

MOST_CELLS = 3_000_000
_CHUNK, _OVERLAP = 2**20, 400
_FILLED = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]{0,200}\s)?r="([A-Z]{1,3})(\d{1,7})"[^<>]*(?<!/)>')


class SheetTooLarge(InvalidInput):
    """A sheet reaches further than any list of questions."""

    message = N_(
        "The sheet “%(sheet)s” reaches to row %(row)s, column %(column)s: too far for a list of "
        "questions. Delete what stands far below or far to the right, save it and send it again."
    )


def refuse_far_cells(content: bytes) -> None:
    """Refuse a workbook with a sheet whose cells lie too far apart.

    Raises:
        SheetTooLarge: there is such a sheet.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            if "xl/workbook.xml" not in names:
                return
            for name, part in parts_of(package).items():
                if part in names:
                    _measure(package, name, part)
    except (zipfile.BadZipFile, ElementTree.ParseError, ValueError, KeyError, OSError, zlib.error):
        return  # what is damaged is told by the reader itself


def _measure(package: zipfile.ZipFile, name: str, part: str) -> None:
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    with package.open(part) as opened:
        rest = b""
        while chunk := opened.read(_CHUNK):
            found = _FILLED.findall(rest + chunk)
            columns.update(letters for letters, _ in found)
            rows.update(number for _, number in found)
            rest = chunk[-_OVERLAP:]
    if not rows:
        return
    across = [column_of(letters.decode()) + 1 for letters in columns]
    down = [int(number) for number in rows]
    width, height = max(across) - min(across) + 1, max(down) - min(down) + 1
    if width * height > MOST_CELLS:
        raise SheetTooLarge(sheet=name, row=max(down), column=max(across))
