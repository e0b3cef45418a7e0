"""Who passes a class: every reason against it at once, each with its figures and its repair."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from foundation.errors import N_
from training.rules import shown
from training.rules.attendance import Attendance
from training.rules.marks import PaperMark, band, final_mark, paper_marks
from training.rules.ruleset import RuleDocument


class Cause(StrEnum):
    """Why somebody does not pass; the value is the sentence."""

    NO_LESSON = N_("No lesson of this class was taught yet")
    ATTENDANCE = N_(
        "Attended %(attended)s of %(held)s periods (%(share)s), needs %(needed)s (%(required)s)"
    )
    UNMARKED = N_("%(count)s taught lessons have no mark in the roll")
    PAPER_MISSING = N_("Not handed in: %(paper)s")
    SECOND_MARKER = N_("Waits for the second marker: %(paper)s")
    APART = N_("The markers of %(paper)s lie %(apart)s apart, at most %(most)s are allowed")
    PAPER_LOW = N_("%(paper)s: mark %(mark)s, needs %(needed)s")
    MARK_LOW = N_("Mark %(mark)s, needs %(needed)s")
    DISCIPLINE = N_("Note on discipline: %(note)s")
    NO_BIRTH = N_("No date of birth, the certificate cannot be printed")


@dataclass(frozen=True)
class Reason:
    """One cause with the figures its sentence names."""

    cause: Cause
    facts: dict[str, str]

    def as_json(self) -> list[Any]:
        """Return the reason as it is frozen."""
        return [self.cause.name, self.facts]

    @classmethod
    def from_json(cls, kept: Sequence[Any]) -> "Reason":
        """Return a frozen reason."""
        return cls(Cause[kept[0]], dict(kept[1]))


@dataclass(frozen=True)
class Outcome:
    """What somebody reached: the reasons against passing, the rounded mark and its label."""

    attendance: Attendance
    papers: tuple[PaperMark, ...]
    mark: Fraction | None
    band: str
    label: str
    reasons: tuple[Reason, ...]

    @property
    def is_passed(self) -> bool:
        """Return whether nothing stands against passing."""
        return not self.reasons


@dataclass(frozen=True)
class Learner:
    """What the rules look at besides tiết and marks."""

    has_birth: bool = True
    discipline_note: str = ""


def judge(
    rules: RuleDocument,
    attendance: Attendance,
    given: Mapping[str, Sequence[Fraction | None]],
    learner: Learner = Learner(),
) -> Outcome:
    """Return the outcome with all reasons against it, not the first only.

    Args:
        given: paper code to what its first and second marker gave.
    """
    papers = paper_marks(rules, given)
    mark = final_mark(rules, papers)
    reached = band(rules, mark) if mark is not None else None
    reasons = (
        *_attendance(rules, attendance),
        *_papers(papers),
        *_mark(rules, mark),
        *_learner(rules, learner),
    )
    if reached is None or reasons:
        label = rules.failed_label if mark is not None else ""
        return Outcome(attendance, papers, mark, "", label, reasons)
    return Outcome(attendance, papers, mark, reached.code, reached.label, reasons)


def _attendance(rules: RuleDocument, found: Attendance) -> Iterator[Reason]:
    rule = rules.attendance
    if found.share is None:
        yield Reason(Cause.NO_LESSON, {})
        return
    if found.is_enough(rule):
        return
    held = Attendance(found.attended, found.held)
    yield Reason(
        Cause.ATTENDANCE,
        {
            "attended": shown.plain(found.attended),
            "held": str(found.held),
            "share": shown.percent(found.share, rule.share),
            "needed": str(held.needed(rule)),
            "required": shown.percent_plain(rule.share),
        },
    )
    if found.unmarked:
        yield Reason(Cause.UNMARKED, {"count": str(found.unmarked)})


def _papers(papers: Sequence[PaperMark]) -> Iterator[Reason]:
    for one in papers:
        title = one.paper.title[:1].lower() + one.paper.title[1:]
        value = one.value
        if one.is_missing:
            yield Reason(Cause.PAPER_MISSING, {"paper": title})
        elif one.is_waiting:
            yield Reason(Cause.SECOND_MARKER, {"paper": title})
        elif one.must_agree:
            most = one.paper.most_apart or Fraction(0)
            facts = {"apart": shown.plain(one.apart), "most": shown.plain(most)}
            yield Reason(Cause.APART, {"paper": title, **facts})
        elif value is not None and value < one.paper.minimum:
            facts = {
                "mark": shown.below(value, one.paper.minimum),
                "needed": shown.exact(one.paper.minimum),
            }
            yield Reason(Cause.PAPER_LOW, {"paper": one.paper.title, **facts})


def _mark(rules: RuleDocument, mark: Fraction | None) -> Iterator[Reason]:
    needed = rules.pass_mark
    if mark is not None and needed is not None and mark < needed:
        places = rules.places
        facts = {"mark": shown.mark(mark, places), "needed": shown.exact(needed, places)}
        yield Reason(Cause.MARK_LOW, facts)


def _learner(rules: RuleDocument, learner: Learner) -> Iterator[Reason]:
    if rules.refuse_discipline and learner.discipline_note:
        yield Reason(Cause.DISCIPLINE, {"note": learner.discipline_note})
    if not learner.has_birth:
        yield Reason(Cause.NO_BIRTH, {})
