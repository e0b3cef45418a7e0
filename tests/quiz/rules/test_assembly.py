"""Papers are drawn from blueprint, pool and seed."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.rules.assembly import (
    BlueprintCell,
    BlueprintEmpty,
    BlueprintImpossible,
    CellSupply,
    Drawable,
    check_feasible,
    supply,
)
from quiz.rules.drawing import attempt_seed, draw_questions, option_order

CELLS = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(["recall", "application"]), st.integers(0, 5)),
    min_size=1,
    max_size=6,
    unique_by=lambda cell: cell[:2],
)
SEEDS = st.text(max_size=12)


def pool_for(blueprint: list[BlueprintCell], spare: int) -> list[Drawable]:
    places = [
        (cell.topic_id, cell.difficulty) for cell in blueprint for _ in range(cell.count + spare)
    ]
    return [Drawable(100 + number, *place) for number, place in enumerate(places)]


@st.composite
def feasible(draw: st.DrawFn) -> tuple[list[BlueprintCell], list[Drawable]]:
    blueprint = [BlueprintCell(*cell) for cell in draw(CELLS)]
    if not any(cell.count for cell in blueprint):
        blueprint[0] = BlueprintCell(blueprint[0].topic_id, blueprint[0].difficulty, 1)
    return blueprint, pool_for(blueprint, draw(st.integers(0, 3)))


@given(feasible(), SEEDS)
def test_a_paper_holds_exactly_what_the_blueprint_asks_for(
    given_: tuple[list[BlueprintCell], list[Drawable]], seed: str
) -> None:
    blueprint, pool = given_
    by_id = {question.version_id: question for question in pool}
    drawn = draw_questions(blueprint, pool, seed)
    assert len(set(drawn)) == len(drawn)
    counts = Counter((by_id[one].topic_id, by_id[one].difficulty) for one in drawn)
    assert counts == Counter({(c.topic_id, c.difficulty): c.count for c in blueprint if c.count})


@given(feasible(), SEEDS, st.randoms())
def test_a_paper_depends_on_the_seed_and_not_on_the_order_of_the_pool(
    given_: tuple[list[BlueprintCell], list[Drawable]], seed: str, order: random.Random
) -> None:
    blueprint, pool = given_
    first = draw_questions(blueprint, pool, seed)
    order.shuffle(pool)
    order.shuffle(blueprint)
    assert draw_questions(blueprint, pool, seed) == first


def test_a_blueprint_the_pool_cannot_serve_is_refused_with_the_number_missing() -> None:
    blueprint = [BlueprintCell(1, "recall", 3), BlueprintCell(2, "recall", 1)]
    with pytest.raises(BlueprintImpossible) as refusal:
        draw_questions(blueprint, [Drawable(1, 1, "recall")], "seed")
    assert refusal.value.facts["missing"] == 3


@pytest.mark.parametrize("count", [0, 201])
def test_a_paper_has_between_one_and_two_hundred_questions(count: int) -> None:
    pool = [Drawable(number, 1, "recall") for number in range(300)]
    with pytest.raises(BlueprintEmpty):
        check_feasible([BlueprintCell(1, "recall", count)], pool)


def test_the_supply_names_what_is_scarce_and_what_is_missing() -> None:
    blueprint = [
        BlueprintCell(1, "recall", 1),
        BlueprintCell(2, "recall", 1),
        BlueprintCell(3, "recall", 2),
    ]
    pool = [
        Drawable(1, 1, "recall"),
        Drawable(2, 1, "recall"),
        Drawable(3, 2, "recall"),
        Drawable(4, 3, "recall"),
    ]
    rows = supply(blueprint, pool)
    assert rows[0] == CellSupply(1, "recall", 1, 2)
    assert [(row.is_scarce, row.missing) for row in rows] == [(False, 0), (True, 0), (False, 1)]


def test_two_people_get_papers_of_their_own() -> None:
    pool = [Drawable(number, 1, "recall") for number in range(60)]
    blueprint = [BlueprintCell(1, "recall", 30)]
    papers = {
        draw_questions(blueprint, pool, attempt_seed("seed", person)) for person in ("an", "binh")
    }
    assert len(papers) == 2


@given(st.integers(1, 12), SEEDS, st.integers(1, 9))
def test_options_are_shuffled_without_loss(count: int, seed: str, version_id: int) -> None:
    order = option_order(count, seed, version_id, keeps_order=False)
    assert sorted(order) == list(range(count))
    assert option_order(count, seed, version_id, keeps_order=False) == order


def test_true_or_false_always_stands_in_this_order() -> None:
    assert {option_order(2, f"seed {n}", 1, keeps_order=True) for n in range(20)} == {(0, 1)}


def test_options_of_different_questions_are_shuffled_apart() -> None:
    assert len({option_order(6, "seed", version, keeps_order=False) for version in range(9)}) > 1


def test_what_a_group_takes_away_is_missing_and_named() -> None:
    pool = [
        Drawable(1, 1, "recall", group="F042"),
        Drawable(2, 1, "recall", group="F042"),
        Drawable(3, 1, "application", group="F042"),
        Drawable(4, 1, "application"),
    ]
    both = [BlueprintCell(1, "recall", 1), BlueprintCell(1, "application", 1)]
    assert set(draw_questions(both, pool, "seed")) in ({1, 4}, {2, 4})
    rows = supply([BlueprintCell(1, "recall", 2), BlueprintCell(1, "application", 1)], pool)
    assert [(row.available, row.missing) for row in rows] == [(1, 1), (2, 0)]
    with pytest.raises(BlueprintImpossible):
        draw_questions(
            [BlueprintCell(1, "recall", 1), BlueprintCell(1, "application", 2)], pool, "x"
        )


def test_papers_of_a_pool_without_groups_are_drawn_as_ever() -> None:
    pool = [Drawable(number, 1, "recall") for number in range(60)]
    drawn = draw_questions([BlueprintCell(1, "recall", 5)], pool, "seed:person")
    assert drawn == (34, 33, 16, 52, 40)
