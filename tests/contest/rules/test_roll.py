"""Whom the rows of an Excel roll mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.document import read_toml, shipped_rules, write_toml
from contest.rules.roll import (
    ENTERED,
    NO_NAME,
    NOBODY,
    SEVERAL,
    TWICE,
    Known,
    NoColumns,
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
        (3, "Giàng A Páo", "Chi bộ bản Háng Sung"),
        (5, "Thào Thị Sua", ""),
    ]


def test_a_table_without_a_head_is_refused() -> None:
    with pytest.raises(NoColumns):
        read_table([["a", "b"], ["c", "d"]])


@pytest.mark.parametrize(
    ("name", "unit", "entered", "problem"),
    [
        ("Giàng A Páo", "", NOBODY_ENTERED, None),
        ("GIÀNG A PÁO", "háng sung", NOBODY_ENTERED, None),
        ("Giàng A Páo", "Giáo dục", NOBODY_ENTERED, NOBODY),
        ("Giàng A Pao", "", NOBODY_ENTERED, NOBODY),
        ("Hờ A Dơ", "Chi bộ bản 12", NOBODY_ENTERED, None),
        ("Hờ A Dơ", "Chi bộ bản 1", NOBODY_ENTERED, NOBODY),
        ("Thào Thị Sua", "", NOBODY_ENTERED, SEVERAL),
        ("Thào Thị Sua", "Mồ Dề", NOBODY_ENTERED, None),
        ("Giàng A Páo", "", frozenset({1}), ENTERED),
        ("", "Chi bộ", NOBODY_ENTERED, NO_NAME),
    ],
)
def test_a_row_means_one_person_or_says_what_is_wrong(
    name: str, unit: str, entered: frozenset[int], problem: str | None
) -> None:
    [row] = match_rows([(2, name, unit)], KNOWN, entered)
    assert row.problem == problem
    assert (row.person_id is None) == (problem is not None)


def test_nobody_is_entered_twice() -> None:
    rows = match_rows([(2, "Giàng A Páo", ""), (3, "Giàng A Páo", "")], KNOWN, NOBODY_ENTERED)
    assert [row.problem for row in rows] == [None, TWICE]


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from([*KNOWN, "ai"]), st.just(""))))
def test_every_person_is_meant_by_at_most_one_row(rows: list[tuple[int, str, str]]) -> None:
    meant = [row.person_id for row in match_rows(rows, KNOWN, NOBODY_ENTERED) if row.person_id]
    assert len(meant) == len(set(meant))


def test_the_shipped_rules_are_read_back_from_what_was_written() -> None:
    rules = shipped_rules()
    assert read_toml(write_toml(rules)) == rules


@given(st.text(max_size=40))
def test_any_words_survive_being_written(title: str) -> None:
    rules = shipped_rules().model_copy(update={"title": title})
    assert read_toml(write_toml(rules)).title == title
