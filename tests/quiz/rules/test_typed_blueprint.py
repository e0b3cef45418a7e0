"""A blueprint survives the way through a form."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.rules.assembly import MOST_SECTIONS, BlueprintCell
from quiz.rules.typed_blueprint import (
    BadBlueprint,
    TypedBlueprint,
    TypedSection,
    cell_name,
    read_typed,
    typed_from,
)

LEVELS = ("recall", "application")
WEIGHTS = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(2)])


@st.composite
def blueprints(draw: st.DrawFn) -> list[BlueprintCell]:
    cells = []
    for section in range(1, draw(st.integers(1, 3)) + 1):
        kind = draw(st.sampled_from(["", "one", "essay"]))
        for level in LEVELS:
            weight = draw(WEIGHTS)
            for topic in (1, 2):
                count = draw(st.integers(0, 5))
                if count:
                    cells.append(BlueprintCell(topic, level, count, kind, section, weight))
    return cells


def as_form(typed: TypedBlueprint) -> dict[str, str]:
    form = {"sections": str(len(typed.sections))}
    for one in typed.sections:
        form |= {f"title-{one.number}": one.title, f"kind-{one.number}": one.kind}
        form |= {f"points-{one.number}-{level}": text for level, text in one.points.items()}
        for (topic, level), count in one.counts.items():
            form[cell_name(one.number, topic, level)] = str(count)
    return form


@given(blueprints())
def test_a_form_gives_back_the_cells_it_shows(cells: list[BlueprintCell]) -> None:
    typed = typed_from(cells, [])
    assert sorted(typed.cells()) == sorted(cells)
    assert sorted(read_typed(as_form(typed), ["one", "essay"]).cells()) == sorted(cells)


@pytest.mark.parametrize(
    "form",
    [
        {"cell-1-recall": "many"},
        {"cell-x-recall": "1"},
        {"cell-1-recall": "1000"},
        {"cell-1-recall-11": "1"},
        {"cell-1-recall-12": "1"},
    ],
)
def test_what_is_no_count_is_refused(form: dict[str, str]) -> None:
    with pytest.raises(BadBlueprint):
        read_typed(form, [])


@pytest.mark.parametrize("weight", ["0", "-1", "x", "1/0", "101", "1e9"])
def test_what_is_no_weight_is_refused(weight: str) -> None:
    typed = read_typed({"cell-1-recall": "1", "points-1-recall": weight}, [])
    with pytest.raises(BadBlueprint):
        typed.cells()


def test_a_weight_is_typed_with_a_comma_too() -> None:
    [cell] = read_typed({"cell-1-recall": "1", "points-1-recall": "0,5"}, []).cells()
    assert cell.points == Fraction(1, 2)


def test_sections_are_added_and_left_out() -> None:
    typed = TypedBlueprint((TypedSection(1, "Một"), TypedSection(2, "Hai")))
    assert len(typed.with_section().sections) == 3
    assert [(one.number, one.title) for one in typed.without_section(1).sections] == [(1, "Hai")]
    alone = TypedBlueprint().without_section(1)
    assert alone.sections == (TypedSection(),)
    full = TypedBlueprint(tuple(TypedSection(n) for n in range(1, MOST_SECTIONS + 1)))
    assert full.with_section() == full


def test_an_unknown_kind_is_any_kind() -> None:
    assert read_typed({"kind-1": "riddle"}, ["one"]).sections[0].kind == ""
