"""What the shell says of a question that was read: plain words, every number exact."""

from fractions import Fraction
from typing import Any

from question_bank.rules.bodies import (
    Body,
    Essay,
    Matching,
    Numeric,
    Ordering,
    Prediction,
    Short,
    Situation,
)
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.plain_words import words
from question_bank.rules.reading import ReadItem

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def source_words(draft: QuestionDraft) -> str:
    """Return what a question rests on as one text: article and document."""
    if draft.source is None:
        return ""
    return ", ".join(part for part in (draft.source.article, draft.source.document) if part)


def question_report(item: ReadItem) -> dict[str, Any]:
    """Return a question as plain JSON: what every kind has, then what its kind has."""
    draft = item.draft
    if draft is None:
        return {}
    is_labelled = len(item.labels) == len(draft.options)
    names = list(item.labels) if is_labelled else list(LETTERS)
    options = list(zip(names, draft.options, strict=False))
    report: dict[str, Any] = {
        "kind": draft.kind.code,
        "stem": words(draft.stem),
        "options": [
            {"label": label, "text": words(one.text), **_more(one.share, one.feedback)}
            for label, one in options
        ],
        "key": [label for label, one in options if one.is_right],
        "mark": item.mark,
        "topic": item.topic,
        "difficulty": draft.difficulty.code,
        "source": item.cited or source_words(draft),
        "document": draft.source.document if draft.source else "",
        "article": draft.source.article if draft.source else "",
        "explanation": words(draft.explanation),
    }
    extra = {
        "name": draft.name,
        "tags": list(draft.tags),
        "group": draft.group,
        "pictures": [picture.name for picture in draft.pictures],
        "valid_from": draft.valid_from.isoformat() if draft.valid_from else "",
        "valid_to": draft.valid_to.isoformat() if draft.valid_to else "",
    }
    report |= {name: value for name, value in extra.items() if value}
    if len(report["key"]) > 1:
        report["credit"] = draft.credit.code
    return report | _body(draft.body)


def _more(share: Fraction | None, feedback: str) -> dict[str, str]:
    told = {} if share is None else {"share": str(share)}
    return told | ({"feedback": words(feedback)} if feedback else {})


def _body(body: Body | None) -> dict[str, Any]:  # noqa: PLR0911 - one case a kind
    match body:
        case Matching():
            return {
                "pairs": [{"left": words(a), "right": words(b)} for a, b in body.pairs],
                "distractors": [words(text) for text in body.distractors],
            }
        case Ordering():
            return {"items": [words(text) for text in body.items]}
        case Short():
            accepted = [
                {"text": one.text, "share": str(one.share), **_more(None, one.feedback)}
                for one in body.accepted
            ]
            return {"accepted": accepted, "case_sensitive": body.is_case_sensitive}
        case Numeric():
            numbers = [
                {
                    "value": f"{one.value:f}",
                    "tolerance": f"{one.tolerance:f}",
                    "share": str(one.share),
                    **_more(None, one.feedback),
                }
                for one in body.accepted
            ]
            return {"accepted": numbers, "unit": body.unit}
        case Prediction():
            return {"measure": body.measure}
        case Essay() | Situation():
            return _by_hand(body)
    return {}


def _by_hand(body: Essay | Situation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "rubric": [{"text": words(one.text), "points": str(one.points)} for one in body.rubric],
        "model": words(body.model),
    }
    if body.most_words is not None:
        told["most_words"] = body.most_words
    if isinstance(body, Situation):
        told["fatal_mistakes"] = [words(text) for text in body.fatal_mistakes]
    return told
