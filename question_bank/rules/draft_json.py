"""A draft as plain JSON and back, every number exact; pictures by name and digest."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from question_bank.rules import body_json
from question_bank.rules.bodies import Picture
from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.kinds import Credit, Difficulty, Kind


def as_json(draft: QuestionDraft) -> dict[str, Any]:
    """Return a draft as plain JSON; its pictures are kept elsewhere."""
    return {
        "kind": draft.kind.code,
        "difficulty": draft.difficulty.code,
        "stem": draft.stem,
        "options": [
            [one.text, one.is_right, None if one.share is None else str(one.share), one.feedback]
            for one in draft.options
        ],
        "source": [draft.source.document, draft.source.article] if draft.source else None,
        "valid_from": draft.valid_from.isoformat() if draft.valid_from else None,
        "valid_to": draft.valid_to.isoformat() if draft.valid_to else None,
        "explanation": draft.explanation,
        "body": body_json.as_json(draft.body),
        "credit": draft.credit.code,
        "tags": list(draft.tags),
        "name": draft.name,
        "group": draft.group,
    }


def from_json(
    kept: Mapping[str, Any], topic_code: str, pictures: tuple[Picture, ...] = ()
) -> QuestionDraft:
    """Return the draft written by ``as_json``."""
    kind = Kind[kept["kind"].upper()]
    return QuestionDraft(
        kind=kind,
        difficulty=Difficulty[kept["difficulty"].upper()],
        topic_code=topic_code,
        stem=kept["stem"],
        options=tuple(
            OptionDraft(text, is_right, None if share is None else Fraction(share), told)
            for text, is_right, share, told in kept["options"]
        ),
        source=SourceDraft(*kept["source"]) if kept["source"] else None,
        valid_from=date.fromisoformat(kept["valid_from"]) if kept["valid_from"] else None,
        valid_to=date.fromisoformat(kept["valid_to"]) if kept["valid_to"] else None,
        explanation=kept["explanation"],
        body=body_json.from_json(kind, kept["body"]),
        credit=Credit[kept["credit"].upper()],
        pictures=pictures,
        tags=tuple(kept["tags"]),
        name=kept["name"],
        group=kept.get("group", ""),
    )
