"""Documents of rules: exact numbers, and every fault in the reader's words with its place."""

from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from foundation.errors import N_
from foundation.lazy import say
from foundation.rule_documents import (
    Code,
    DocumentInvalid,
    Exact,
    Frozen,
    Misfit,
    read_document,
    read_toml,
    toml_text,
)


class _Line(Frozen):
    code: Code
    points: Exact
    count: int = Field(default=1, ge=1, le=3)


class _Document(Frozen):
    title: str = Field(min_length=1)
    lines: tuple[_Line, ...] = Field(min_length=1)


class _Invalid(DocumentInvalid):
    pass


def said(values: dict[str, Any]) -> str:
    with pytest.raises(_Invalid) as caught:
        read_document(_Document, values, _Invalid)
    with force_locale("vi"):
        return say(caught.value.message, caught.value.facts)


@given(st.lists(st.fractions(0, 1000, max_denominator=1000), min_size=1, max_size=4))
def test_numbers_stay_exact_there_and_back(numbers: list[Fraction]) -> None:
    lines = tuple(_Line(code=f"a{place}", points=one) for place, one in enumerate(numbers))
    document = _Document(title="x", lines=lines)
    assert read_toml(_Document, toml_text(document.model_dump(mode="json")), _Invalid) == document


@pytest.mark.parametrize("number", ["1/0", "1e999999999", "abc", "-1", "", 0.1, "nan", True])
def test_what_is_no_exact_number_is_refused(app: Flask, number: object) -> None:
    words = said({"title": "x", "lines": [{"code": "a", "points": number}]})
    assert "lines 1 › points" in words
    assert "hãy viết số trong dấu nháy" in words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"lines": []}, "title – còn thiếu mục này"),
        ({"title": "", "lines": []}, "title – không được để trống"),
        ({"title": 5, "lines": []}, "title – phải là chữ đặt trong dấu nháy"),
        ({"title": "x", "lines": []}, "lines – phải có ít nhất 1 mục"),
        ({"title": "x", "lines": "y"}, "lines – phải là một danh sách"),
        ({"title": "x", "lines": [5]}, "lines 1 – phải là một bảng gồm tên và giá trị"),
        (
            {"title": "x", "lines": [{"code": "a", "points": 1, "count": 4}]},
            "lines 1 › count – không được quá 3",
        ),
        (
            {"title": "x", "lines": [{"code": "a", "points": 1}, {"code": "Đ", "points": 1}]},
            "lines 2 › code – mã chỉ gồm chữ thường không dấu, chữ số và dấu _",
        ),
        (
            {"title": "x", "lines": [{"code": "a", "points": 1}], "extra": 1},
            "extra – không có mục nào tên như vậy",
        ),
    ],
)
def test_each_fault_is_said_with_its_place(app: Flask, values: dict[str, Any], words: str) -> None:
    assert words in said(values)


def test_unreadable_text_names_its_line(app: Flask) -> None:
    with pytest.raises(_Invalid) as caught:
        read_toml(_Document, 'title = "x"\nlines [', _Invalid)
    with force_locale("vi"):
        words = say(caught.value.message, caught.value.facts)
    assert "không đọc được dòng 2, cột" in words


def test_a_misfit_of_a_domain_keeps_its_own_words() -> None:
    fault = Misfit(N_("the ladder names what is not there: %(code)s"), code="talk")
    assert str(fault) == "the ladder names what is not there: talk"
