"""Marking every kind by machine: never more than full, full for the key, monotone."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.rules.bodies import (
    Accepted,
    AcceptedNumber,
    Matching,
    Numeric,
    Ordering,
    Prediction,
    Short,
)
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.kinds import CHOSEN, Credit, Kind
from question_bank.rules.normal import normalised
from quiz.rules.answers import Choice
from quiz.rules.comparing import read_numbers
from quiz.rules.marking import Key, OptionKey, rights_of, share, tally
from tests.factories.drafts import drafts

MACHINE = (
    Kind.ONE,
    Kind.SEVERAL,
    Kind.TRUE_FALSE,
    Kind.MATCHING,
    Kind.ORDERING,
    Kind.SHORT,
    Kind.NUMERIC,
)


def _key(draft: QuestionDraft) -> Key:
    options = tuple(OptionKey(o.text, o.is_right, o.share) for o in draft.options)
    return Key(draft.kind, options, draft.credit, draft.body)


def _right(key: Key, order: list[int]) -> Choice:
    """Return the answer that the key itself gives, in shown places."""
    shown = {stored: place for place, stored in enumerate(order)}
    body = key.body
    if isinstance(body, Matching):
        texts = rights_of(body)
        return tuple(
            row * len(order) + shown[texts.index(right)]
            for row, (_, right) in enumerate(body.pairs)
        )
    if isinstance(body, Ordering):
        return tuple(shown[at] * len(order) + at for at in range(len(order)))
    if isinstance(body, Short):
        return next(one.text for one in body.accepted if one.share == 1).replace("*", "")
    if isinstance(body, Numeric):
        return f"{next(one.value for one in body.accepted if one.share == 1):f}"
    return tuple(sorted(shown[at] for at, option in enumerate(key.options) if option.is_right))


@settings(max_examples=50, deadline=None)
@given(data=st.data(), draft=drafts(MACHINE))
def test_the_key_earns_all_and_nothing_earns_more(
    data: st.DataObject, draft: QuestionDraft
) -> None:
    key = _key(normalised(draft))
    order = data.draw(st.permutations(range(len(key.places))))
    most = max(1, len(order) ** 2)
    anything = data.draw(
        st.sets(st.integers(0, most - 1), max_size=8).map(tuple) | st.text(max_size=30)
    )
    earned = share(key, anything, order)
    assert earned is not None
    assert 0 <= earned <= 1
    if key.credit is not Credit.SHARES:
        assert share(key, _right(key, order), order) == 1
    assert share(key, (), order) == 0


@settings(max_examples=50, deadline=None)
@given(data=st.data(), draft=drafts((Kind.SEVERAL,)))
def test_one_more_right_option_never_costs_points(
    data: st.DataObject, draft: QuestionDraft
) -> None:
    key = Key(Kind.SEVERAL, _key(draft).options, Credit.PER_OPTION)
    order = list(range(len(key.options)))
    right = [at for at, option in enumerate(key.options) if option.is_right]
    chosen = data.draw(st.sets(st.sampled_from(order)))
    more = chosen | {data.draw(st.sampled_from(right))}
    before, after = share(key, tuple(chosen), order), share(key, tuple(more), order)
    assert before is not None
    assert after is not None
    assert after >= before


@given(count=st.integers(2, 7), data=st.data())
def test_an_order_earns_a_share_for_each_line_in_its_place(count: int, data: st.DataObject) -> None:
    key = Key(Kind.ORDERING, body=Ordering(tuple(f"Bước {i}" for i in range(count))))
    order = data.draw(st.permutations(range(count)))
    given_order = data.draw(st.permutations(range(count)))
    choice = tuple(order.index(item) * count + at for at, item in enumerate(given_order))
    fixed = sum(item == at for at, item in enumerate(given_order))
    assert share(key, choice, order) == Fraction(fixed, count)


def test_a_place_claimed_twice_counts_for_neither_line() -> None:
    key = Key(Kind.ORDERING, body=Ordering(("a", "b", "c")))
    assert share(key, (0, 3, 8), [0, 1, 2]) == Fraction(1, 3)


@pytest.mark.parametrize(
    ("typed", "earned"),
    [
        ("chi bộ", 1), ("CHI  BỘ ", 1), ("chi b\u00f4\u0323", 1), ("chi bo", 0), ("chi bọ", 0),
        ("hoà bình", 1), ("hòa bình", 1), ("đảng viên dự bị", Fraction(1, 2)), ("đảng viên", 0),
    ],
)  # fmt: skip
def test_words_are_compared_as_people_write_them(typed: str, earned: Fraction) -> None:
    body = Short(
        (Accepted("Chi bộ"), Accepted("hòa bình"), Accepted("đảng viên * bị", Fraction(1, 2)))
    )
    assert share(Key(Kind.SHORT, body=body), typed, []) == earned


def test_case_counts_where_the_author_says_so() -> None:
    key = Key(Kind.SHORT, body=Short((Accepted("BCH"),), is_case_sensitive=True))
    assert (share(key, "BCH", []), share(key, "bch", [])) == (1, 0)


def test_a_star_of_the_text_itself_is_written_with_a_stroke() -> None:
    key = Key(Kind.SHORT, body=Short((Accepted(r"5\*"),)))
    assert (share(key, "5*", []), share(key, "55", [])) == (1, 0)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("12,5", ["12.5"]), ("12.5", ["12.5"]), ("1.234,5", ["1234.5"]), ("1,234.5", ["1234.5"]),
        ("1.000.000", ["1000000"]), ("1 000", ["1000"]), ("1.000", ["1", "1000"]),
        ("0.125", ["0.125"]),
        ("\u22123", ["-3"]), ("18 tháng", ["18"]), ("mười", []), ("1,2,3", []), ("1e9", []),
        ("", []),
    ],
)  # fmt: skip
def test_numbers_are_read_with_comma_or_point(typed: str, numbers: list[str]) -> None:
    assert read_numbers(typed, "tháng") == tuple(map(Decimal, numbers))


@settings(deadline=None)
@given(
    value=st.decimals(-1000, 1000, places=3),
    tolerance=st.decimals(0, 10, places=3),
    off=st.decimals(-20, 20, places=3),
)
def test_a_number_is_right_within_its_tolerance_bounds_included(
    value: Decimal, tolerance: Decimal, off: Decimal
) -> None:
    key = Key(Kind.NUMERIC, body=Numeric((AcceptedNumber(value, tolerance),)))
    typed = f"{value + off:.4f}"  # three digits after the point could be thousands as well
    assert share(key, typed, []) == (abs(off) <= tolerance)


@pytest.mark.parametrize("kind", [Kind.ESSAY, Kind.SITUATION, Kind.PREDICTION])
def test_what_a_machine_cannot_mark_waits_unless_nothing_was_written(kind: Kind) -> None:
    key = Key(kind, body=Prediction() if kind is Kind.PREDICTION else None)
    assert share(key, "12", []) is None
    assert share(key, "", []) == 0


ROWS = st.lists(
    st.tuples(st.fractions(0, 1), st.fractions(Fraction(1, 4), 5)), min_size=1, max_size=20
)


@given(rows=ROWS, most=st.fractions(1, 100), data=st.data())
def test_points_grow_with_every_share_and_end_at_the_most(
    rows: list[tuple[Fraction, Fraction]], most: Fraction, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    better = list(rows)
    better[place] = (Fraction(1), rows[place][1])
    before, after = tally(rows, most).points, tally(better, most).points
    assert before is not None
    assert after is not None
    assert before <= after <= most
    assert tally([(Fraction(1), weight) for _, weight in rows], most).points == most


def test_a_question_left_out_counts_for_nobody() -> None:
    rows = [(Fraction(1), Fraction(1)), (Fraction(0), Fraction(0)), (None, Fraction(0))]
    assert tally(rows, Fraction(10)) == tally(rows[:1], Fraction(10))


def test_points_wait_for_the_last_mark() -> None:
    assert tally([(Fraction(1), Fraction(1)), (None, Fraction(1))], Fraction(10)).points is None


def test_only_chosen_kinds_have_options() -> None:
    assert {Kind.ONE, Kind.SEVERAL, Kind.TRUE_FALSE} == CHOSEN
