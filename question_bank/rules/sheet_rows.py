"""Rows of a sheet that say nothing alone: headings between questions, options one below another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from foundation.text import search_key
from question_bank.rules.columns import LETTERS, Columns, Role
from question_bank.rules.lettered_cells import lettered, without_label
from question_bank.rules.recognising.lines import HEADING, heading_words, is_capitals
from question_bank.rules.rows import TICKS

Cells = tuple[str, ...]
Numbered = tuple[int, Cells]
MOST_OPTIONS = 10
LONGEST_KEY = 12
_ROMAN = re.compile(r"[IVX]{1,5}[.)]?")


def heading_of(cells: Sequence[str], columns: Columns) -> str:
    """Return the words of a row that has nothing but a title, as a topic; else nothing."""
    filled = {cell.strip() for cell in cells if cell.strip()}
    words = next(iter(filled), "")
    is_title = len(filled) == 1 and any(sign.isalpha() for sign in words) and len(words) <= 200
    is_aside = is_title and not columns.text(cells, Role.STEM)
    return (heading_words(words) or words) if is_aside else ""


def section_of(cells: Sequence[str], columns: Columns) -> str:
    """Return the words of a title that stands where the questions stand; else nothing.

    It has no answers, and its number is Roman, or it begins as a heading does or is in capitals.
    """
    words, number = columns.text(cells, Role.STEM), columns.text(cells, Role.NUMBER)
    others = [cell for cell in cells if cell.strip() and cell.strip() not in (words, number)]
    if not words or others or not columns.options:
        return ""
    is_title = _ROMAN.fullmatch(number) or HEADING.match(words) or is_capitals(words)
    return (heading_words(words) or words) if is_title else ""


def whole_cells(rows: Sequence[Cells]) -> Columns | None:
    """Return the columns of a sheet without names whose cells hold whole questions, or None.

    The column of short cells behind it, if there is one, is that of the key.
    """
    filled = [cells for cells in rows if any(cell.strip() for cell in cells)]
    for at in range(max(map(len, filled), default=0)):
        whole = [cells for cells in filled if len(cells) > at and _is_whole(cells[at])]
        if len(whole) < 2 or 2 * len(whole) < len(filled):
            continue
        keys = [cells[at + 1].strip() for cells in whole if len(cells) > at + 1]
        has_keys = any(keys) and all(len(key) <= LONGEST_KEY for key in keys)
        return Columns({Role.STEM: at} | ({Role.KEY: at + 1} if has_keys else {}), ())
    return None


def _is_whole(cell: str) -> bool:
    lead, options = lettered(cell)
    return bool(lead and options)


def gathered(rows: Iterable[Numbered], columns: Columns) -> Iterator[Numbered]:
    """Yield a row a question, where each option stood in a row of its own."""
    if columns.options:
        yield from rows
        return
    group: _Group | None = None
    for number, cells in rows:
        if group is not None and group.takes(cells):
            group.rows.append(cells)
            continue
        if group is not None:
            yield group.row()
        group = _Group(columns, number, [cells])
    if group is not None:
        yield group.row()


@dataclass
class _Group:
    """A row with a question, and the rows below it that have only further options."""

    columns: Columns
    number: int
    rows: list[Cells]

    def takes(self, cells: Cells) -> bool:
        """Return whether a row goes on with the question: its cell is empty, or merged with it."""
        stem = self.columns.text(self.rows[0], Role.STEM)
        further = self.columns.text(cells, Role.STEM)
        number = self.columns.text(cells, Role.NUMBER)
        goes_on = further in ("", stem) and number in (
            "",
            self.columns.text(self.rows[0], Role.NUMBER),
        )
        at = self._place()
        has_option = at is not None and at < len(cells) and bool(cells[at].strip())
        return bool(stem) and goes_on and has_option and len(self.rows) < MOST_OPTIONS

    def _place(self) -> int | None:
        """Return the column of the options: the first that has words and no name known here."""
        named = set(self.columns.roles.values())
        first = self.rows[0]
        places = (at for at, cell in enumerate(first) if at not in named and cell.strip())
        at = next(places, None)
        return None if at is None or lettered(first[at])[1] else at

    def row(self) -> Numbered:
        """Return all as one row: its options in one cell, each with its letter."""
        at = self._place()
        if len(self.rows) == 1 or at is None:
            return self.number, self.rows[0]
        cells = list(self.rows[0])
        options = [without_label(row[at].strip()) for row in self.rows]
        cells[at] = "\n".join(f"{LETTERS[i]}. {words}" for i, words in enumerate(options))
        key = self.columns.roles.get(Role.KEY)
        said = [self.columns.text(row, Role.KEY) for row in self.rows]
        ticked = [LETTERS[i] for i, sign in enumerate(said) if search_key(sign) in TICKS]
        if key is not None and ticked and {search_key(sign) for sign in said} <= TICKS | {""}:
            is_merged = len(set(said)) == 1 and len(said) > 1
            cells[key] = said[0] if is_merged else ", ".join(ticked)
        return self.number, tuple(cells)
