"""Pages of a list that is loaded whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.paging import page_of


@given(st.integers(0, 200), st.integers(1, 60))
def test_all_pages_together_are_the_list(count: int, size: int) -> None:
    rows = list(range(count))
    first = page_of(rows, 1, size)
    pages = [page_of(rows, number, size) for number in range(1, first.pages + 1)]
    assert [row for page in pages for row in page.rows] == rows
    assert all(page.last - page.first + 1 == len(page.rows) for page in pages if rows)


@pytest.mark.parametrize(("asked", "found"), [(None, 1), (0, 1), (-3, 1), (2, 2), (99, 5)])
def test_a_number_outside_gives_the_nearest_page(asked: int | None, found: int) -> None:
    assert page_of(range(120), asked).number == found


def test_an_empty_list_has_one_empty_page() -> None:
    page = page_of([], 1)
    assert (page.pages, page.first, page.last, page.total) == (1, 0, 0, 0)
