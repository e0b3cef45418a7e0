"""Marking by machine, in exact numbers: what share of a question's points an answer earns.

``docs/marking.md`` states every rule in words.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from question_bank.rules.bodies import Body, Matching, Numeric, Ordering, Short
from question_bank.rules.kinds import BY_HAND, CHOSEN, Credit, Kind
from quiz.rules.answers import Choice, by_row
from quiz.rules.comparing import numeric_share, short_share

NOTHING, FULL = Fraction(0), Fraction(1)
MISSING = -1
"""The stored place of what a later version of the question no longer holds."""


@dataclass(frozen=True)
class OptionKey:
    """An option with what choosing it is worth."""

    text: str
    is_right: bool
    share: Fraction | None = None


@dataclass(frozen=True)
class Key:
    """What decides whether an answer to a question is right. Never leaves the server early."""

    kind: Kind
    options: tuple[OptionKey, ...] = ()
    credit: Credit = Credit.ALL_OR_NOTHING
    body: Body | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """Return the texts an answer names by their places: options, right texts, items."""
        if isinstance(self.body, Matching):
            return rights_of(self.body)
        if isinstance(self.body, Ordering):
            return self.body.items
        return tuple(option.text for option in self.options)


@dataclass(frozen=True)
class Tally:
    """What an attempt is worth: right answers, questions, points (None: not all marked)."""

    right: int
    questions: int
    points: Fraction | None


def rights_of(body: Matching) -> tuple[str, ...]:
    """Return the right texts of a matching question, each once, in stored order."""
    return tuple(dict.fromkeys([right for _, right in body.pairs] + list(body.distractors)))


def stored_options(shown: Iterable[int], order: Sequence[int]) -> frozenset[int]:
    """Return the stored places of options that were chosen by their shown places."""
    return frozenset(order[place] for place in shown if place < len(order))


def is_right(chosen: Collection[int], key: Collection[int]) -> bool:
    """Return whether an answer is right: all right options and no other."""
    return bool(chosen) and frozenset(chosen) == frozenset(key)


def share(key: Key, choice: Choice, order: Sequence[int]) -> Fraction | None:
    """Return the share of its points an answer earns: 0 to 1, or None where a person decides.

    Args:
        key: what is right.
        choice: the answer in shown places, or as it was typed.
        order: leads from shown to stored places.
    """
    if not choice:
        return NOTHING
    if key.kind in BY_HAND or key.kind is Kind.PREDICTION:
        return None
    if key.kind in CHOSEN:
        chosen = () if isinstance(choice, str) else choice
        return _chosen(key, stored_options(chosen, order))
    return _SHARES[key.kind](key.body, choice, order)


def _chosen(key: Key, chosen: frozenset[int]) -> Fraction:
    right = {place for place, option in enumerate(key.options) if option.is_right}
    if key.credit is Credit.SHARES:
        return _within(sum((_worth(key, place, len(right)) for place in chosen), NOTHING))
    if key.kind is Kind.SEVERAL and key.credit is Credit.PER_OPTION:
        return _within(Fraction(len(chosen & right) - len(chosen - right), len(right)))
    return FULL if is_right(chosen, right) else NOTHING


def _worth(key: Key, place: int, right: int) -> Fraction:
    if place == MISSING:
        return NOTHING
    option = key.options[place]
    if option.share is not None:
        return option.share
    if not option.is_right:
        return NOTHING
    return FULL if key.kind is not Kind.SEVERAL else Fraction(1, right)


def _within(value: Fraction) -> Fraction:
    return max(NOTHING, min(FULL, value))


def _matching(body: Matching, choice: Choice, order: Sequence[int]) -> Fraction:
    rights = rights_of(body)
    stored = {row: order[column] for row, column in by_row(choice, len(order)).items()}
    found = sum(
        stored.get(row, MISSING) != MISSING and rights[stored[row]] == right
        for row, (_, right) in enumerate(body.pairs)
    )
    return Fraction(found, len(body.pairs))


def _ordering(body: Ordering, choice: Choice, order: Sequence[int]) -> Fraction:
    put = by_row(choice, len(order))
    places = list(put.values())
    found = sum(
        order[shown] == position and places.count(position) == 1
        for shown, position in put.items()
        if shown < len(order)
    )
    return Fraction(found, len(body.items))


def _short(body: Short, choice: Choice, _order: Sequence[int]) -> Fraction:
    return short_share(body, choice) if isinstance(choice, str) else NOTHING


def _numeric(body: Numeric, choice: Choice, _order: Sequence[int]) -> Fraction:
    return numeric_share(body, choice) if isinstance(choice, str) else NOTHING


_SHARES: dict[Kind, Callable[[Any, Choice, Sequence[int]], Fraction]] = {
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.SHORT: _short,
    Kind.NUMERIC: _numeric,
}


def tally(rows: Sequence[tuple[Fraction | None, Fraction]], max_points: Fraction) -> Tally:
    """Return the marks of one attempt.

    Args:
        rows: for each question the share its answer earned (None: not marked yet) and what the
            question weighs against the others; one that weighs nothing was left out.
        max_points: the points for a paper without a mistake.
    """
    counted = [(share, weight) for share, weight in rows if weight]
    right = sum(share == 1 for share, _ in counted)
    whole = sum((weight for _, weight in counted), NOTHING)
    if any(share is None for share, _ in counted):
        return Tally(right, len(counted), None)
    earned = sum((share * weight for share, weight in counted if share), NOTHING)
    return Tally(right, len(counted), max_points * earned / whole if whole else NOTHING)
