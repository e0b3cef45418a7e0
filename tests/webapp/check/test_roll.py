"""The projector's code, read from its picture as a phone's camera reads it."""

import pytest

from foundation.documents import pdf
from webapp.check.browser import Page, Unexpected
from webapp.check.course_roll import read_picture


def _page(svg: str) -> Page:
    return Page("http://127.0.0.1/", 200, f"<html><body>{svg}</body></html>".encode(), {})


@pytest.mark.parametrize("length", [1, 20, 90])
def test_a_drawn_code_is_read_as_it_was_written(length: int) -> None:
    address = "https://hoithi.example/hoc/co-mat/" + "k" * length
    assert read_picture(_page(pdf.qr_svg(address))) == address


def test_a_picture_that_is_no_code_is_said() -> None:
    blank = '<svg viewBox="0 0 21 21"><path stroke="#000" d="M0 0.5h21"/></svg>'
    with pytest.raises(Unexpected):
        read_picture(_page(blank))
