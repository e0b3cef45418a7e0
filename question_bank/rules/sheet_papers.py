"""A sheet that holds a paper as a Word file would: ``Câu 1``, ``A.``, ``B.`` one below another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from question_bank.rules.paragraphs import Paragraph, Run
from question_bank.rules.reading import ReadFile, ReadItem, Remark
from question_bank.rules.recognising import read_questions
from question_bank.rules.recognising.tables import TICK
from question_bank.rules.signs import NO_ANSWER, NO_ANSWER_IN_ROW

_NUMBER, _LETTER = re.compile(r"\d{1,4}\.?"), re.compile(r"[A-Ja-j]")
NO_SIGN: frozenset[str] = frozenset()
Looks = Mapping[int, Mapping[int, frozenset[str]]]


def read_paper(name: str, rows: Sequence[tuple[int, tuple[str, ...]]], looks: Looks) -> ReadFile:
    """Return the questions of a sheet read line by line; none where nothing can be chosen."""
    found = read_questions(list(_lines(rows, looks)))
    if not any(one.draft and len(one.draft.options) > 1 for one in found.items):
        return ReadFile(found.format, ())
    place = f"{name}!" if name else ""
    return replace(
        found,
        items=tuple(_placed(one, place) for one in found.items),
        remarks=tuple((where.replace("¶ ", place), remark) for where, remark in found.remarks),
    )


def _placed(item: ReadItem, place: str) -> ReadItem:
    problems = tuple(
        Remark(NO_ANSWER_IN_ROW) if p == Remark(NO_ANSWER) else p for p in item.problems
    )
    return replace(item, where=item.where.replace("¶ ", place), problems=problems)


def _lines(rows: Sequence[tuple[int, tuple[str, ...]]], looks: Looks) -> Iterator[Paragraph]:
    for number, cells in rows:
        marks = looks.get(number, {})
        filled = [(at, cell.strip()) for at, cell in enumerate(cells) if cell.strip()]
        if len(filled) > 1 and len(filled[1][1]) > 1:
            filled[0] = (filled[0][0], _label(filled[0][1]))
        runs = [
            Run(f"{_ticked(cell) if place else cell}\t", marks.get(at, NO_SIGN))
            for place, (at, cell) in enumerate(filled)
        ]
        yield from Paragraph(number, tuple(runs)).lines()


def _label(cell: str) -> str:
    """Return a number or a letter alone in the first cell as it stands before words in a paper."""
    if _NUMBER.fullmatch(cell):
        return f"Câu {cell.rstrip('.')}."
    return f"{cell}." if _LETTER.fullmatch(cell) else cell


def _ticked(cell: str) -> str:
    return "(x)" if TICK.match(cell) else cell
