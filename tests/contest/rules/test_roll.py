"""Whom the rows of an Excel roll mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.document import read_toml, shipped_rules, write_toml
from contest.rules.roll import (
    ENTERED,
    NAMESAKES,
    NO_NAME,
    NOBODY,
    OTHERWISE,
    SEVERAL,
    TWICE,
    Known,
    NoColumns,
    Written,
    match_rows,
    read_table,
)
from foundation.text import likeness_key

PAO = Known(1, "Giàng A Páo", 10, "Chi bộ bản Háng Sung")
SUA = Known(2, "Thào Thị Sua", 11, "Chi bộ Giáo dục")
OTHER_SUA = Known(3, "Thào Thị Sua", 12, "Chi bộ bản Mồ Dề")
DO = Known(4, "Hờ A Dơ", 13, "Chi bộ bản 12")
KNOWN = {
    likeness_key(PAO.full_name): [PAO],
    likeness_key(SUA.full_name): [SUA, OTHER_SUA],
    likeness_key(DO.full_name): [DO],
}
TODAY = date(2026, 11, 26)
NOBODY_ENTERED: frozenset[int] = frozenset()


def test_the_head_is_found_below_a_title_and_the_rows_keep_their_lines() -> None:
    table = [
        ["DANH SÁCH", "", ""],
        ["STT", "HỌ VÀ TÊN", "Đơn vị"],
        [1.0, " Giàng A  Páo ", "Chi bộ bản Háng Sung"],
        ["", "", ""],
        [2.0, "Thào Thị Sua"],
    ]
    assert read_table(table) == [
        Written(3, "Giàng A Páo", "Chi bộ bản Háng Sung"),
        Written(5, "Thào Thị Sua", ""),
    ]


def test_a_table_without_a_head_is_refused() -> None:
    with pytest.raises(NoColumns):
        read_table([["a", "b"], ["c", "d"]])


@pytest.mark.parametrize(
    ("name", "unit", "entered", "problem"),
    [
        ("Giàng A Páo", "", NOBODY_ENTERED, None),
        ("GIÀNG A PÁO", "háng sung", NOBODY_ENTERED, None),
        ("Giàng A Páo", "Giáo dục", NOBODY_ENTERED, OTHERWISE),
        ("Giàng A Pao", "", NOBODY_ENTERED, NOBODY),
        ("Hờ A Dơ", "Chi bộ bản 12", NOBODY_ENTERED, None),
        ("Hờ A Dơ", "Chi bộ bản 1", NOBODY_ENTERED, OTHERWISE),
        ("Thào Thị Sua", "", NOBODY_ENTERED, SEVERAL),
        ("Thào Thị Sua", "Mồ Dề", NOBODY_ENTERED, None),
        ("Giàng A Páo", "", frozenset({1}), ENTERED),
        ("", "Chi bộ", NOBODY_ENTERED, NO_NAME),
    ],
)
def test_a_row_means_one_person_or_says_what_is_wrong(
    name: str, unit: str, entered: frozenset[int], problem: str | None
) -> None:
    [row] = match_rows([Written(2, name, unit)], KNOWN, entered, TODAY)
    assert row.problem == problem
    assert (row.person_id is None) == (problem is not None)


def test_nobody_is_entered_twice() -> None:
    twice = [Written(line, "Giàng A Páo") for line in (2, 3)]
    rows = match_rows(twice, KNOWN, NOBODY_ENTERED, TODAY)
    assert [row.problem for row in rows] == [None, TWICE]


NAMESAKES_OF_ONE_CELL = [
    Known(7, "Vàng A Dình", 20, "Chi bộ bản 3", "12/05/1980", frozenset({"004512ABC"})),
    Known(8, "Vàng A Dình", 20, "Chi bộ bản 3", "1992", frozenset({"09876543"})),
    Known(9, "Vàng A Dình", 20, "Chi bộ bản 3"),
]


@pytest.mark.parametrize(
    ("birth", "number", "person", "problem"),
    [
        ("", "", None, NAMESAKES),
        ("12/05/1980", "", 7, None),
        ("1980-05-12", "", 7, None),
        ("1980", "", 7, None),
        ("03/02/1992", "", 8, None),
        ("", "004512ABC", 7, None),
        ("", "9876543.0", 8, None),
        ("1980", "09876543", None, NAMESAKES),
        ("1975", "", None, NAMESAKES),
    ],
)
def test_birth_date_or_number_tells_namesakes_of_one_cell_apart(
    birth: str, number: str, person: int | None, problem: str | None
) -> None:
    known = {likeness_key("Vàng A Dình"): NAMESAKES_OF_ONE_CELL}
    row = Written(2, "Vàng A Dình", "Chi bộ bản 3", birth, number)
    [found] = match_rows([row], known, NOBODY_ENTERED, TODAY)
    assert (found.person_id, found.problem) == (person, problem)


def test_columns_of_birth_and_number_are_found_by_their_heads() -> None:
    table = [
        ["TT", "Họ và tên", "Ngày, tháng, năm sinh", "Chi bộ", "Số lý lịch"],
        [1, "Vàng A Dình", "1980-05-12", "Chi bộ bản 3", "004512ABC"],
    ]
    expected = Written(2, "Vàng A Dình", "Chi bộ bản 3", "1980-05-12", "004512ABC")
    assert read_table(table) == [expected]


@given(st.lists(st.builds(Written, st.integers(1, 9), st.sampled_from([*KNOWN, "ai"]))))
def test_every_person_is_meant_by_at_most_one_row(rows: list[Written]) -> None:
    matched = match_rows(rows, KNOWN, NOBODY_ENTERED, TODAY)
    meant = [row.person_id for row in matched if row.person_id]
    assert len(meant) == len(set(meant))


def test_the_shipped_rules_are_read_back_from_what_was_written() -> None:
    rules = shipped_rules()
    assert read_toml(write_toml(rules)) == rules


@given(st.text(max_size=40))
def test_any_words_survive_being_written(title: str) -> None:
    rules = shipped_rules().model_copy(update={"title": title})
    assert read_toml(write_toml(rules)).title == title
