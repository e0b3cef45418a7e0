"""What other formats have no place for, carried in tags, so that it comes back from them.

A tag such as ``credit:all_or_nothing`` survives in every platform that keeps tags at all, and a
person who reads it there understands it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from question_bank.rules.bodies import Essay, Situation
from question_bank.rules.drafting import LONGEST_GROUP, QuestionDraft
from question_bank.rules.kinds import Credit, Difficulty, Kind


def machine_tags(
    draft: QuestionDraft, *, kind: bool = False, credit: bool = False, name: bool = False
) -> tuple[str, ...]:
    """Return the tags that carry a question's difficulty, dates and group.

    Args:
        draft: the question.
        kind: also its kind, where the format shows it as another one.
        credit: also its rule for partly right answers, where the format shows another one.
        name: also its name, where the format would take it for a part of the text.
    """
    extra = (
        (kind, f"kind:{draft.kind.code}"),
        (credit, f"credit:{draft.credit.code}"),
        (name, f"name:{draft.name}"),
        (draft.valid_from, f"valid-from:{draft.valid_from}"),
        (draft.valid_to, f"valid-to:{draft.valid_to}"),
        (draft.group, f"group:{draft.group}"),
    )
    return (f"difficulty:{draft.difficulty.code}", *(tag for is_due, tag in extra if is_due))


def with_tags(draft: QuestionDraft, tags: Iterable[str]) -> QuestionDraft:
    """Return the question with its tags, those of ``machine_tags`` put back where they belong."""
    kept: list[str] = []
    changes: dict[str, Any] = {}
    for tag in tags:
        name, _, value = tag.partition(":")
        meaning = _MEANINGS.get(name.strip().lower())
        found = meaning[1](value.strip()) if meaning else None
        if isinstance(found, Kind) and not _fits(draft.kind, found):
            found = None
        if meaning is None or found is None:
            kept.append(tag)
        else:
            changes[meaning[0]] = found
    if changes.get("credit") in (Credit.ALL_OR_NOTHING, Credit.PER_OPTION):
        changes["options"] = tuple(replace(one, share=None) for one in draft.options)
    if changes.get("kind") is Kind.SITUATION and isinstance(draft.body, Essay):
        changes["body"] = Situation(draft.body.rubric, (), draft.body.model, draft.body.most_words)
    if changes.get("kind") is Kind.ESSAY and isinstance(draft.body, Situation):
        changes["body"] = Essay(draft.body.rubric, draft.body.model, draft.body.most_words)
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
    return Kind.__members__.get(text.upper())


def _fits(read: Kind, said: Kind) -> bool:
    """Return whether kinds share their form: the words of a file make no essay a choice."""
    return said is read or said in _LIKE.get(read, ())


_LIKE = {
    Kind.ONE: (Kind.TRUE_FALSE, Kind.SEVERAL),
    Kind.TRUE_FALSE: (Kind.ONE, Kind.SEVERAL),
    Kind.SEVERAL: (Kind.ONE,),
    Kind.ESSAY: (Kind.SITUATION,),
    Kind.SITUATION: (Kind.ESSAY,),
}


_MEANINGS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "difficulty": ("difficulty", _level),
    "kind": ("kind", _kind),
    "credit": ("credit", _credit),
    "name": ("name", lambda text: text or None),
    "valid-from": ("valid_from", _day),
    "valid-to": ("valid_to", _day),
    "group": ("group", lambda text: text[:LONGEST_GROUP] or None),
}
