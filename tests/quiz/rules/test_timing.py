"""Until when answers count."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.rules.timing import (
    GRACE,
    AlreadyOver,
    NotOpenYet,
    check_open,
    deadline,
    is_late,
    time_used,
)

OPENS = datetime(2026, 12, 12, 1, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(minutes=45)
HALF_HOUR = timedelta(minutes=30)
SPANS = st.timedeltas(timedelta(0), timedelta(hours=3))


def test_the_opening_is_inside_the_window_and_the_closing_is_not() -> None:
    check_open(OPENS, OPENS, CLOSES)
    check_open(CLOSES - timedelta(microseconds=1), OPENS, CLOSES)
    with pytest.raises(NotOpenYet):
        check_open(OPENS - timedelta(microseconds=1), OPENS, CLOSES)
    with pytest.raises(AlreadyOver):
        check_open(CLOSES, OPENS, CLOSES)


def test_who_starts_late_has_until_the_quiz_closes() -> None:
    assert deadline(OPENS, HALF_HOUR, CLOSES) == OPENS + HALF_HOUR
    assert deadline(OPENS + timedelta(minutes=20), HALF_HOUR, CLOSES) == CLOSES


@given(late_by=SPANS, extra=SPANS)
def test_extra_time_always_has_its_full_effect(late_by: timedelta, extra: timedelta) -> None:
    started = OPENS + late_by
    without = deadline(started, HALF_HOUR, CLOSES)
    assert deadline(started, HALF_HOUR, CLOSES, extra) - without == extra


def test_an_answer_is_late_only_after_the_grace() -> None:
    assert not is_late(CLOSES + GRACE, CLOSES)
    assert is_late(CLOSES + GRACE + timedelta(microseconds=1), CLOSES)


@given(SPANS, SPANS)
def test_time_used_never_passes_the_deadline(end: timedelta, limit: timedelta) -> None:
    used = time_used(OPENS, OPENS + end, OPENS + limit)
    assert used == min(end, limit)


def test_time_used_is_never_negative() -> None:
    assert time_used(OPENS, OPENS - timedelta(seconds=1), CLOSES) == timedelta(0)
