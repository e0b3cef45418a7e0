"""What other formats have no place for, carried in tags, so that it comes back from them.

A tag such as ``credit:all_or_nothing`` survives in every platform that keeps tags at all, and a
person who reads it there understands it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.kinds import Credit, Difficulty, Kind


def machine_tags(draft: QuestionDraft, *, kind: bool, credit: bool) -> tuple[str, ...]:
    """Return the tags that carry a question's difficulty and dates.

    Args:
        draft: the question.
        kind: also its kind, where the format shows it as another one.
        credit: also its rule for partly right answers, where the format shows another one.
    """
    found = [f"difficulty:{draft.difficulty.code}"]
    if kind:
        found.append(f"kind:{draft.kind.code}")
    if credit:
        found.append(f"credit:{draft.credit.code}")
    if draft.valid_from:
        found.append(f"valid-from:{draft.valid_from.isoformat()}")
    if draft.valid_to:
        found.append(f"valid-to:{draft.valid_to.isoformat()}")
    return tuple(found)


def with_tags(draft: QuestionDraft, tags: Iterable[str]) -> QuestionDraft:
    """Return the question with its tags, those of ``machine_tags`` put back where they belong."""
    kept: list[str] = []
    changes: dict[str, Any] = {}
    for tag in tags:
        name, _, value = tag.partition(":")
        meaning = _MEANINGS.get(name.strip().lower())
        found = meaning[1](value.strip()) if meaning else None
        if meaning is None or found is None:
            kept.append(tag)
        else:
            changes[meaning[0]] = found
    if changes.get("credit") in (Credit.ALL_OR_NOTHING, Credit.PER_OPTION):
        changes["options"] = tuple(replace(one, share=None) for one in draft.options)
    kept_tags = tuple(dict.fromkeys(tag for tag in kept if tag.strip()))
    return replace(draft, tags=kept_tags, **changes)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _level(text: str) -> Difficulty | None:
    return Difficulty.__members__.get(text.upper())


def _credit(text: str) -> Credit | None:
    return Credit.__members__.get(text.upper())


def _kind(text: str) -> Kind | None:
    """Only what shares its form with another kind: the words of a file make no essay a choice."""
    found = Kind.__members__.get(text.upper())
    return found if found in (Kind.TRUE_FALSE, Kind.SITUATION) else None


_MEANINGS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "difficulty": ("difficulty", _level),
    "kind": ("kind", _kind),
    "credit": ("credit", _credit),
    "valid-from": ("valid_from", _day),
    "valid-to": ("valid_to", _day),
}
