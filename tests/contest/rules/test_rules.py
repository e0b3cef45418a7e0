"""Scoring, ranking, drawing: properties that hold for any contest, and the demo's rules."""

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules import drawing, scoring
from contest.rules.document import (
    LadderStep,
    RulesInvalid,
    Tier,
    TimeRule,
    as_json,
    read_rules,
    shipped_rules,
)
from contest.rules.freezing import digest
from contest.rules.ranking import Scored, boundaries_of, prizes, promoted, rank

RULES = shipped_rules()
DECIDE = (LadderStep(by="part", code="situation"), LadderStep(by="decision"))
totals = st.lists(st.integers(0, 12).map(lambda n: Fraction(n, 4)), min_size=1, max_size=12)


def scored(values: list[Fraction], situations: list[Fraction] | None = None) -> list[Scored]:
    return [
        Scored(i, total, {"situation": (situations or values)[i]}) for i, total in enumerate(values)
    ]


def test_the_shipped_rules_make_a_hundred_points() -> None:
    assert sum(column.max_points for column in RULES.columns) == 100
    assert [column.code for column in RULES.columns] == ["quiz", "greeting", "situation", "talk"]


def test_rules_come_back_from_json_as_they_were() -> None:
    assert read_rules(as_json(RULES)) == RULES


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("promotion",), {"nobody": 1}),
        (("ladder",), [{"by": "part", "code": "nothing"}]),
        (("categories",), []),
        (("rounds", 1, "parts", 0, "criteria", 0, "step"), "0.3"),
        (("rounds", 0, "max_points"), 0.1),
        (("surprise",), 1),
        (("ladder",), [{"by": "round", "code": "situation"}]),
        (("ladder",), [{"by": "part", "code": "stage"}]),
        (("rounds", 1, "code"), "talk"),
    ],
)
def test_rules_that_cannot_be_used_are_refused(path: tuple[str | int, ...], value: object) -> None:
    values = as_json(RULES)
    place = values
    for step in path[:-1]:
        place = place[step]  # type: ignore[index]
    place[path[-1]] = value  # type: ignore[index]
    with pytest.raises(RulesInvalid):
        read_rules(values)


def test_a_cell_belongs_to_the_category_of_its_kind_or_to_the_others() -> None:
    assert RULES.category_of("residential") == "residential"
    assert {RULES.category_of(kind) for kind in ("school", "office", None)} == {"other"}


PART = RULES.part("greeting")


@pytest.mark.parametrize("mark", ["-0.25", "8.25", "0.1"])
def test_a_mark_outside_its_range_or_steps_is_refused(mark: str) -> None:
    with pytest.raises(scoring.MarkOutOfRange):
        scoring.check_marks(PART, {"content": Fraction(mark)}, is_whole=False)


def test_an_empty_criterion_cannot_be_signed() -> None:
    with pytest.raises(scoring.MarkMissing):
        scoring.check_marks(PART, {"content": Fraction(8)}, is_whole=True)


def test_the_mean_of_three_judges_is_exact() -> None:
    score = scoring.panel_score(PART, [Fraction(10), Fraction(11), Fraction(11)], 3)
    assert score == Fraction(32, 3)


def test_too_few_sheets_make_no_score() -> None:
    with pytest.raises(scoring.TooFewJudges):
        scoring.panel_score(PART, [Fraction(10), Fraction(11)], 3)


