"""Turns are no persons, and who is in post is counted once."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from training.rules import figures
from training.rules.behind import belongs, named
from training.rules.figures import Learning, PostHeld


def a_part(person: int, course: int, **words: object) -> Learning:
    usual = {"is_passed": True, "band": "", "label": "", "audience": "COMMITTEE"}
    return Learning(
        enrolment_id=1000 * course + person,
        course_id=course,
        programme_id=course,
        person_id=person,
        unit_id=1,
        owner_id=1,
        recognised_on=date(2014, 6, 1),
        **{**usual, **words},  # type: ignore[arg-type]
    )


PARTS = st.lists(
    st.builds(
        a_part, st.integers(1, 30), st.integers(1, 4), is_passed=st.booleans(),
        band=st.sampled_from(["", "GOOD", "FAIR", "PASS"]),
        gender=st.sampled_from([None, "female", "male"]),
    ),
    unique_by=lambda part: part.enrolment_id,
)  # fmt: skip


def test_case_11_340_turns_are_295_persons() -> None:
    """172, 120 and 48 completed; 35 people two of them, 5 all three."""
    work = range(172)
    topic = [*range(35 + 5), *range(1000, 1080)]
    new = [*range(5), *range(2000, 2043)]
    rows = [
        a_part(person, course)
        for course, people in ((1, work), (2, topic), (3, new))
        for person in people
    ]
    assert (len(work), len(topic), len(new)) == (172, 120, 48)
    assert figures.turns(rows) == 340
    assert figures.persons(rows) == 295


def test_case_11_180_posts_are_held_by_178_persons_and_177_are_trained() -> None:
    secretaries = [PostHeld(n, n, "secretary", "residential") for n in range(116)]
    deputies = [PostHeld(114 + n, n, "deputy", "residential") for n in range(64)]
    found = figures.coverage(secretaries + deputies, set(range(178)) - {177})
    assert (found.posts, found.persons, found.trained) == (180, 178, 177)
    assert found.share.percent() == Decimal("99.4")
    assert found.missing == (177,)


def test_case_1_the_year_counts_26_enrolled_and_24_completed() -> None:
    rows = [a_part(person, 1, is_passed=person > 1) for person in range(26)]
    assert (len(rows), figures.turns(rows)) == (26, 24)
    assert figures.completion(rows).percent() == Decimal("92.3")


def test_bands_are_in_the_order_of_the_rules_and_add_up() -> None:
    marks = ["PASS"] * 6 + ["FAIR"] * 11 + ["GOOD"] * 7
    rows = [a_part(n, 1, band=band, label=band.lower()) for n, band in enumerate(marks)]
    found = figures.bands(rows, ("GOOD", "FAIR", "PASS"))
    assert [(band.code, band.count, str(band.percent)) for band in found] == [
        ("GOOD", 7, "29.2"),
        ("FAIR", 11, "45.8"),
        ("PASS", 6, "25.0"),
    ]


def test_a_group_is_counted_only_where_it_is_recorded() -> None:
    rows = [
        a_part(1, 1, gender="female", ethnicity="H'Mông"),
        a_part(2, 1, gender="male", ethnicity="Kinh"),
        a_part(3, 1),
    ]
    assert figures.women(rows) == figures.Recorded(1, 2)
    assert figures.minority(rows) == figures.Recorded(1, 2)


@given(PARTS, PARTS)
def test_turns_add_up_and_persons_never_more_than_turns(
    one: list[Learning], other: list[Learning]
) -> None:
    assert figures.turns(one + other) == figures.turns(one) + figures.turns(other)
    assert figures.persons(one + other) <= figures.persons(one) + figures.persons(other)
    assert figures.persons(one) <= figures.turns(one) <= len(one)


@given(PARTS)
def test_bands_share_out_all_that_is_graded(rows: list[Learning]) -> None:
    found = figures.bands(rows)
    graded = sum(row.is_passed and bool(row.band) for row in rows)
    assert sum(band.count for band in found) == graded
    assert sum(band.percent for band in found) == (100 if graded else 0)


@given(PARTS)
def test_recorded_women_are_no_more_than_recorded_people(rows: list[Learning]) -> None:
    found = figures.women(rows)
    assert 0 <= found.count <= found.recorded <= figures.turns(rows)


POSTS = st.lists(
    st.builds(
        PostHeld, st.integers(1, 20), st.integers(1, 9), st.just("secretary"),
        st.sampled_from([None, "school", "residential"]),
    )
)  # fmt: skip


@given(POSTS, st.sets(st.integers(1, 20)))
def test_coverage_counts_every_person_once(posts: list[PostHeld], trained: set[int]) -> None:
    found = figures.coverage(posts, trained)
    assert found.trained + len(found.missing) == found.persons <= found.posts
    assert not set(found.missing) & trained
    kinds = figures.coverage_by_kind(posts, trained).values()
    assert sum(kind.posts for kind in kinds) == found.posts
    assert sum(kind.persons for kind in kinds) >= found.persons


def test_a_figure_names_one_learner_for_each_of_what_it_counts() -> None:
    parts = [
        a_part(1, 1), a_part(1, 2), a_part(2, 1, is_passed=False), a_part(3, 1, audience="OTHER")
    ]  # fmt: skip
    found = {
        code: sorted(part.enrolment_id for part in named(parts, code))
        for code in ("enrolled", "turns", "persons")
    }
    assert found == {
        "enrolled": [1001, 1002, 1003, 2001], "turns": [1001, 1003, 2001], "persons": [1003, 2001],
    }  # fmt: skip
    assert [part.person_id for part in parts if belongs(part, "committee_training_turns")] == [
        1, 1, 2,
    ]  # fmt: skip
