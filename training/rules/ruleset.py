"""The rules of passing a class as one validated document, kept as JSON.

A version is approved by a named person and frozen into a class, with its digest, when the
class opens. Shares, papers, weights, limits and bands are data: none of them stands in code.
"""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from foundation import rule_documents
from foundation.errors import N_
from foundation.rule_documents import Code, DocumentInvalid, Exact, Frozen, Misfit


class RuleSetInvalid(DocumentInvalid):
    """The document does not describe rules by which people can pass."""

    message = N_("These rules of passing cannot be used: %(place)s – %(problem)s")


SCALE = Fraction(10)


class AttendanceRule(Frozen):
    """Which share of the tiết must be attended, and what counts as attended."""

    share: Annotated[Exact, Field(le=1)] = Fraction(4, 5)
    excused: Literal["absent", "present"] = "absent"
    late: Literal["lost", "absent", "present"] = "lost"
    made_up: Literal["present", "absent"] = "present"


class Paper(Frozen):
    """A paper to be handed in and marked on the scale of 10."""

    code: Code
    title: str = Field(min_length=1, max_length=120)
    kind: Literal["essay", "practical", "quiz"] = "essay"
    weight: Annotated[Exact, Field(gt=0)] = Fraction(1)
    minimum: Annotated[Exact, Field(le=10)] = Fraction(0)
    markers: Literal[1, 2] = 1
    most_apart: Exact | None = None
    """How far two markers may lie apart before they have to agree."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Paper":
        if self.kind == "quiz" and self.markers != 1:
            raise Misfit(N_("a quiz is marked by the machine alone"))
        return self


class Band(Frozen):
    """A label from a limit on; the limit belongs to it."""

    code: Code
    label: str = Field(min_length=1, max_length=60)
    at_least: Annotated[Exact, Field(le=10)]


class RuleDocument(Frozen):
    """The whole rules of passing."""

    code: str = Field(min_length=1, max_length=40)
    title: str = Field(min_length=1, max_length=200)
    attendance: AttendanceRule = AttendanceRule()
    papers: tuple[Paper, ...] = ()
    places: int = Field(default=1, ge=0, le=3)
    bands: tuple[Band, ...] = ()
    failed_label: str = "Không đạt"
    refuse_discipline: bool = True
    print_label: bool = True
    percent_of: Literal["recognised", "enrolled"] = "recognised"

    @model_validator(mode="after")
    def _whole(self) -> "RuleDocument":
        for codes in ([one.code for one in self.papers], [one.code for one in self.bands]):
            if len(set(codes)) < len(codes):
                raise Misfit(N_("two things share a code"))
        limits = [one.at_least for one in self.bands]
        if limits != sorted(set(limits), reverse=True):
            raise Misfit(N_("the bands must go from the highest limit to the lowest"))
        if bool(self.papers) != bool(self.bands):
            raise Misfit(N_("papers need bands, and bands need papers"))
        if sum(one.kind == "quiz" for one in self.papers) > 1:
            raise Misfit(N_("a class has one exit quiz"))
        return self

    @property
    def pass_mark(self) -> Fraction | None:
        """Return the lowest mark that passes; None where nothing is marked."""
        return self.bands[-1].at_least if self.bands else None

    @property
    def quiz(self) -> Paper | None:
        """Return the paper that is an exit quiz, if there is one."""
        return next((one for one in self.papers if one.kind == "quiz"), None)

    def paper(self, code: str) -> Paper | None:
        """Return the paper with this code, or None."""
        return next((one for one in self.papers if one.code == code), None)


def read_rules(values: Mapping[str, Any]) -> RuleDocument:
    """Return the document, checked.

    Raises:
        RuleSetInvalid: names the first place that does not fit.
    """
    return rule_documents.read_document(RuleDocument, values, RuleSetInvalid)


def as_json(document: RuleDocument) -> dict[str, Any]:
    """Return the document as plain JSON; ``read_rules`` reads it back."""
    return document.model_dump(mode="json")


def digest(values: Mapping[str, Any]) -> str:
    """Return the SHA-256 of frozen JSON, as 64 hexadecimal digits."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


DEFAULT_CODE = "BD-2026-macdinh"


def default_rules() -> RuleDocument:
    """Return the rules a centre begins with; a named director has to approve them first.

    80 % of the tiết, every paper handed in, scale of 10 with one place, Giỏi from 8,0,
    Khá from 7,0, Trung bình from 5,0.
    """
    return RuleDocument(
        code=DEFAULT_CODE,
        title="Bồi dưỡng: 80% số tiết, một bài thu hoạch",
        papers=(Paper(code="essay", title="Bài thu hoạch"),),
        bands=(
            Band(code="good", label="Giỏi", at_least=Fraction(8)),
            Band(code="fair", label="Khá", at_least=Fraction(7)),
            Band(code="average", label="Trung bình", at_least=Fraction(5)),
        ),
    )