@given(totals.filter(lambda values: len(values) >= 3), st.randoms())
def test_the_order_of_the_judges_does_not_matter(values: list[Fraction], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(values)
    chance.shuffle(shuffled)
    assert scoring.panel_score(PART, values, 3) == scoring.panel_score(PART, shuffled, 3)


@pytest.mark.parametrize(
    ("seconds", "points"), [(None, 0), (300, 0), (359, 0), (360, 1), (419, 1), (420, 2), (900, 10)]
)
def test_each_full_minute_over_costs_a_point(seconds: int | None, points: int) -> None:
    assert scoring.time_penalty(TimeRule(max_seconds=300), seconds) == points


def test_a_penalty_stops_at_its_cap_and_a_part_at_zero() -> None:
    capped = TimeRule(max_seconds=60, cap=Fraction(2))
    assert scoring.time_penalty(capped, 6000) == 2
    assert scoring.after_deductions(Fraction(1), [Fraction(2)]) == 0


@given(totals)
def test_a_place_is_one_more_than_the_number_of_better_entries(values: list[Fraction]) -> None:
    for place in rank(scored(values), DECIDE, frozenset(), {}).places:
        better = sum(value > values[place.entry_id] for value in values)
        assert place.place == better + 1


@given(totals, st.randoms())
def test_the_order_of_entries_does_not_matter(values: list[Fraction], chance) -> None:  # type: ignore[no-untyped-def]
    entries = scored(values)
    shuffled = list(entries)
    chance.shuffle(shuffled)
    limits = frozenset({1, 3})
    assert rank(entries, DECIDE, limits, {}) == rank(shuffled, DECIDE, limits, {})


def test_the_ladder_breaks_a_tie_that_matters() -> None:
    values = [Fraction(9), Fraction(9), Fraction(8)]
    found = rank(scored(values, [Fraction(1), Fraction(2), Fraction(0)]), DECIDE, {1}, {})
    assert [(p.entry_id, p.place, p.decided_by) for p in found.places] == [
        (1, 1, "situation"),
        (0, 2, "situation"),
        (2, 3, None),
    ]


def test_a_tie_that_changes_nothing_is_left_as_it_is() -> None:
    values = [Fraction(9), Fraction(8), Fraction(8)]
    found = rank(scored(values, [Fraction(0), Fraction(1), Fraction(2)]), DECIDE, {1}, {})
    assert [(p.place, p.is_shared) for p in found.places] == [(1, False), (2, True), (2, True)]
    assert found.ties == ()


def test_a_used_up_ladder_stops_and_a_decision_settles_it() -> None:
    values = [Fraction(9), Fraction(9)]
    found = rank(scored(values), DECIDE, {1}, {})
    assert [tie.entry_ids for tie in found.ties] == [(0, 1)]
    settled = rank(scored(values), DECIDE, {1}, {frozenset({0, 1}): [1, 0]})
    assert settled.ties == ()
    assert [p.entry_id for p in settled.places] == [1, 0]


TIERS = (Tier(name="Nhất", count=1), Tier(name="Nhì", count=2), Tier(name="KK"))


@given(totals)
def test_no_prize_is_given_more_often_than_there_is(values: list[Fraction]) -> None:
    limits = boundaries_of(TIERS, 1)
    found = rank(scored(values), DECIDE, limits, {})
    decided = {frozenset(tie.entry_ids): tie.entry_ids for tie in found.ties}
    settled = rank(scored(values), DECIDE, limits, decided)
    assert settled.ties == ()
    given_prizes = prizes(settled, TIERS)
    count = Counter(given_prizes.values())
    assert count["Nhất"] == 1
    assert count["Nhì"] == min(2, len(values) - 1)
    assert len(given_prizes) == len(values)
    assert len(promoted(settled, 1)) == 1


@given(st.sets(st.integers(1, 200), max_size=30), st.text(max_size=20))
def test_a_draw_is_an_order_of_the_list_and_can_be_repeated(numbers: set[int], seed: str) -> None:
    order = drawing.draw_order(numbers, seed)
    assert drawing.is_order_of(order, numbers)
    assert drawing.draw_order(sorted(numbers, reverse=True), seed) == order


def _drawn_numbers(seed: str) -> Iterator[int]:
    for counter in itertools.count():
        block = hashlib.sha256(f"{seed}:{counter}".encode()).digest()
        yield from (int.from_bytes(block[n : n + 8], "big") for n in range(0, 32, 8))


def test_the_printed_recipe_alone_gives_the_same_order() -> None:
    places, numbers = list(range(1, 9)), _drawn_numbers("Kim Nọi")
    for last in range(8, 1, -1):
        other = next(one for one in numbers if one < 2**64 // last * last) % last
        places[last - 1], places[other] = places[other], places[last - 1]
    assert drawing.draw_order(range(1, 9), "Kim Nọi") == places == [2, 5, 4, 3, 8, 6, 7, 1]


def test_every_place_is_drawn_about_as_often_for_everybody() -> None:
    draws = 3000
    counts = Counter(drawing.draw_order(range(1, 7), f"seed {n}").index(1) for n in range(draws))
    expected = draws / 6
    chi_square = sum((counts[place] - expected) ** 2 / expected for place in range(6))
    assert chi_square < 20.5  # 5 degrees of freedom: one fair shuffle in a thousand is above


def test_a_digest_changes_with_any_word_of_the_result() -> None:
    rows = {"rows": [{"name": "Páo", "total": "36.75"}]}
    assert digest(rows) == digest({"rows": [{"total": "36.75", "name": "Páo"}]})
    assert digest(rows) != digest({"rows": [{"name": "Páo", "total": "36.7"}]})
