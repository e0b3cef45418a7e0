"""A blueprint while it is typed: what the bank holds for each cell, what a paper lets expect."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Any

from foundation import clock
from foundation.db import session
from foundation.errors import N_
from foundation.organisation import queries as organisation
from question_bank import queries as bank
from question_bank.rules.kinds import Difficulty, Kind
from quiz.models import Quiz
from quiz.queries.blueprints import WORDS, SectionDraft, blueprint_of, drawable, sections_of
from quiz.queries.feasibility import Feasibility, feasibility, stock
from quiz.rules.assembly import ANY_KIND, MOST_SECTIONS, Drawable
from quiz.rules.typed_blueprint import TypedBlueprint, cell_name, typed_from

KIND_CODES = tuple(kind.code for kind in Kind)
KINDS = ((ANY_KIND, N_("Any the machine marks")), *((kind.code, kind.value) for kind in Kind))
LEVELS = tuple((level.code, level.value) for level in Difficulty)


@dataclass(frozen=True)
class Matrix:
    """A typed blueprint beside the bank it draws from on the day of ``at``."""

    unit_id: int
    at: datetime
    typed: TypedBlueprint
    max_points: Fraction

    @cached_property
    def found(self) -> Feasibility:
        """Return what papers of this blueprint have to expect."""
        return feasibility(
            self.unit_id,
            self.at,
            self.typed.cells(),
            self.max_points,
            prefers_least_seen=self.typed.prefers_least_seen,
        )

    @cached_property
    def pool(self) -> Collection[Drawable]:
        """Return what the bank offers on that day."""
        return drawable(self.unit_id, self.at)

    def checked(self) -> dict[str, Any]:
        """Return what the template ``quiz/_checked.html`` shows."""
        units = units_of(self.unit_id)
        return {
            "found": self.found,
            "max_points": self.max_points,
            "topic_names": {topic.id: topic.name for topic in bank.topics()},
            "words": WORDS,
            "waiting": bank.waiting_counts(units, clock.today()),
        }

    def shown(self) -> dict[str, Any]:
        """Return what the template ``quiz/_blueprint.html`` shows."""
        return {
            **self.checked(),
            "typed": self.typed,
            "topics": bank.topics(),
            "levels": LEVELS,
            "kinds": KINDS,
            "stocks": {one.number: stock(self.pool, one.kind) for one in self.typed.sections},
            "supplies": {(row.topic_id, row.difficulty, row.kind): row
                         for row in self.found.supplies},
            "cell_name": cell_name,
            "most_sections": MOST_SECTIONS,
        }  # fmt: skip

    def told(self) -> dict[str, Any]:
        """Return the same in numbers, for the page while somebody types."""
        found, expected = self.found, self.found.expected
        return {
            "total": found.total,
            "missing": found.missing,
            "possible": found.is_possible,
            "papers": str(found.papers),
            "expected": _two_places(expected.mean if expected else None),
            "spread": _two_places(Fraction(expected.spread) if expected else None),
            "cells": self._cells(),
        }

    def _cells(self) -> dict[str, dict[str, int]]:
        """Return field → what the bank has for it, and what all sections together lack there."""
        rows = {(row.topic_id, row.difficulty, row.kind): row for row in self.found.supplies}
        answer = {}
        for section in self.typed.sections:
            has = stock(self.pool, section.kind)
            for topic, level in section.counts:
                row = rows.get((topic, level, section.kind))
                answer[cell_name(section.number, topic, level)] = {
                    "has": has.get((topic, level), 0),
                    "missing": row.missing if row else 0,
                    "scarce": int(row.is_scarce) if row else 0,
                }
        return answer


def _two_places(value: Fraction | None) -> str | None:
    return None if value is None else f"{float(value):.2f}"


def units_of(unit_id: int) -> list[int]:
    """Return the unit and those above it: units share questions and blueprints downwards."""
    return [unit_id, *organisation.ancestor_ids(unit_id, clock.today())]


def kept_matrix(quiz_id: int) -> TypedBlueprint:
    """Return the blueprint of a quiz as a form shows it."""
    named = [(row.number, row.title, row.instructions) for row in sections_of(quiz_id)]
    prefers = session.get_one(Quiz, quiz_id).prefers_least_seen
    return typed_from(blueprint_of(quiz_id), named, prefers_least_seen=prefers)


def named_sections(typed: TypedBlueprint) -> tuple[SectionDraft, ...]:
    """Return the sections to be kept; none where there is just one without a name."""
    if len(typed.sections) == 1 and not typed.sections[0].title:
        return ()
    return tuple(SectionDraft(s.number, s.title, s.instructions) for s in typed.sections)
