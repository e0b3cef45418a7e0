"""Blueprints kept under a name, for other quizzes of a unit and of the units below it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from foundation.audit.services import record
from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput, NotFound
from foundation.text import clean
from quiz.models import BlueprintPreset, Quiz
from quiz.queries.blueprints import blueprint_of, sections_of
from quiz.rules.assembly import BlueprintCell
from quiz.rules.typed_blueprint import TypedBlueprint, typed_from


class PresetUnnamed(InvalidInput):
    """A blueprint is kept under a name."""

    message = N_("Write a name under which the blueprint is kept.")


@dataclass(frozen=True)
class Kept:
    """A blueprint that may be taken over: its address and its words."""

    address: str
    words: str


@transactional
def keep_preset(
    unit_id: int, name: str, typed: TypedBlueprint, *, actor_id: int, at: datetime
) -> BlueprintPreset:
    """Keep a blueprint under a name; the same name again keeps the newer one.

    Raises:
        PresetUnnamed: it has no name.
    """
    words = clean(name)[:120]
    if not words:
        raise PresetUnnamed
    found = session.scalar(
        select(BlueprintPreset).where(
            BlueprintPreset.unit_id == unit_id, BlueprintPreset.name == words
        )
    )
    preset = found or BlueprintPreset(unit_id=unit_id, name=words)
    preset.content, preset.kept_by, preset.kept_at = _as_json(typed), actor_id, at
    session.add(preset)
    session.flush()
    record("preset.keep", f"preset:{preset.id}", actor_id=actor_id, at=at, unit_id=unit_id)
    return preset


def _as_json(typed: TypedBlueprint) -> dict[str, Any]:
    return {
        "cells": [
            [c.topic_id, c.difficulty, c.count, c.kind, c.section, str(c.points)]
            for c in typed.cells()
        ],
        "sections": [[one.number, one.title, one.instructions] for one in typed.sections],
        "prefers_least_seen": typed.prefers_least_seen,
    }


def kept_blueprints(unit_ids: Collection[int], but: int | None) -> list[Kept]:
    """Return what may be taken over: presets of these units, then their last quizzes."""
    presets = session.scalars(
        select(BlueprintPreset)
        .where(BlueprintPreset.unit_id.in_(unit_ids))
        .order_by(BlueprintPreset.name)
    )
    quizzes = session.scalars(
        select(Quiz)
        .where(Quiz.unit_id.in_(unit_ids), Quiz.id != (but or 0))
        .order_by(Quiz.opens_at.desc())
        .limit(5)
    )
    return [
        *(Kept(f"mau-{one.public_id}", one.name) for one in presets),
        *(Kept(f"vong-{one.public_id}", f"{one.heading}: {one.title}") for one in quizzes),
    ]


def take_over(address: str, unit_ids: Collection[int]) -> TypedBlueprint:
    """Return a kept blueprint.

    Raises:
        NotFound: there is none, or it is another unit's.
    """
    kind, _, public_id = address.partition("-")
    if kind == "mau":
        return _from_preset(public_id, unit_ids)
    if kind == "vong":
        return _from_quiz(public_id, unit_ids)
    raise NotFound


def _from_preset(public_id: str, unit_ids: Collection[int]) -> TypedBlueprint:
    found = session.scalar(
        select(BlueprintPreset).where(
            BlueprintPreset.public_id == public_id, BlueprintPreset.unit_id.in_(unit_ids)
        )
    )
    if found is None:
        raise NotFound
    cells = [
        BlueprintCell(topic, level, count, kind, section, Fraction(points))
        for topic, level, count, kind, section, points in found.content["cells"]
    ]
    named = [(number, title, words) for number, title, words in found.content["sections"]]
    return typed_from(cells, named, prefers_least_seen=found.content["prefers_least_seen"])


def _from_quiz(public_id: str, unit_ids: Collection[int]) -> TypedBlueprint:
    found = session.scalar(
        select(Quiz).where(Quiz.public_id == public_id, Quiz.unit_id.in_(unit_ids))
    )
    if found is None:
        raise NotFound
    named = [(one.number, one.title, one.instructions) for one in sections_of(found.id)]
    prefers = found.prefers_least_seen
    return typed_from(blueprint_of(found.id), named, prefers_least_seen=prefers)
