"""Who passes, with every reason against it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from training.rules import shown
from training.rules.attendance import Attendance
from training.rules.eligibility import Cause, Learner, Outcome, Reason, judge
from training.rules.percent import Share, percent_row
from training.rules.ruleset import Paper, default_rules

RULES = default_rules()
marks = st.none() | st.integers(0, 100).map(lambda n: Fraction(n, 10))


def of(attended: int, mark: str | None, learner: Learner | None = None) -> Outcome:
    """Return the outcome of somebody who attended so many of 50 tiết."""
    given_marks = {"essay": [Fraction(mark)]} if mark else {}
    return judge(RULES, Attendance(Fraction(attended), 50), given_marks, learner or Learner())


def test_worked_case_1_a_plain_class() -> None:
    others = ["8.0"] * 7 + ["7.0"] * 5 + ["7.9"] * 6 + ["5.0", "5.5", "6.0", "6.5", "6.9"]
    everybody = [of(35, "9.0"), of(50, "4.9"), of(40, "5.0"), *(of(45, m) for m in others)]
    passed = [one for one in everybody if one.is_passed]
    assert (len(everybody), len(passed)) == (26, 24)

    late, low = everybody[0].reasons, everybody[1].reasons
    assert [r.cause for r in late] == [Cause.ATTENDANCE]
    assert late[0].facts == {
        "attended": "35",
        "held": "50",
        "share": "70,0%",
        "needed": "40",
        "required": "80%",
    }
    assert [(r.cause, r.facts) for r in low] == [(Cause.MARK_LOW, {"mark": "4,9", "needed": "5,0"})]
    counts = [sum(one.band == code for one in passed) for code in ("good", "fair", "average")]
    assert counts == [7, 11, 6]
    assert [str(p) for p in percent_row(counts)] == ["29.2", "45.8", "25.0"]
    assert str(Share(24, 26).percent()) == "92.3"


def test_all_reasons_are_given_at_once() -> None:
    found = of(35, None, Learner(has_birth=False, discipline_note="Bỏ thi"))
    assert [r.cause for r in found.reasons] == [
        Cause.ATTENDANCE,
        Cause.PAPER_MISSING,
        Cause.DISCIPLINE,
        Cause.NO_BIRTH,
    ]


def test_a_share_that_fails_is_never_shown_as_the_share_that_passes() -> None:
    found = judge(RULES, Attendance(Fraction(1599), 2000), {"essay": [Fraction(9)]})
    assert found.reasons[0].facts["share"] == "79,9%"


def test_a_share_that_fails_by_far_is_rounded_as_the_column_beside_it() -> None:
    found = judge(RULES, Attendance(Fraction(10), 15), {"essay": [Fraction(9)]})
    assert found.reasons[0].facts["share"] == "66,7%"


def test_lessons_without_a_mark_are_named_when_tiet_are_missing() -> None:
    found = judge(RULES, Attendance(Fraction(5), 10, unmarked=1), {"essay": [Fraction(9)]})
    assert [r.cause for r in found.reasons] == [Cause.ATTENDANCE, Cause.UNMARKED]


@given(st.integers(0, 50), marks)
def test_whoever_attends_enough_and_reaches_the_mark_passes(
    attended: int, mark: Fraction | None
) -> None:
    found = judge(RULES, Attendance(Fraction(attended), 50), {"essay": [mark]})
    assert found.is_passed == (attended >= 40 and mark is not None and mark >= 5)
    assert bool(found.band) == found.is_passed


@given(st.integers(0, 50), marks, st.booleans(), st.sampled_from(["", "Bỏ thi"]))
def test_every_condition_that_fails_is_named_whatever_else_fails(
    attended: int, mark: Fraction | None, has_birth: bool, note: str
) -> None:
    learner = Learner(has_birth=has_birth, discipline_note=note)
    found = judge(RULES, Attendance(Fraction(attended), 50), {"essay": [mark]}, learner)
    expected = {
        Cause.ATTENDANCE: attended < 40,
        Cause.PAPER_MISSING: mark is None,
        Cause.MARK_LOW: mark is not None and mark < 5,
        Cause.DISCIPLINE: bool(note),
        Cause.NO_BIRTH: not has_birth,
    }
    assert [one.cause for one in found.reasons] == [one for one, fails in expected.items() if fails]


@given(st.integers(0, 50), marks)
def test_a_reason_reads_back_as_it_was_frozen(attended: int, mark: Fraction | None) -> None:
    for reason in judge(RULES, Attendance(Fraction(attended), 50), {"essay": [mark]}).reasons:
        assert Reason.from_json(reason.as_json()) == reason
        assert reason.cause % reason.facts


def test_a_paper_just_below_its_minimum_is_not_shown_as_reaching_it() -> None:
    paper = Paper(code="essay", title="Bài thu hoạch", markers=2, minimum=Fraction(5))
    rules = RULES.model_copy(update={"papers": (paper,)})
    marks_of_two = {"essay": [Fraction("4.99"), Fraction(5)]}
    found = judge(rules, Attendance(Fraction(50), 50), marks_of_two)
    assert [(one.cause, one.facts) for one in found.reasons] == [
        (Cause.PAPER_LOW, {"paper": "Bài thu hoạch", "mark": "4,995", "needed": "5,0"})
    ]
    assert found.mark == 5


@given(st.fractions(0, 10), st.fractions(0, 10))
def test_a_mark_that_is_too_low_never_reads_as_the_one_that_is_needed(
    value: Fraction, needed: Fraction
) -> None:
    needed = Fraction(round(100 * needed), 100)
    if value < needed:
        assert Fraction(shown.below(value, needed).replace(",", ".")) < needed
