"""From what was found in a file to questions that can be kept: plain values both ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft, faults
from question_bank.rules.kinds import Difficulty, Kind
from question_bank.rules.recognising import (
    DISAGREE,
    NO_ANSWER,
    TWO_MARKED,
    UNKNOWN_LETTER,
    FoundQuestion,
    Problem,
)

CHOOSABLE = frozenset({DISAGREE, NO_ANSWER, TWO_MARKED, UNKNOWN_LETTER})


@dataclass(frozen=True)
class Candidate:
    """A question of a file as the preview shows it; ``problems`` are msgids that keep it out."""

    number: int
    paragraph: int
    kind: str
    stem: str
    options: tuple[tuple[str, str, bool, tuple[str, ...]], ...]
    """label, text, whether it is right, signs on it."""
    sign: str | None
    topic: str
    source: str
    explanation: str
    problems: tuple[str, ...]
    twin: str | None = None
    """Public id of a question of the bank that reads the same."""

    @property
    def fits(self) -> bool:
        """Return whether it can be kept as it is."""
        return not self.problems and self.twin is None

    @property
    def needs_choice(self) -> bool:
        """Return whether only the answer is in doubt, so that a person can choose it."""
        return bool(self.problems) and set(self.problems) <= CHOOSABLE

    @property
    def key(self) -> tuple[str, ...]:
        """Return the labels of the right answers."""
        return tuple(label for label, _text, is_right, _signs in self.options if is_right)


def candidate(found: FoundQuestion) -> Candidate:
    """Return a recognised question with everything that keeps it out of the bank."""
    shown = Candidate(
        number=found.number,
        paragraph=found.paragraph,
        kind=found.kind.code,
        stem=found.stem,
        options=tuple(
            (one.label, one.text, one.label in found.key, tuple(sorted(one.signs)))
            for one in found.options
        ),
        sign=found.sign,
        topic=found.topic,
        source=found.source,
        explanation=found.explanation,
        problems=tuple(problem.message for problem in found.problems),
    )
    further = () if shown.problems else tuple(faults(draft(shown, "any")))
    return Candidate(**{**vars(shown), "problems": shown.problems + further})


def with_choice(shown: Candidate, label: str) -> Candidate:
    """Return a question whose signs were in doubt with the answer a person chose for it."""
    if not shown.needs_choice or label not in {one[0] for one in shown.options}:
        return shown
    chosen = Candidate(
        **{
            **vars(shown),
            "options": tuple((one[0], one[1], one[0] == label, one[3]) for one in shown.options),
            "kind": Kind.TRUE_FALSE.code if shown.kind == Kind.TRUE_FALSE.code else Kind.ONE.code,
            "sign": "choice",
            "problems": (),
        }
    )
    return Candidate(**{**vars(chosen), "problems": tuple(faults(draft(chosen, "any")))})


def draft(shown: Candidate, topic_code: str) -> QuestionDraft:
    """Return the question to be kept; what a file does not say is the plainest."""
    return QuestionDraft(
        kind=Kind[shown.kind.upper()],
        difficulty=Difficulty.UNDERSTANDING,
        topic_code=topic_code,
        stem=shown.stem,
        options=tuple(OptionDraft(text, is_right) for _, text, is_right, _ in shown.options),
        source=SourceDraft(shown.source) if shown.source else None,
        explanation=shown.explanation,
    )


def as_json(candidates: Iterable[Candidate]) -> list[dict[str, Any]]:
    """Return candidates as plain JSON."""
    return [dict(vars(one)) for one in candidates]


def from_json(rows: Iterable[dict[str, Any]]) -> tuple[Candidate, ...]:
    """Return the candidates written by ``as_json``."""
    return tuple(
        Candidate(
            **{
                **row,
                "options": tuple((o[0], o[1], o[2], tuple(o[3])) for o in row["options"]),
                "problems": tuple(row["problems"]),
            }
        )
        for row in rows
    )


def problem_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems that belong to no question as plain JSON."""
    return [{"paragraph": p.paragraph, "message": p.message, "text": p.text} for p in problems]
