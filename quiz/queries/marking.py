"""What answers are worth: computed from what is stored, written down by nobody here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from foundation.db import session
from question_bank import queries as bank
from question_bank.queries import FrozenQuestion
from question_bank.rules.bodies import Prediction
from question_bank.rules.kinds import BY_HAND, Kind
from quiz.models import Attempt, HandMark, PaperItem, Quiz, Regrade, Response
from quiz.rules import handmarks
from quiz.rules.answers import Choice, read_choice
from quiz.rules.comparing import read_numbers
from quiz.rules.marking import NOTHING, Key, OptionKey, share
from quiz.rules.translating import translated


@dataclass(frozen=True)
class Ruling:
    """How a question is counted after all: by another version's key, in full, or not at all."""

    mode: str
    version_id: int | None = None


@dataclass(frozen=True)
class ItemMark:
    """What one answer earned: its share (None: not marked yet) and the question's weight."""

    item: PaperItem
    share: Fraction | None
    weight: Fraction
    choice: Choice


def key_of(question: FrozenQuestion) -> Key:
    """Return what decides whether an answer is right."""
    options = (OptionKey(one.text, one.is_right, one.share) for one in question.options)
    return Key(question.is_kind, tuple(options), question.credit, question.body)


def rulings(quiz_id: int) -> dict[int, Ruling]:
    """Return question → how it is counted after regrades both people confirmed; the last holds."""
    found = session.scalars(
        select(Regrade)
        .where(Regrade.quiz_id == quiz_id, Regrade.confirmed_at.is_not(None))
        .order_by(Regrade.confirmed_at, Regrade.id)
    )
    return {row.question_id: Ruling(row.mode, row.version_id) for row in found}


def computed(
    quiz: Quiz,
    attempt_ids: Iterable[int] | None = None,
    extra: Mapping[int, Ruling] | None = None,
) -> dict[int, list[ItemMark]]:
    """Return attempt → what each of its answers is worth, by the versions it saw.

    Args:
        quiz: the quiz.
        attempt_ids: these attempts only; None: all that have ended.
        extra: regrades as if they were confirmed, to see what they would change.
    """
    items = _items(quiz.id, attempt_ids)
    applied = {**rulings(quiz.id), **(extra or {})}
    ids = {item.version_id for item in items}
    questions = bank.versions(ids | {one.version_id for one in applied.values() if one.version_id})
    choices = _choices(items)
    hand = hand_shares(quiz, items, questions)
    marks: dict[int, list[ItemMark]] = defaultdict(list)
    for item in items:
        question = questions[item.version_id]
        ruling = applied.get(question.question_id)
        choice = choices.get(item.id, ())
        weight = NOTHING if ruling and ruling.mode == "left_out" else item.weight
        if ruling and ruling.mode == "full":
            found: Fraction | None = Fraction(1)
        elif question.is_kind in BY_HAND:
            found = hand.get(item.id) if choice else NOTHING
        elif isinstance(question.body, Prediction):
            found = _foretold(question.body, choice, quiz)
        else:
            newer = questions[ruling.version_id] if ruling and ruling.version_id else None
            found = _share(item, question, newer, choice)
        marks[item.attempt_id].append(ItemMark(item, found, weight, choice))
    return marks


def _items(quiz_id: int, attempt_ids: Iterable[int] | None) -> list[PaperItem]:
    query = select(PaperItem).join(Attempt, Attempt.id == PaperItem.attempt_id)
    if attempt_ids is None:
        query = query.where(Attempt.quiz_id == quiz_id, Attempt.state != "open")
    else:
        query = query.where(Attempt.id.in_(list(attempt_ids)))
    return list(session.scalars(query.order_by(PaperItem.attempt_id, PaperItem.position)))


def _choices(items: Iterable[PaperItem]) -> dict[int, Choice]:
    attempts = {item.attempt_id for item in items}
    query = (
        select(Response.item_id, Response.choice)
        .join(PaperItem, PaperItem.id == Response.item_id)
        .where(PaperItem.attempt_id.in_(attempts), Response.is_late.is_(False))
    )
    return {item_id: read_choice(choice) for item_id, choice in session.execute(query)}


