"""A workbook with a cell far away from its list is read, or refused for what it is."""

import io

import pytest
from openpyxl import Workbook

from foundation.sandbox import Unreadable
from question_bank.readers.child import MOST_QUESTIONS, Refused, TooManyQuestions, guarded
from question_bank.readers.far_cells import SheetTooLarge
from question_bank.readers.sheets import workbook
from question_bank.rules.reading import ReadFile
from question_bank.services.importing import read_file


def a_workbook(far: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("STT", "Nội dung câu hỏi", "Phương án A", "Phương án B", "Đáp án"))
    sheet.append((1, "Chi bộ họp mấy tháng một lần?", "Ba tháng", "Một tháng", "B"))
    sheet[far] = "x"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("far", ["XFD2", "ZZ900", "C70000"])
def test_empty_rows_and_columns_before_a_far_cell_are_left_out(far: str) -> None:
    first, *others = workbook(a_workbook(far)).items
    assert first.draft is not None
    assert [option.is_right for option in first.draft.options] == [False, True]
    assert (first.where, len(others)) == ("Sheet!2", int(far == "C70000"))


def test_a_cell_at_the_far_corner_is_named_in_the_refusal() -> None:
    with pytest.raises(SheetTooLarge) as refused:
        read_file(a_workbook("XFD1048576"))
    assert refused.value.facts == {"sheet": "Sheet", "row": 1048576, "column": 16384}


def test_a_damaged_workbook_is_still_called_damaged() -> None:
    with pytest.raises(Unreadable):
        workbook(a_workbook("C3")[:-900])


def too_many() -> ReadFile:
    [item, *_] = workbook(a_workbook("C3")).items
    return ReadFile("xlsx", (item,) * (MOST_QUESTIONS + 1))


def test_more_questions_than_one_file_may_bring_are_refused_with_both_figures() -> None:
    found = guarded(too_many)
    facts = {"count": MOST_QUESTIONS + 1, "most": MOST_QUESTIONS}
    assert found == Refused(TooManyQuestions, facts)
