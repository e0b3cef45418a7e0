"""A question as officials see it: every text as HTML, with what is right, for any kind."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from question_bank.rules.bodies import (
    Essay,
    Matching,
    Numeric,
    Ordering,
    Picture,
    Prediction,
    Short,
    Situation,
)
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.markup import as_html, as_line, shown
from question_bank.rules.typed_bodies import plain_number, typed_of

PICTURES = "/questions/anh/"
"""Where officials' pages get pictures."""


@dataclass(frozen=True)
class ShownDraft:
    """HTML of a question's texts."""

    stem: str
    options: tuple[tuple[str, bool], ...]
    lines: tuple[str, ...]
    """What is right or looked for, where nothing is chosen from options."""
    fatal: tuple[str, ...]
    model: str
    explanation: str
    is_rubric: bool = False
    measure: str = ""
    """What a prediction foretells."""


def shown_draft(draft: QuestionDraft, digest: Callable[[Picture], str]) -> ShownDraft:
    """Return a draft for showing; ``digest`` names a picture by what it holds."""
    digests = {one.name: digest(one) for one in draft.pictures}

    def block(text: str) -> str:
        return shown(as_html(text, digests), PICTURES)

    def line(text: str) -> str:
        return shown(as_line(text, digests), PICTURES)

    body = draft.body
    return ShownDraft(
        stem=block(draft.stem),
        options=tuple((line(one.text), one.is_right) for one in draft.options),
        lines=tuple(_lines(draft, line)),
        fatal=tuple(map(line, body.fatal_mistakes)) if isinstance(body, Situation) else (),
        model=block(body.model) if isinstance(body, Essay | Situation) else "",
        explanation=block(draft.explanation),
        is_rubric=isinstance(body, Essay | Situation),
        measure=body.measure if isinstance(body, Prediction) else "",
    )


def _lines(draft: QuestionDraft, line: Callable[[str], str]) -> list[str]:
    match draft.body:
        case Matching() as body:
            pairs = [f"{line(left)} → {line(right)}" for left, right in body.pairs]
            return [*pairs, *(f"— → {line(text)}" for text in body.distractors)]
        case Ordering() as body:
            return [f"{at}. {line(item)}" for at, item in enumerate(body.items, start=1)]
        case Short():
            return [escape(text) for text in typed_of(draft.body)["accepted"].splitlines()]
        case Numeric() as body:
            numbers = typed_of(body)["numbers"].splitlines()
            return [escape(f"{text} {body.unit}".strip()) for text in numbers]
        case Essay() | Situation() as body:
            return [f"{line(one.text)} ({plain_number(one.points)})" for one in body.rubric]
    return []
