"""Rules of passing between a page's fields and the document."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.ruleset import AttendanceRule, Band, Paper, RuleDocument, read_rules
from training.rules.typed_rules import codes, document_of, number_of, text_of, typed_of

hundredths = st.integers(0, 1000).map(lambda number: Fraction(number, 100))
papers = st.builds(
    Paper,
    code=st.just("essay"),
    title=st.just("Bài thu hoạch"),
    kind=st.sampled_from(["essay", "practical"]),
    weight=st.integers(1, 9).map(Fraction),
    minimum=hundredths,
    markers=st.just(2),
    most_apart=st.none() | hundredths,
)
rules = st.builds(
    RuleDocument,
    code=st.just("BD-2026"),
    title=st.just("Bồi dưỡng"),
    attendance=st.builds(
        AttendanceRule,
        share=st.fractions(0, 1, max_denominator=30),
        excused=st.sampled_from(["absent", "present"]),
        late=st.sampled_from(["lost", "absent", "present"]),
    ),
    papers=st.tuples(papers),
    bands=st.just((Band(code="good", label="Đạt", at_least=Fraction(5)),)),
    places=st.integers(0, 3),
    refuse_discipline=st.booleans(),
)


@given(rules)
def test_rules_come_back_from_the_fields_as_they_were(found: RuleDocument) -> None:
    assert read_rules(document_of(typed_of(found))) == found


@given(st.fractions(0, 100, max_denominator=10_000))
def test_a_typed_number_is_read_exactly(value: Fraction) -> None:
    assert number_of(text_of(value)) == value


def test_numbers_are_read_with_comma_and_nothing_else_is() -> None:
    assert (number_of(" 7,25 "), text_of(Fraction("0.05"))) == (Fraction("7.25"), "0,05")
    for wrong in ("", "bảy", "1/0"):
        with pytest.raises(ValueError, match=r"."):
            number_of(wrong)


def test_codes_come_from_names_and_never_twice() -> None:
    rows = [(None, "Bài 1"), (None, "Bài 1"), ("essay", "Khóa luận"), (None, "1 đề")]
    assert codes(rows) == ["bai_1", "bai_1_2", "essay", "x1_de"]
    assert codes([(None, "Giỏi")], {"gioi": "good"}) == ["good"]


def test_bands_are_sorted_and_rows_without_a_name_left_out() -> None:
    typed = typed_of(read_rules(document_of(typed_of(RuleDocument(code="A", title="A")))))
    typed["papers"] = [
        {"title": "Bài", "kind": "essay", "weight": "", "minimum": "", "markers": "1",
         "most_apart": "2"},
        {"title": " ", "kind": "essay", "weight": "", "minimum": "", "markers": "1",
         "most_apart": ""},
    ]  # fmt: skip
    typed["bands"] = [{"label": "Đạt", "at_least": "5"}, {"label": "Giỏi", "at_least": "8,5"}]
    found = read_rules(document_of(typed))
    assert [(one.code, one.at_least) for one in found.bands] == [
        ("good", Fraction("8.5")), ("dat", 5),
    ]  # fmt: skip
    [paper] = found.papers
    assert (paper.weight, paper.minimum, paper.most_apart) == (1, 0, None)
