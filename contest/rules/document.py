"""The rules of a contest as one validated document: read from TOML, kept as JSON.

A document is a version; it is frozen when the first score exists. Nothing of a contest's
parts, points, ladder, quotas or prizes stands in code.
"""

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field, model_validator

from foundation import rule_documents
from foundation.errors import N_
from foundation.rule_documents import Code, DocumentInvalid, Exact, Frozen, Misfit, toml_text

RULESETS = Path(__file__).resolve().parent.parent / "rulesets"


class RulesInvalid(DocumentInvalid):
    """The document does not describe a contest that can be held."""

    message = N_("The rules cannot be used: %(place)s – %(problem)s")


class Category(Frozen):
    """A list of its own: the cells of these kinds, or all that no other category takes."""

    code: Code
    name: str
    kinds: tuple[str, ...] = ()
    others: bool = False


class Criterion(Frozen):
    """What a judge gives points for, in steps up to a maximum."""

    code: Code
    title: str
    description: str = ""
    max_points: Exact
    step: Exact = Fraction(1, 4)

    @model_validator(mode="after")
    def _steps_reach_the_maximum(self) -> "Criterion":
        if self.step <= 0 or (self.max_points / self.step).denominator != 1:
            raise Misfit(N_("the maximum must be a whole number of steps"))
        return self


class TimeRule(Frozen):
    """How long a part may take, and what each full minute over costs."""

    max_seconds: int = Field(gt=0)
    points_per_minute: Exact = Fraction(1)
    cap: Exact | None = None


class Fault(Frozen):
    """What costs points each time it happens: a number of them, or a share of the points before.

    Source: deductions other than time are fixed or a percentage, for each fault, and taken off by
    the secretariat, not by each judge (contest-rules 3.3, parameter 8).
    """

    code: Code
    title: str
    points: Exact | None = None
    percent: Exact | None = None
    max_times: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _costs_something(self) -> "Fault":
        if (self.points is None) == (self.percent is None):
            raise Misfit(N_("a deduction has either points or percent"))
        if not (self.points or self.percent) or (self.percent or 0) > 100:
            raise Misfit(N_("a deduction costs more than nothing and at most everything"))
        return self


class Part(Frozen):
    """A part of a stage round, marked by every judge on one sheet."""

    code: Code
    title: str
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    time: TimeRule | None = None
    aggregate: Literal["mean", "sum", "median"] = "mean"
    trim: int = Field(default=0, ge=0)
    deductions: tuple[Fault, ...] = ()
    deductions_cap: Exact | None = None

    @property
    def max_points(self) -> Fraction:
        """Return the most a sheet can hold."""
        return sum((one.max_points for one in self.criteria), Fraction(0))


class Round(Frozen):
    """A round: an online quiz worth ``max_points``, or parts on stage."""

    code: Code
    title: str
    mode: Literal["quiz", "stage"]
    max_points: Exact = Fraction(0)
    min_judges: int = Field(default=3, ge=1)
    parts: tuple[Part, ...] = ()

    @model_validator(mode="after")
    def _fits_its_mode(self) -> "Round":
        if self.mode == "stage" and not self.parts:
            raise Misfit(N_("a stage round needs parts"))
        if self.mode == "quiz" and (self.parts or not self.max_points):
            raise Misfit(N_("a quiz round has points and no parts"))
        return self


class LadderStep(Frozen):
    """What settles a tie next: a round's or part's points, a guess, or the organisers' decision.

    ``prediction`` names a quiz round: whose foretold number lay nearer to the truth stands higher.
    """

    by: Literal["round", "part", "prediction", "decision"]
    code: str = ""

    @property
    def key(self) -> str:
        """Return what names the step where several may bear the same code."""
        return f"prediction:{self.code}" if self.by == "prediction" else self.code


class Tier(Frozen):
    """A prize with its count; without a count, everybody who is left."""

    name: str
    count: int | None = Field(default=None, ge=0)


