"""Counting papers agrees with drawing them all; rarely seen questions come first."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.rules.assembly import (
    DRAWN_BY_ANY,
    BlueprintCell,
    BlueprintImpossible,
    Drawable,
    check_feasible,
    groups_span,
    least_seen,
    supply,
)
from quiz.rules.drawing import draw_paper
from quiz.rules.expectation import DEFAULT_FACILITY, expectation
from quiz.rules.variety import distinct_papers

KINDS = ["", "one", "several", "essay"]
BLUEPRINTS = st.lists(
    st.builds(
        BlueprintCell,
        st.integers(1, 2),
        st.just("recall"),
        st.integers(0, 2),
        st.sampled_from(KINDS),
        st.integers(1, 2),
        st.sampled_from([Fraction(1), Fraction(1, 2)]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda cell: (cell.key, cell.section),
)
POOLS = st.lists(
    st.tuples(
        st.integers(1, 2),
        st.sampled_from(["one", "several", "short", "essay"]),
        st.integers(0, 3),
        st.sampled_from(["", "", "a", "b", "c"]),
    ),
    max_size=8,
).map(
    lambda rows: [
        Drawable(number, topic, "recall", kind, exposure, group)
        for number, (topic, kind, exposure, group) in enumerate(rows)
    ]
)


def is_feasible(blueprint: list[BlueprintCell], pool: list[Drawable]) -> bool:
    return any(cell.count for cell in blueprint) and not any(
        row.missing for row in supply(blueprint, pool)
    )


def all_papers(
    blueprint: list[BlueprintCell], pool: list[Drawable]
) -> set[tuple[frozenset[int], ...]]:
    """Return every paper as the set of questions of each section, by trying everything."""
    choices = [
        list(combinations([one.version_id for one in pool if one.fits(cell.key)], cell.count))
        for cell in blueprint
    ]
    only = {one.version_id: one.only for one in pool}
    found = set()
    for chosen in product(*choices):
        flat = [only[version] for part in chosen for version in part]
        if len(set(flat)) == len(flat):
            sections: dict[int, set[int]] = {1: set(), 2: set()}
            for cell, part in zip(blueprint, chosen, strict=True):
                sections[cell.section] |= set(part)
            found.add(tuple(frozenset(sections[number]) for number in (1, 2)))
    return found


@settings(max_examples=60, deadline=None)
@given(BLUEPRINTS, POOLS, st.booleans())
def test_the_number_of_papers_is_what_trying_everything_gives(
    blueprint: list[BlueprintCell], pool: list[Drawable], prefers: bool
) -> None:
    counted = distinct_papers(blueprint, pool, prefers_least_seen=prefers)
    if not any(cell.count for cell in blueprint):
        return
    assert is_feasible(blueprint, pool) == bool(all_papers(blueprint, pool))
    if not is_feasible(blueprint, pool):
        assert counted == 0
        return
    offered = least_seen(blueprint, pool) if prefers else pool
    assert counted == len(all_papers(blueprint, offered))


@settings(max_examples=60, deadline=None)
@given(BLUEPRINTS, POOLS)
def test_a_number_that_is_not_counted_to_the_end_is_at_least_one_and_not_too_high(
    blueprint: list[BlueprintCell], pool: list[Drawable]
) -> None:
    whole = distinct_papers(blueprint, pool)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quiz.rules.variety.MOST_STATES", 1)
        counted = distinct_papers(blueprint, pool)
    assert min(whole, 1) <= counted <= whole


@settings(deadline=None)
@given(BLUEPRINTS, POOLS, st.text(max_size=8), st.booleans())
def test_a_paper_meets_every_cell_and_repeats_no_question(
    blueprint: list[BlueprintCell], pool: list[Drawable], seed: str, prefers: bool
) -> None:
    if not is_feasible(blueprint, pool):
        return
    drawn = draw_paper(blueprint, pool, seed, prefers_least_seen=prefers)
    again = draw_paper(blueprint[::-1], pool[::-1], seed, prefers_least_seen=prefers)
    assert drawn == again
    assert len({one.version_id for one in drawn}) == len(drawn)
    only = [one.only for one in pool if one.version_id in {row.version_id for row in drawn}]
    assert len(set(only)) == len(only)
    assert [one.section for one in drawn] == sorted(one.section for one in drawn)
    by_id = {one.version_id: one for one in pool}
    for section in (1, 2):
        kinds = [by_id[one.version_id] for one in drawn if one.section == section]
        cells = [cell for cell in blueprint if cell.section == section]
        assert len(kinds) == sum(cell.count for cell in cells)
        for cell in cells:
            assert sum(one.fits(cell.key) for one in kinds) >= cell.count
    assert sum(one.points for one in drawn) == sum(cell.points * cell.count for cell in blueprint)


@given(BLUEPRINTS, POOLS)
def test_what_is_left_out_was_seen_more_often_and_the_blueprint_can_still_be_served(
    blueprint: list[BlueprintCell], pool: list[Drawable]
) -> None:
    if not is_feasible(blueprint, pool):
        return
    kept = least_seen(blueprint, pool)
    assert is_feasible(blueprint, kept)
    for cell in blueprint:
        left_out = [one.exposure for one in pool if one.fits(cell.key) and one not in kept]
        stays = sorted(one.exposure for one in kept if one.fits(cell.key))
        if left_out:
            assert len(stays) >= 2 * cell.count
            assert min(left_out) > stays[2 * cell.count - 1 if cell.count else 0]


def test_a_fresh_question_is_preferred_to_one_that_was_seen() -> None:
    fresh = [Drawable(number, 1, "recall") for number in range(4)]
    seen = [Drawable(10 + number, 1, "recall", "one", 7) for number in range(4)]
    blueprint = [BlueprintCell(1, "recall", 2)]
    drawn = {
        one.version_id
        for n in range(30)
        for one in draw_paper(blueprint, fresh + seen, f"seed {n}", prefers_least_seen=True)
    }
    assert drawn == {0, 1, 2, 3}


def test_a_refusal_names_the_cell_and_how_many_it_lacks() -> None:
    with pytest.raises(BlueprintImpossible) as refused:
        check_feasible(
            [BlueprintCell(1, "recall", 3, "one")],
            [Drawable(1, 1, "recall", "several")],
            {1: "Điều lệ Đảng"},
            {"recall": "Recall", "one": "One right answer"},
        )
    [cell] = refused.value.facts["cells"]  # type: ignore[misc]
    assert cell.facts == {
        "topic": "Điều lệ Đảng",
        "difficulty": "Recall",
        "kind": "One right answer",
        "missing": 3,
        "wanted": 3,
    }


def test_a_cell_of_any_kind_takes_nothing_that_people_mark() -> None:
    assert not DRAWN_BY_ANY & {"essay", "situation", "prediction"}


def test_equal_questions_make_equal_papers() -> None:
    pool = [Drawable(number, 1, "recall") for number in range(5)]
    found = expectation([BlueprintCell(1, "recall", 2)], pool, {}, Fraction(30))
    assert found is not None
    assert (found.mean, found.spread) == (30 * DEFAULT_FACILITY["recall"], 0)


def test_the_spread_is_that_of_all_papers() -> None:
    pool = [Drawable(number, 1, "recall") for number in range(4)]
    measured = {number: Fraction(number, 4) for number in range(4)}
    found = expectation([BlueprintCell(1, "recall", 2)], pool, measured, Fraction(2))
    assert found is not None
    scores = [measured[a] + measured[b] for a, b in combinations(range(4), 2)]
    mean = sum(scores) / Fraction(len(scores))
    variance = sum((score - mean) ** 2 for score in scores) / Fraction(len(scores))
    assert found.mean == mean
    assert abs(Fraction(found.spread) ** 2 - variance) < Fraction(1, 10**9)
    assert (found.measured, found.considered) == (4, 4)


def test_the_spread_is_that_of_all_papers_where_questions_exclude_each_other() -> None:
    groups = ["a", "a", "a", "b", "b", ""]
    pool = [Drawable(number, 1, "recall", group=group) for number, group in enumerate(groups)]
    measured = {number: Fraction(number * number, 30) for number in range(6)}
    found = expectation([BlueprintCell(1, "recall", 2)], pool, measured, Fraction(2))
    assert found is not None
    members = [[0, 1, 2], [3, 4], [5]]
    papers = [  # each pair of groups is as likely, and each question of a group
        (measured[one] + measured[other], Fraction(1, 3 * len(first) * len(second)))
        for first, second in combinations(members, 2)
        for one, other in product(first, second)
    ]
    mean = sum(score * chance for score, chance in papers)
    assert found.mean == mean
    variance = sum((score - mean) ** 2 * chance for score, chance in papers)
    assert abs(Fraction(found.spread) ** 2 - variance) < Fraction(1, 10**9)


@given(BLUEPRINTS, POOLS)
def test_groups_span_cells_where_two_of_their_questions_fit_different_ones(
    blueprint: list[BlueprintCell], pool: list[Drawable]
) -> None:
    keys = {cell.key for cell in blueprint if cell.count}
    fits = [{key for key in keys for one in pool if one.group == name and one.fits(key)}
            for name in ("a", "b", "c")]  # fmt: skip
    assert groups_span(blueprint, pool) == any(len(one) > 1 for one in fits)
