"""Tiết attended of tiết held."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from training.rules.attendance import Outlook, Sitting, attendance
from training.rules.ruleset import AttendanceRule
from training.rules.states import LessonState, Presence

RULE = AttendanceRule()
sittings = st.lists(
    st.builds(
        Sitting,
        periods=st.integers(1, 10),
        state=st.sampled_from(LessonState),
        presence=st.none() | st.sampled_from(Presence),
        lost=st.fractions(0, 12, max_denominator=2),
    ),
    max_size=12,
)


def lessons(signs: str, to_come: int = 0) -> list[Sitting]:
    """Return lessons of 5 tiết: present, late by one, P, K, B, X cancelled."""
    known = {
        "v": Sitting(5, LessonState.TAUGHT, Presence.PRESENT),
        "m": Sitting(5, LessonState.TAUGHT, Presence.LATE, Fraction(1)),
        "p": Sitting(5, LessonState.TAUGHT, Presence.EXCUSED),
        "k": Sitting(5, LessonState.TAUGHT, Presence.ABSENT),
        "b": Sitting(5, LessonState.TAUGHT, Presence.MADE_UP),
        "x": Sitting(5, LessonState.CANCELLED),
    }
    return [known[sign] for sign in signs] + [Sitting(5, LessonState.PLANNED)] * to_come


def test_late_loses_its_tiet_and_leave_counts_as_absent_unless_made_up() -> None:
    found = attendance(lessons("vmpkb"), RULE)
    assert (found.attended, found.held) == (14, 25)


def test_a_lesson_cancelled_for_all_leaves_the_denominator() -> None:
    assert attendance(lessons("vvvvx"), RULE).share == 1


def test_the_rules_may_forgive_leave_and_lateness() -> None:
    kind = AttendanceRule(excused="present", late="present")
    assert attendance(lessons("mp"), kind).attended == 10
    assert attendance(lessons("m"), AttendanceRule(late="absent")).attended == 0


def test_the_conclusions_of_the_picture() -> None:
    def outlook(signs: str) -> Outlook:
        return attendance(lessons(signs, 2), RULE).outlook(RULE)

    assert outlook("vvvvvvvv") is Outlook.ON_COURSE
    assert outlook("vpvvvvvv") is Outlook.ON_COURSE
    assert outlook("vvpvpvvv") is Outlook.ON_EDGE
    assert outlook("vpvpvvkv") is Outlook.NOT_ENOUGH


@given(sittings)
def test_nobody_attends_less_than_nothing_or_more_than_was_held(rows: list[Sitting]) -> None:
    found = attendance(rows, RULE)
    assert 0 <= found.attended <= found.held


@given(sittings)
def test_one_more_lesson_present_never_makes_it_worse(rows: list[Sitting]) -> None:
    more = [*rows, Sitting(3, LessonState.TAUGHT, Presence.PRESENT)]
    before, after = attendance(rows, RULE), attendance(more, RULE)
    assert not before.is_enough(RULE) or after.is_enough(RULE)


@given(sittings)
def test_cancelling_a_missed_lesson_never_makes_it_worse(rows: list[Sitting]) -> None:
    missed = Sitting(4, LessonState.TAUGHT, Presence.ABSENT)
    before = attendance([*rows, missed], RULE)
    after = attendance([*rows, Sitting(4, LessonState.CANCELLED)], RULE)
    assert not before.is_enough(RULE) or after.is_enough(RULE)


@given(sittings)
def test_out_of_reach_means_that_no_future_helps(rows: list[Sitting]) -> None:
    future = [
        Sitting(s.periods, LessonState.TAUGHT, Presence.PRESENT)
        if s.state is LessonState.PLANNED
        else s
        for s in rows
    ]
    is_lost = attendance(rows, RULE).outlook(RULE) is Outlook.NOT_ENOUGH
    assert is_lost == (not attendance(future, RULE).is_enough(RULE))