def _share(
    item: PaperItem, question: FrozenQuestion, newer: FrozenQuestion | None, choice: Choice
) -> Fraction | None:
    key, order = key_of(question), item.option_order
    if newer is None:
        return share(key, choice, order)
    new_key = key_of(newer)
    return share(new_key, *translated(key, new_key, choice, order))


def _foretold(body: Prediction, choice: Choice, quiz: Quiz) -> Fraction | None:
    if not choice:
        return NOTHING
    if quiz.measured is None:
        return None
    return Fraction(distance(choice, quiz.measured[body.measure]) == 0)


def distance(choice: Choice, truth: int) -> Decimal | None:
    """Return how far a foretold number lies from the truth; None where no number was typed."""
    numbers = read_numbers(choice) if isinstance(choice, str) else ()
    return min((abs(number - truth) for number in numbers), default=None)


def prediction_distances(quiz_id: int) -> dict[int, Decimal | None]:
    """Return candidate → how far the foretold number lay from the truth, for breaking ties.

    None for whoever foretold nothing; empty while the quiz is open or asks for no prediction.
    The distances of several predictions on one paper are added.
    """
    quiz = session.get_one(Quiz, quiz_id)
    if quiz.measured is None:
        return {}
    marks = computed(quiz)
    versions = bank.versions({one.item.version_id for rows in marks.values() for one in rows})
    owners = select(Attempt.id, Attempt.candidate_id).where(Attempt.quiz_id == quiz_id)
    found: dict[int, Decimal | None] = {}
    for attempt_id, candidate_id in session.execute(owners):
        far = [
            distance(one.choice, quiz.measured[body.measure])
            for one in marks.get(attempt_id, [])
            if isinstance(body := versions[one.item.version_id].body, Prediction)
        ]
        known = [one for one in far if one is not None]
        if far:
            found[candidate_id] = sum(known, Decimal(0)) if len(known) == len(far) else None
    return found


def current_marks(item_ids: Iterable[int]) -> dict[int, list[HandMark]]:
    """Return item → the marks that hold, oldest marker first: the newest of each marker."""
    found = session.scalars(
        select(HandMark).where(HandMark.item_id.in_(list(item_ids))).order_by(HandMark.id)
    )
    marks: dict[int, dict[int, HandMark]] = defaultdict(dict)
    for mark in found:
        marks[mark.item_id][mark.marker_id] = mark
    return {item_id: list(by_marker.values()) for item_id, by_marker in marks.items()}


def hand_shares(
    quiz: Quiz, items: Iterable[PaperItem], questions: Mapping[int, FrozenQuestion]
) -> dict[int, Fraction | None]:
    """Return item → what its markers' marks come to, for answers marked by hand."""
    wanted = [item.id for item in items if questions[item.version_id].is_kind in BY_HAND]
    if not wanted:
        return {}
    return {
        item_id: handmarks.verdict(
            [mark.share for mark in marks], quiz.markers, quiz.third_marker_from
        ).share
        for item_id, marks in current_marks(wanted).items()
    }


def measure(quiz: Quiz) -> dict[str, int]:
    """Return what predictions are about: who took part, and who answered everything right.

    Everything means all that a machine marks at once: a prediction would depend on itself, and an
    essay on its markers.
    """
    marks = computed(quiz)
    ids = {one.item.version_id for rows in marks.values() for one in rows}
    left = {Kind.PREDICTION, *BY_HAND}
    kinds = {key: found.kind for key, found in bank.outlines(ids).items()}
    all_right = 0
    for rows in marks.values():
        asked = [one for one in rows if one.weight and kinds[one.item.version_id] not in left]
        all_right += bool(asked) and all(one.share == 1 for one in asked)
    return {"participants": len(marks), "all_right": all_right}
