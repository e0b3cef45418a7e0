"""From a row of a starter file (TOML) to a question; ``docs/starter-bank.md`` shows every shape."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from foundation.errors import N_, InvalidInput
from question_bank.rules import bodies
from question_bank.rules.bodies import Accepted, AcceptedNumber, Body, RubricPoint
from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.kinds import Credit, Difficulty, Kind

Row = Mapping[str, Any]


class BadStarterRow(InvalidInput):
    """A starter file holds something that is no question."""

    message = N_("Starter question %(id)s: %(problem)s")


def starter_draft(row: Row, topic_code: str) -> QuestionDraft:
    """Return the question a row describes.

    Raises:
        BadStarterRow: something is missing, or is not what it should be.
    """
    try:
        return _draft(row, topic_code)
    except KeyError as error:
        raise BadStarterRow(id=row.get("id", "?"), problem=f"no {error}") from error
    except (TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise BadStarterRow(id=row.get("id", "?"), problem=str(error)) from error


def _draft(row: Row, topic_code: str) -> QuestionDraft:
    kind = Kind[row["kind"].upper()]
    source = row.get("source")
    return QuestionDraft(
        kind=kind,
        difficulty=Difficulty[row["difficulty"].upper()],
        topic_code=topic_code,
        stem=row["stem"],
        options=_options(row, kind),
        source=SourceDraft(source["document"], source.get("article", "")) if source else None,
        valid_from=row.get("valid_from"),
        valid_to=row.get("valid_to"),
        explanation=row.get("explanation", ""),
        body=BODIES[kind](row) if kind in BODIES else None,
        credit=Credit[row.get("credit", Credit.ALL_OR_NOTHING.code).upper()],
        tags=tuple(row.get("tags", ())),
        name=row.get("name", ""),
        group=group_of(row),
    )


def group_of(row: Row) -> str:
    """Return the group of a row: the one it names, else its first fact: asked once in a paper."""
    facts = row.get("facts", ())
    return str(row.get("group", facts[0] if facts else ""))


def _options(row: Row, kind: Kind) -> tuple[OptionDraft, ...]:
    if kind is Kind.TRUE_FALSE:
        answer = row["answer"]
        return OptionDraft("Đúng", answer is True), OptionDraft("Sai", answer is False)
    if kind in BODIES:
        return ()
    return tuple(
        OptionDraft(
            one["text"],
            one.get("right", False),
            Fraction(one["share"]) if "share" in one else None,
            one.get("feedback", ""),
        )
        for one in row["options"]
    )


def _matching(row: Row) -> Body:
    pairs = tuple((left, right) for left, right in row["pairs"])
    return bodies.Matching(pairs, tuple(row.get("distractors", ())))


def _ordering(row: Row) -> Body:
    return bodies.Ordering(tuple(row["items"]))


def _short(row: Row) -> Body:
    forms = [{"text": one} if isinstance(one, str) else one for one in row["accepted"]]
    accepted = tuple(
        Accepted(one["text"], Fraction(one.get("share", 1)), one.get("feedback", ""))
        for one in forms
    )
    return bodies.Short(accepted, row.get("case_sensitive", False))


def _numeric(row: Row) -> Body:
    accepted = tuple(
        AcceptedNumber(
            Decimal(str(one["value"])),
            Decimal(str(one.get("tolerance", 0))),
            Fraction(one.get("share", 1)),
            one.get("feedback", ""),
        )
        for one in row["accepted"]
    )
    return bodies.Numeric(accepted, row.get("unit", ""))


def _rubric(row: Row) -> tuple[RubricPoint, ...]:
    return tuple(
        RubricPoint(one["text"], Fraction(str(one["points"]))) for one in row.get("rubric", ())
    )


def _essay(row: Row) -> Body:
    return bodies.Essay(_rubric(row), row.get("model", ""), row.get("most_words"))


def _situation(row: Row) -> Body:
    return bodies.Situation(
        _rubric(row),
        tuple(row.get("fatal_mistakes", ())),
        row.get("model", ""),
        row.get("most_words"),
    )


def _prediction(row: Row) -> Body:
    return bodies.Prediction(row.get("measure", "all_right"))


BODIES: dict[Kind, Callable[[Row], Body]] = {
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.SHORT: _short,
    Kind.NUMERIC: _numeric,
    Kind.ESSAY: _essay,
    Kind.SITUATION: _situation,
    Kind.PREDICTION: _prediction,
}
