"""What a reader hands over as plain JSON and back, so that it can wait for a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from question_bank.rules import draft_json
from question_bank.rules.reading import ReadItem, Remark


def remark_json(remark: Remark) -> list[Any]:
    """Return a remark as plain JSON."""
    return [remark.message, {name: str(fact) for name, fact in remark.facts.items()}]


def remark_of(kept: Iterable[Any]) -> Remark:
    """Return the remark written by ``remark_json``."""
    message, facts = kept
    return Remark(message, facts)


def as_json(item: ReadItem) -> dict[str, Any]:
    """Return an item as plain JSON; its pictures are kept elsewhere."""
    return {
        "draft": draft_json.as_json(item.draft) if item.draft else None,
        "topic": item.topic,
        "mark": item.mark,
        "labels": list(item.labels),
        "signs": [list(signs) for signs in item.signs],
        "problems": [remark_json(problem) for problem in item.problems],
        "notes": [remark_json(note) for note in item.notes],
        "excerpt": item.excerpt[:20_000],
    }


def from_json(place: str, kept: Mapping[str, Any]) -> ReadItem:
    """Return the item written by ``as_json``, without topic code and pictures."""
    return ReadItem(
        where=place,
        draft=draft_json.from_json(kept["draft"], "") if kept["draft"] else None,
        topic=kept["topic"],
        mark=kept["mark"],
        labels=tuple(kept["labels"]),
        signs=tuple(tuple(signs) for signs in kept["signs"]),
        problems=tuple(map(remark_of, kept["problems"])),
        notes=tuple(map(remark_of, kept["notes"])),
        excerpt=kept["excerpt"],
    )
