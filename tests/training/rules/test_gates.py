"""Certificates as gates; reminders before a probation ends."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from training.rules.gates import (
    GateStanding,
    at_gate,
    last_day_of_use,
    months_later,
    probation_alert,
)

DAY = date(2021, 6, 20)
days = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def test_worked_case_6_sixty_months() -> None:
    assert at_gate(DAY, 60, date(2026, 6, 19)).standing is not GateStanding.TOO_OLD
    assert at_gate(DAY, 60, date(2026, 6, 20)).standing is not GateStanding.TOO_OLD
    assert at_gate(DAY, 60, date(2026, 6, 21)).standing is GateStanding.TOO_OLD
    assert at_gate(DAY, None, date(2026, 6, 21)).standing is GateStanding.OPEN
    assert at_gate(None, 60, DAY).standing is GateStanding.MISSING


def test_the_holder_is_reminded_six_months_before() -> None:
    assert at_gate(DAY, 60, date(2025, 12, 19)).standing is GateStanding.OPEN
    assert at_gate(DAY, 60, date(2025, 12, 20)).standing is GateStanding.ENDS_SOON


def test_a_month_without_that_day_ends_on_its_last() -> None:
    assert months_later(date(2024, 8, 31), 6) == date(2025, 2, 28)
    assert months_later(date(2024, 2, 29), 60) == date(2029, 2, 28)


def test_new_members_are_named_at_6_9_and_11_months() -> None:
    admitted = date(2026, 1, 15)
    due = [probation_alert(admitted, months_later(admitted, n)) for n in range(13)]
    assert due == [None] * 6 + [6, 6, 6, 9, 9, 11, 11]
    assert probation_alert(admitted, date(2026, 7, 14)) is None


@given(days, st.integers(0, 500), st.integers(0, 500))
def test_a_reminder_never_goes_back_and_comes_from_the_sixth_month_on(
    admitted: date, wait: int, more: int
) -> None:
    on = admitted + timedelta(days=wait)
    due = probation_alert(admitted, on)
    assert (due is None) == (on < months_later(admitted, 6))
    assert (probation_alert(admitted, on + timedelta(days=more)) or 0) >= (due or 0)


@given(days, st.integers(1, 120), days)
def test_it_can_be_used_through_its_last_day_and_not_after(
    issued: date, months: int, on: date
) -> None:
    last = last_day_of_use(issued, months)
    assert last is not None
    assert at_gate(issued, months, last).standing is not GateStanding.TOO_OLD
    assert at_gate(issued, months, last + timedelta(days=1)).standing is GateStanding.TOO_OLD
    assert (at_gate(issued, months, on).standing is GateStanding.TOO_OLD) == (on > last)
