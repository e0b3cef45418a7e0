"""A sheet that holds a paper as a Word file would: ``Câu 1``, ``A.``, ``B.`` one below another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from question_bank.rules.paragraphs import Paragraph, Run
from question_bank.rules.reading import ReadFile
from question_bank.rules.recognising import read_questions

Looks = Mapping[int, Mapping[int, frozenset[str]]]


def read_paper(name: str, rows: Sequence[tuple[int, tuple[str, ...]]], looks: Looks) -> ReadFile:
    """Return the questions of a sheet read line by line; none where nothing can be chosen."""
    found = read_questions(list(_lines(rows, looks)))
    if not any(one.draft and len(one.draft.options) > 1 for one in found.items):
        return ReadFile(found.format, ())
    place = f"{name}!" if name else ""
    return replace(
        found,
        items=tuple(replace(one, where=one.where.replace("¶ ", place)) for one in found.items),
        remarks=tuple((where.replace("¶ ", place), remark) for where, remark in found.remarks),
    )


def _lines(rows: Sequence[tuple[int, tuple[str, ...]]], looks: Looks) -> Iterator[Paragraph]:
    for number, cells in rows:
        marks = looks.get(number, {})
        runs = [
            Run(f"{cell.strip()}\t", marks.get(at, frozenset()))
            for at, cell in enumerate(cells)
            if cell.strip()
        ]
        yield from Paragraph(number, tuple(runs)).lines()
