"""One answer on its way in."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.rules.answers import (
    Answer,
    AnswerTooLarge,
    AnswerUnreadable,
    Stamp,
    is_newer,
    is_possible,
    read_answer,
    read_choice,
    read_key,
    written,
)

STAMPS = st.builds(Stamp, st.integers(1, 9), st.sampled_from(["a", "b", "c"]))
GOOD = {"seq": 3, "client": "k7qd", "choice": [2, 0]}


def test_an_answer_is_read_and_its_places_are_sorted() -> None:
    sent = json.dumps({**GOOD, "at": 1_796_950_800_000}).encode()
    assert read_answer(sent) == Answer(Stamp(3, "k7qd"), (0, 2), 1_796_950_800_000)


def test_a_device_with_a_senseless_clock_still_answers() -> None:
    assert read_answer(json.dumps({**GOOD, "at": -5}).encode()).clicked_ms is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"3",
        b'"text"',
        b"[" * 900,
        b'{"seq":' * 100,
        b'{"seq": 1e999, "client": "a", "choice": []}',
        b'{"seq": ' + b"9" * 900 + b', "client": "a", "choice": []}',
        b'{"seq": NaN, "client": "a", "choice": []}',
    ],
)
def test_anything_but_an_object_is_refused_calmly(body: bytes) -> None:
    with pytest.raises(AnswerUnreadable):
        read_answer(body)


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 0},
        {"seq": -1},
        {"seq": True},
        {"seq": "3"},
        {"seq": 2.0},
        {"seq": None},
        {"client": ""},
        {"client": "A B"},
        {"client": "k" * 17},
        {"client": 7},
        {"choice": None},
        {"choice": "\0"},
        {"choice": "\ud800"},
        {"choice": "a" * 8001},
        {"choice": [True]},
        {"choice": [-1]},
        {"choice": [576]},
        {"choice": [0, 0]},
        {"choice": [[0]]},
        {"choice": list(range(25))},
        {"points": 30},
    ],
)
def test_an_answer_of_another_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(AnswerUnreadable):
        read_answer(json.dumps({**GOOD, **change}).encode())


def test_an_answer_larger_than_any_answer_is_refused_before_it_is_read() -> None:
    with pytest.raises(AnswerTooLarge):
        read_answer(b" " * 1025)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_raise_anything_but_a_refusal(body: bytes) -> None:
    try:
        read_answer(body)
    except AnswerUnreadable:
        return


@pytest.mark.parametrize("key", ["", "short", "k" * 65, "with space", "có-dấu-đấy", "a;b;c;d;e"])
def test_a_key_of_another_form_is_refused(key: str) -> None:
    with pytest.raises(AnswerUnreadable):
        read_key(key)
    assert read_key("0f8a-42_Zz") == "0f8a-42_Zz"


@given(st.lists(STAMPS, min_size=1), st.randoms())
def test_whatever_the_order_of_arrival_the_newest_answer_is_kept(
    stamps: list[Stamp], order: random.Random
) -> None:
    arriving = list(stamps)
    order.shuffle(arriving)
    kept: Stamp | None = None
    for stamp in arriving:
        kept = stamp if is_newer(stamp, kept) else kept
    assert kept == max(stamps)


def test_the_same_answer_again_is_not_newer() -> None:
    assert not is_newer(Stamp(1, "a"), Stamp(1, "a"))


@pytest.mark.parametrize(
    ("choice", "is_several", "possible"),
    [
        ((), False, True),
        ((3,), False, True),
        ((4,), False, False),
        ((0, 1), False, False),
        ((0, 3), True, True),
        ((0, 4), True, False),
    ],
)
def test_only_shown_options_can_be_chosen(
    choice: tuple[int, ...], is_several: bool, possible: bool
) -> None:
    assert is_possible(choice, 4, is_several=is_several) is possible


@given(st.frozensets(st.integers(0, 11)))
def test_a_kept_choice_can_be_read_back(places: frozenset[int]) -> None:
    choice = tuple(sorted(places))
    assert read_choice(written(choice)) == choice
