"""Rows of a sheet that say nothing alone: headings between questions, options one below another."""

import re
from collections.abc import Iterable, Iterator, Sequence

from foundation.text import search_key
from question_bank.rules.columns import LETTERS, Columns, Role
from question_bank.rules.lettered_cells import OWN_LABEL, lettered, without_label
from question_bank.rules.recognising.lines import HEADING, heading_words, is_capitals
from question_bank.rules.rows import TICKS

Cells = tuple[str, ...]
Numbered = tuple[int, Cells]
MOST_OPTIONS = 10
LONGEST_KEY = 12
_TICKS = TICKS | {""}
_LETTER = re.compile(r"[A-Ja-j][.)]?")
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
        if group is not None and group.takes(number, cells):
            continue
        if group is not None:
            yield from group.rows()
        group = _Group(columns, number, cells)
    if group is not None:
        yield from group.rows()


class _Group:
    """A row with a question, and the rows below it that have only an option each.

    An option stands in a column of its own, from the question's row on or from the next; or in the
    column of questions behind its letter, which may stand where the numbers stand.
    """

    def __init__(self, columns: Columns, number: int, head: Cells) -> None:
        self.columns = columns
        self.head = (number, head)
        self.below: list[Numbered] = []
        first = self._aside(head)
        self.options = [(first, head)] if first and not lettered(first)[1] else []
        self.is_open = bool(columns.text(head, Role.STEM)) and not (first and not self.options)

    def takes(self, number: int, cells: Cells) -> bool:
        """Return whether a row goes on with the question, and keep its option."""
        text = self._option(cells) if self.is_open and len(self.options) < MOST_OPTIONS else ""
        if text:
            self.options.append((text, cells))
            self.below.append((number, cells))
        return bool(text)

    def _option(self, cells: Cells) -> str:
        """Return the option a row holds, nothing where it is no further row of this question."""
        letter = LETTERS[len(self.options)]
        stem, sign = self.columns.text(cells, Role.STEM), self.columns.text(cells, Role.NUMBER)
        if stem and sign.strip(" .):").upper() == letter:
            return stem
        if sign not in ("", self.columns.text(self.head[1], Role.NUMBER)):
            return ""
        if stem in ("", self.columns.text(self.head[1], Role.STEM)):
            return self._aside(cells)
        is_lettered = OWN_LABEL.match(stem) and stem.lstrip()[0].upper() == letter
        return stem if is_lettered else ""

    def _aside(self, cells: Cells) -> str:
        """Return the words of the first column that has no name known here, its letter aside."""
        named = set(self.columns.roles.values())
        words = (cell.strip() for at, cell in enumerate(cells) if at not in named)
        return next((one for one in words if one and not _LETTER.fullmatch(one)), "")

    def rows(self) -> Iterator[Numbered]:
        """Yield all as one row, its options in one cell, each with its letter.

        Where there are not two options, the rows say what they say each by itself.
        """
        number, head = self.head
        if len(self.options) < 2:
            yield from (self.head, *self.below)
            return
        cells = [*head, *[""] * (self.columns.roles[Role.STEM] + 1 - len(head))]
        if first := self._aside(head):
            cells[next(at for at, cell in enumerate(head) if cell.strip() == first)] = ""
        texts = [without_label(text) for text, _ in self.options]
        listed = (f"{LETTERS[at]}. {text}" for at, text in enumerate(texts))
        cells[self.columns.roles[Role.STEM]] += "".join(f"\n{line}" for line in listed)
        self._tick(cells)
        yield number, tuple(cells)

    def _tick(self, cells: list[str]) -> None:
        """Name the ticked options where the key stands, unless it is named there already."""
        key = self.columns.roles.get(Role.KEY)
        said = [self.columns.text(row, Role.KEY) for _, row in self.options]
        ticked = [LETTERS[at] for at, sign in enumerate(said) if search_key(sign) in TICKS]
        is_merged = len(set(said)) == 1
        if key is not None and ticked and not is_merged and {search_key(s) for s in said} <= _TICKS:
            cells += [""] * (key + 1 - len(cells))
            cells[key] = ", ".join(ticked)
