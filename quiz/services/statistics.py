"""Figures of a test from a file with marks; nothing is kept."""

from dataclasses import dataclass

from foundation.encodings import decode
from foundation.errors import N_, InvalidInput
from foundation.packages import FileTooLarge
from quiz.rules.marks_table import MarksTable, NoTable, read_marks
from quiz.rules.statistics import ItemFigures, WholeFigures, item_figures, whole_figures

LARGEST_TABLE = 10 * 2**20


class FileMissing(InvalidInput):
    """There is no such file."""

    message = N_("There is no file “%(name)s”.")


@dataclass(frozen=True)
class MarksFigures:
    """A table of marks and what it tells."""

    table: MarksTable
    items: tuple[ItemFigures, ...]
    test: WholeFigures


def figures_of_marks(content: bytes) -> MarksFigures:
    """Return the figures of a table of marks.

    Raises:
        FileTooLarge, BadMarksTable: it is not read.
    """
    if len(content) > LARGEST_TABLE:
        raise FileTooLarge(most=LARGEST_TABLE // 2**20)
    text = decode(content).text
    if "\0" in text:
        raise NoTable
    table = read_marks(text)
    return MarksFigures(
        table, tuple(item_figures(table.marks, table.maxima)), whole_figures(table.marks)
    )
