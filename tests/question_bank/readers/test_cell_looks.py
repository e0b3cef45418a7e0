"""Lists whose right answers are shown by the look of their cells alone."""

import io

import pytest
import xlsxwriter

from question_bank.readers.cell_looks import looks_of
from question_bank.readers.sheets import workbook
from question_bank.rules import signs
from question_bank.rules.reading import ReadItem
from tests.factories.sheets import a_sheet
from tests.question_bank.readers.samples import draft_of

HEAD = ("STT", "Câu hỏi", "A", "B", "C")
ROW = (1, "Chi bộ họp bao lâu?", "Ba tháng", "Một tháng", "Sáu tháng")


def _looking(*looks: dict[str, object], head: tuple[str, ...] = HEAD) -> ReadItem:
    """Return the question of a sheet whose three options look so."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        book.add_worksheet("Bìa").write(0, 0, "Đề thi")
        sheet = book.add_worksheet("Đề & đáp án")
        sheet.write_row(0, 0, head, book.add_format({"bold": True, "bg_color": "#DDDDDD"}))
        sheet.write_row(1, 0, (*ROW, "A")[: len(head)], book.add_format({"font_color": "black"}))
        for at, look in enumerate(looks):
            sheet.write(1, at + 2, ROW[at + 2], book.add_format(look))
    [item] = workbook(packed.getvalue()).items
    return item


@pytest.mark.parametrize(
    ("look", "mark"),
    [
        ({"bold": True}, "bold"),
        ({"underline": 1}, "underline"),
        ({"font_color": "red"}, "colour"),
        ({"bg_color": "yellow"}, "highlight"),
    ],
)
def test_the_look_of_a_cell_shows_the_right_answer(look: dict[str, object], mark: str) -> None:
    item = _looking({"bg_color": "white"}, look)
    assert item.mark == mark
    assert [option.is_right for option in draft_of(item).options] == [False, True, False]


def test_looks_that_disagree_or_that_all_share_are_left_to_a_person() -> None:
    assert [one.message for one in _looking({"bold": True}, {"bg_color": "red"}).problems] == [
        signs.DISAGREE
    ]
    same: dict[str, object] = {"bold": True}
    assert [one.message for one in _looking(same, same, same).problems] == [signs.NO_ANSWER_IN_ROW]


def test_a_column_of_answers_needs_no_looks() -> None:
    item = _looking({}, {"bold": True}, head=(*HEAD, "Đáp án"))
    assert item.mark == "column"
    assert [option.is_right for option in draft_of(item).options] == [True, False, False]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no", a_sheet(("A",))[:900]])
def test_what_is_no_workbook_has_no_looks(content: bytes) -> None:
    assert looks_of(content) == {}
