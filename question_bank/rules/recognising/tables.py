"""Tables of Word files: of questions, of answers, of points, or lines that stand in a grid."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from fractions import Fraction

from foundation.text import search_key
from question_bank.rules.bodies import RubricPoint
from question_bank.rules.columns import Columns, Role, columns_of
from question_bank.rules.paragraphs import Marked, Paragraph, Run, Table
from question_bank.rules.reading import ReadItem
from question_bank.rules.recognising.answers import is_answer_grid
from question_bank.rules.recognising.options import first_letter
from question_bank.rules.rows import Row, item_of_row

_LABEL = re.compile(
    r"\s*(?:(?P<number>\d{1,5})|(?P<letter>[A-Ja-j])|(?P<word>(?:câu|bài)\s*\d{1,5}))\s*[.):]?\s*$",
    re.IGNORECASE,
)
TICK = re.compile(r"\s*[xX✓✔√*☑v]\s*$")
_POINTS = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:điểm|đ)?\s*$", re.IGNORECASE)
HEADER_ROWS = 4


class Shape(Enum):
    """What a table is for."""

    ANSWERS = auto()
    QUESTIONS = auto()
    OTHER = auto()

    @staticmethod
    def items(table: Table) -> list[ReadItem]:
        """Return the questions of a table whose columns are known."""
        return list(_items(table))


def shape_of(table: Table, *, is_behind: bool) -> Shape:
    """Return what a table is for.

    Args:
        is_behind: whether it stands behind the heading "ĐÁP ÁN".
    """
    texts = _texts(table)
    if is_answer_grid(texts):
        return Shape.ANSWERS
    if not is_behind and _columns(table) is not None:
        return Shape.QUESTIONS
    return Shape.OTHER


def _texts(table: Table) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in table.rows]


def _text(cell: Sequence[Paragraph]) -> str:
    return "\n".join(line.text.strip() for line in cell if line.text.strip())


def _columns(table: Table) -> tuple[int, Columns] | None:
    for at, row in enumerate(_texts(table)[:HEADER_ROWS]):
        columns = columns_of(row)
        if columns is not None:
            return at, columns
    return None


def _items(table: Table) -> Iterator[ReadItem]:
    found = _columns(table)
    if found is None:
        return
    head, columns = found
    for at, row in enumerate(table.rows[head + 1 :], start=head + 2):
        if not any(_text(cell) for cell in row):
            continue
        marks = {
            column: _marked(cell).marks(0, len(_marked(cell).text))
            for column, cell in enumerate(row)
        }
        number = next((line.number for cell in row for line in cell), table.number)
        values = tuple(_text(cell) for cell in row)
        item = item_of_row(Row(f"¶ {number} ({at})", values, marks), columns)
        if item is not None:
            yield item


def _marked(cell: Sequence[Paragraph]) -> Marked:
    return Marked.of(run for line in cell for run in line.runs)


def rubric_of(table: Table) -> list[RubricPoint]:
    """Return what each row is worth, where a table is one of contents and points."""
    texts = _texts(table)
    head = [search_key(text) for text in texts[0]] if texts else []
    place = next((at for at in reversed(range(len(head))) if "diem" in head[at]), None)
    if place is None or len(head) < 2:
        return []
    found = []
    for row in texts[1:]:
        points = _POINTS.search(row[place]) if place < len(row) else None
        words = [
            text for at, text in enumerate(row) if at != place and text and not _LABEL.match(text)
        ]
        if points is None or not words or search_key(words[0]).startswith(("tong", "cong")):
            continue
        found.append(RubricPoint("\n".join(words), Fraction(points.group(1).replace(",", "."))))
    return found


_SAID = {Role.KEY: "Đáp án", Role.SOURCE: "Căn cứ", Role.EXPLANATION: "Giải thích"}


def lettered_lines(table: Table, word: str) -> list[Paragraph]:
    """Return the lines of a table of questions whose options stand together in one cell.

    Args:
        table: one whose columns are known; nothing is returned where each option has its own.
        word: what stands before the numbers of questions in this file.
    """
    found = _columns(table)
    if found is None or found[1].options:
        return []
    head, columns = found
    rows = [row for row in table.rows[head + 1 :] if any(_text(cell) for cell in row)]
    if not any(_is_lettered(cell) for row in rows for cell in row):
        return []
    return [line for at, row in enumerate(rows, start=1) for line in _whole(row, columns, word, at)]


def _is_lettered(cell: Sequence[Paragraph]) -> bool:
    letters = [letter for line in cell if (letter := first_letter(line.text))]
    return letters[:2] in (["A", "B"], ["a", "b"])


def _whole(
    row: Sequence[Sequence[Paragraph]], columns: Columns, word: str, place: int
) -> Iterator[Paragraph]:
    """Yield a row as the lines of one question: number and words, options, what is said of them."""
    number = columns.text([_text(cell) for cell in row], Role.NUMBER).strip(" .):")
    label = f"{word}{number if number.isdecimal() else place}. "
    named = set(columns.roles.values())
    stem = columns.roles[Role.STEM]
    for line in row[stem] if stem < len(row) else ():
        yield replace(line, runs=(Run(label), *line.runs)) if label else line
        label = ""
    for at, cell in enumerate(row):
        yield from cell if at not in named else ()
    for role, said in _SAID.items():
        at = columns.roles.get(role, len(row))
        if at < len(row) and (text := _text(row[at])):
            yield replace(row[at][0], runs=(Run(f"{said}: {text}"),))


def lines_of(table: Table, word: str) -> Iterator[Paragraph]:
    """Return the lines of a table row by row; a label alone in its cell joins what follows.

    Args:
        word: what stands before the numbers of questions in this file, such as ``Câu ``.
    """
    for row in table.rows:
        yield from _row_lines(row, word)


def _row_lines(row: Sequence[Sequence[Paragraph]], word: str) -> list[Paragraph]:
    found: list[Paragraph] = []
    held: Paragraph | None = None
    for cell in row:
        for line in (line for line in cell if line.text.strip()):
            if found and held is None and TICK.match(line.text):
                found[-1] = replace(found[-1], runs=(*found[-1].runs, Run(" (x)")))
            elif held is None and len(cell) == 1 and _LABEL.match(line.text):
                held = _label(line, word)
            else:
                found.append(line if held is None else _joined(held, line))
                held = None
    return found if held is None else [*found, held]


def _label(line: Paragraph, word: str) -> Paragraph:
    text = line.text.strip(" .):\t")
    shown = f"{word}{text}. " if text.isdecimal() else f"{text}. "
    marks = line.marked.marks(0, len(line.text))
    return replace(line, runs=(Run(shown, marks),))


def _joined(label: Paragraph, line: Paragraph) -> Paragraph:
    return replace(line, runs=(*label.runs, *line.runs))