class RulesDocument(Frozen):
    """The whole rules of a contest."""

    title: str
    categories: tuple[Category, ...] = Field(min_length=1)
    rounds: tuple[Round, ...] = Field(min_length=1)
    ladder: tuple[LadderStep, ...] = (LadderStep(by="decision"),)
    promotion: dict[str, int] = Field(default_factory=dict)
    prizes: tuple[Tier, ...] = ()
    deductions: tuple[Fault, ...] = ()
    """Faults taken off the total, not off a part."""
    deductions_cap: Exact | None = None
    shown_decimals: int = Field(default=2, ge=0, le=4)

    @model_validator(mode="after")
    def _names_fit(self) -> "RulesDocument":
        codes = [one.code for one in self.categories]
        points = [column.code for column in self.columns]
        points += [one.code for one in self.rounds if one.mode == "stage"]
        faults = [fault.code for _part, fault in self.faults]
        if any(len(set(found)) < len(found) for found in (codes, points, faults)):
            raise Misfit(N_("two things share a code"))
        if sum(one.others for one in self.categories) > 1:
            raise Misfit(N_("only one category can take all others"))
        if unknown := set(self.promotion) - set(codes):
            codes_text = ", ".join(sorted(unknown))
            raise Misfit(N_("promotion names an unknown category: %(codes)s"), codes=codes_text)
        for step in self.ladder:
            if step.by != "decision" and step.code not in self._known_to(step.by):
                raise Misfit(N_("the ladder names what is not there: %(code)s"), code=step.code)
        return self

    def _known_to(self, by: str) -> list[str]:
        """Return the codes a step of the ladder may name."""
        if by == "part":
            return [column.code for column in self.columns]
        return [one.code for one in self.rounds if by == "round" or one.mode == "quiz"]

    @property
    def faults(self) -> "tuple[tuple[Part | None, Fault], ...]":
        """Return every fault with the part it is taken off; those of the total have none."""
        parts = [part for one in self.rounds for part in one.parts]
        of_parts = [(part, fault) for part in parts for fault in part.deductions]
        return (*of_parts, *((None, fault) for fault in self.deductions))

    @property
    def columns(self) -> "tuple[Column, ...]":
        """Return what a table of results shows: each quiz round, each part on stage."""
        found: list[Column] = []
        for one in self.rounds:
            if one.mode == "quiz":
                found.append(Column(one.code, one.title, one.max_points))
            found += [Column(part.code, part.title, part.max_points) for part in one.parts]
        return tuple(found)

    def title_of(self, code: str) -> str:
        """Return the title of a round or part."""
        titles = {one.code: one.title for one in self.rounds}
        titles |= {column.code: column.title for column in self.columns}
        return titles[code]

    def round(self, code: str) -> Round:
        """Return the round with this code."""
        return next(one for one in self.rounds if one.code == code)

    def part(self, code: str) -> Part:
        """Return the part with this code, of whatever round."""
        return next(part for one in self.rounds for part in one.parts if part.code == code)

    def category_of(self, kind_code: str | None) -> str | None:
        """Return the category of a cell of this kind, or None where none takes it."""
        named = (one.code for one in self.categories if kind_code in one.kinds)
        others = (one.code for one in self.categories if one.others)
        return next(named, None) or next(others, None)

    def category_name(self, code: str) -> str:
        """Return a category's name."""
        return next(one.name for one in self.categories if one.code == code)


class Column(NamedTuple):
    """A column of a table of results."""

    code: str
    title: str
    max_points: Fraction


def read_rules(values: Mapping[str, Any]) -> RulesDocument:
    """Return the document, checked.

    Raises:
        RulesInvalid: names the first place that does not fit.
    """
    return _read_once(json.dumps(values))


@lru_cache(maxsize=64)
def _read_once(text: str) -> RulesDocument:
    """Return the document of these words; rules in force are asked for at every mark."""
    return rule_documents.read_document(RulesDocument, json.loads(text), RulesInvalid)


def read_toml(text: str) -> RulesDocument:
    """Return the document written as TOML.

    Raises:
        RulesInvalid: it is not TOML, or not rules.
    """
    return rule_documents.read_toml(RulesDocument, text, RulesInvalid)


def fault_of(text: str) -> RulesInvalid | None:
    """Return what is wrong with rules written as TOML, or None."""
    try:
        read_toml(text)
    except RulesInvalid as fault:
        return fault
    return None


def as_json(document: RulesDocument) -> dict[str, Any]:
    """Return the document as plain JSON; ``read_rules`` reads it back."""
    return document.model_dump(mode="json")


def shipped_rules(name: str = "secretary") -> RulesDocument:
    """Return a rule set that comes with the program."""
    return read_toml((RULESETS / f"{name}.toml").read_text(encoding="utf-8"))


def write_toml(document: RulesDocument) -> str:
    """Return the rules as text; ``read_toml`` reads the same rules back."""
    return toml_text(as_json(document))
