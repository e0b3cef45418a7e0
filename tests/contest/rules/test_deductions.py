"""Points taken off for faults: as the rules say, exact, never below nothing, whatever the order."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.document import (
    Fault,
    Part,
    RulesInvalid,
    as_json,
    read_rules,
    shipped_rules,
    write_toml,
)
from contest.rules.scoring import fault_points, part_points

PART = shipped_rules().part("greeting")
costs = st.integers(1, 40).map(lambda n: Fraction(n, 4))
faults = st.one_of(
    costs.map(lambda points: {"points": points}),
    st.integers(1, 100).map(lambda percent: {"percent": Fraction(percent)}),
)
lists = st.lists(faults, max_size=4).map(
    lambda kinds: [Fault(code=f"f{n}", title=f"Lỗi {n}", **kind) for n, kind in enumerate(kinds)]
)
counts = st.dictionaries(st.sampled_from([f"f{n}" for n in range(6)]), st.integers(0, 5))
marks = st.lists(st.integers(0, 60).map(lambda n: Fraction(n, 4)), min_size=3, max_size=7)
TIMES = st.one_of(st.none(), st.integers(0, 2000))


def _part(known: list[Fault], cap: Fraction | None = None) -> Part:
    return PART.model_copy(update={"deductions": tuple(known), "deductions_cap": cap})


@given(lists, counts, marks, TIMES, st.one_of(st.none(), costs))
def test_a_part_loses_what_its_faults_cost_and_never_goes_below_nothing(
    known: list[Fault],
    times: dict[str, int],
    totals: list[Fraction],
    seconds: int | None,
    cap: Fraction | None,
) -> None:
    part = _part(known, cap)
    mean = sum(totals, Fraction(0)) / len(totals)
    off = Fraction(0)
    for one in known:
        for _time in range(times.get(one.code, 0)):
            off += one.points if one.points is not None else mean * (one.percent or 0) / 100
    found = part_points(part, totals, 3, seconds, times)
    assert found.lost_to_faults == (off if cap is None else min(off, cap))
    assert found.points == max(mean - found.lost_to_time - found.lost_to_faults, Fraction(0))
    assert 0 <= found.points <= mean
    backwards = part.model_copy(update={"deductions": tuple(reversed(known))})
    assert part_points(backwards, totals[::-1], 3, seconds, times) == found


@given(lists, counts, st.sampled_from(range(6)))
def test_a_fault_more_never_earns_points(
    known: list[Fault], times: dict[str, int], which: int
) -> None:
    score = Fraction(32, 3)
    more = {**times, f"f{which}": times.get(f"f{which}", 0) + 1}
    assert fault_points(known, more, score, None) >= fault_points(known, times, score, None)
    assert fault_points(known, {}, score, None) == 0


def _with(fault: dict[str, object], *, again: bool = False) -> dict[str, object]:
    values = as_json(shipped_rules())
    values["rounds"][1]["parts"][0]["deductions"] = [fault]
    values["deductions"] = [fault] if again else []
    return values


def test_faults_come_back_from_a_file_as_they_were() -> None:
    kept = read_rules(_with({"code": "late", "title": "Nộp muộn", "percent": "2.5"}))
    [(part, fault)] = kept.faults
    assert part is not None
    assert (part.code, fault.percent) == ("greeting", Fraction(5, 2))
    assert read_rules(as_json(kept)) == kept
    assert "percent = " in write_toml(kept)


@pytest.mark.parametrize(
    "fault",
    [
        {"code": "a", "title": "Lỗi"},
        {"code": "a", "title": "Lỗi", "points": "1", "percent": "10"},
        {"code": "a", "title": "Lỗi", "points": "0"},
        {"code": "a", "title": "Lỗi", "points": "-1"},
        {"code": "a", "title": "Lỗi", "points": 0.5},
        {"code": "a", "title": "Lỗi", "percent": "101"},
        {"code": "a", "title": "Lỗi", "points": "1", "max_times": 0},
        {"code": "A", "title": "Lỗi", "points": "1"},
    ],
)
def test_a_fault_that_cannot_be_counted_is_refused(fault: dict[str, object]) -> None:
    with pytest.raises(RulesInvalid):
        read_rules(_with(fault))


def test_two_faults_do_not_share_a_code() -> None:
    with pytest.raises(RulesInvalid):
        read_rules(_with({"code": "late", "title": "Muộn", "points": "1"}, again=True))
