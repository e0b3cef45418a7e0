"""The rotating code, and what happens when two sources differ."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules.roll import LostOutside, Ruling, Said, Standing, ruling
from training.rules.rolling import code_now, is_fresh, seconds_left
from training.rules.states import Presence, RollSource

AT = datetime(2026, 11, 24, 1, tzinfo=UTC)
LATE = Said(Presence.LATE, Fraction(1))
PRESENT, ABSENT = Said(Presence.PRESENT), Said(Presence.ABSENT)
seconds = st.integers(0, 200).map(lambda n: timedelta(seconds=n))
statements = st.sampled_from([LATE, PRESENT, ABSENT, Said(Presence.EXCUSED)])


@given(seconds, seconds)
def test_a_code_counts_for_a_minute_and_no_longer(start: timedelta, wait: timedelta) -> None:
    shown_at = AT + start
    code = code_now("secret", "lesson", shown_at)
    fresh = is_fresh(code, "secret", "lesson", shown_at + wait)
    if wait <= timedelta(seconds=40):
        assert fresh
    if wait >= timedelta(seconds=60):
        assert not fresh


def test_a_code_is_good_for_its_lesson_alone() -> None:
    code = code_now("secret", "one", AT)
    assert not is_fresh(code, "secret", "two", AT)
    assert not is_fresh(code, "other", "one", AT)
    assert not is_fresh("ĐỒNG CHÍ", "secret", "one", AT)
    assert not is_fresh(code, "secret", "one", AT - timedelta(seconds=20))


def test_the_next_code_comes_within_twenty_seconds() -> None:
    assert seconds_left(AT) == 20
    assert seconds_left(AT + timedelta(seconds=19)) == 1


@given(statements, st.sampled_from(RollSource), st.booleans())
def test_the_same_again_changes_nothing(said: Said, source: RollSource, was_seen: bool) -> None:
    assert ruling(None, said, source, "") is Ruling.TAKE
    assert ruling(Standing(said, was_seen=was_seen), said, source, "") is Ruling.SAME


@given(statements, statements, st.sampled_from(RollSource), st.booleans(), st.booleans())
def test_another_statement_never_wins_without_a_word(
    now: Said, said: Said, source: RollSource, fresh: bool, seen: bool
) -> None:
    found = ruling(Standing(now, fresh, seen), said, source, "")
    assert (found is Ruling.TAKE) == (now != said and source is RollSource.LIST and seen and fresh)


def test_a_scan_against_the_list_waits_for_a_person() -> None:
    assert ruling(Standing(ABSENT), PRESENT, RollSource.QR, "") is Ruling.CONFLICT
    assert ruling(Standing(ABSENT), PRESENT, RollSource.PAPER, "x") is Ruling.CONFLICT
    assert ruling(Standing(ABSENT, was_seen=False), PRESENT, RollSource.LIST, "x") is (
        Ruling.CONFLICT
    )


def test_the_list_changes_with_a_reason() -> None:
    assert ruling(Standing(ABSENT), PRESENT, RollSource.LIST, "") is Ruling.NEEDS_REASON
    assert ruling(Standing(ABSENT), PRESENT, RollSource.LIST, "Ghi nhầm") is Ruling.TAKE


def test_late_misses_some_but_not_all() -> None:
    assert LATE.checked(5) == LATE
    assert Said(Presence.PRESENT, Fraction(3)).checked(5) == PRESENT
    for lost in (0, 5, 6):
        with pytest.raises(LostOutside):
            Said(Presence.LATE, Fraction(lost)).checked(5)
