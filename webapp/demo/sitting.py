"""Lets invented people of the demo sit at a quiz, of a contest or of a class."""

import random
from datetime import date, datetime, timedelta
from fractions import Fraction

from foundation.db import session, transactional
from question_bank import queries as bank
from quiz import services as quizzes
from quiz.models import Response
from quiz.rules.assembly import DRAWN_BY_ANY
from quiz.services import BlueprintCell
from quiz.services.taking import items_of


def blueprint(unit_id: int, on: date, questions: int) -> tuple[BlueprintCell, ...]:
    """Return a blueprint of so many questions that the bank can fill on that day, of all topics."""
    counts: dict[tuple[int, str], int] = {}
    for question in bank.pool(unit_id, on):
        if question.kind not in DRAWN_BY_ANY:
            continue
        key = (question.topic_id, question.difficulty)
        counts[key] = counts.get(key, 0) + 1
    wanted = dict.fromkeys(counts, 0)
    while sum(wanted.values()) < min(questions, sum(counts.values())):
        roomy = [key for key in sorted(wanted) if wanted[key] < counts[key]]
        best = max(roomy, key=lambda key: Fraction(counts[key], wanted[key] + 1))
        wanted[best] += 1
    return tuple(BlueprintCell(topic, level, n) for (topic, level), n in wanted.items() if n)


@transactional
def sit(candidate_id: int, skill: float, chance: random.Random, at: datetime) -> int:
    """Let an invented person answer the whole paper; return the attempt's id."""
    attempt = quizzes.start(candidate_id, at=at)
    items = items_of(attempt.id)
    keys = bank.versions(item.version_id for item in items)
    for item in items:
        options = keys[item.version_id].options
        if not options:
            continue  # pairs, orders and typed words stay open, as for many in a hurry
        right = [p for p, stored in enumerate(item.option_order) if options[stored].is_right]
        wrong = [p for p, stored in enumerate(item.option_order) if not options[stored].is_right]
        chosen = right if chance.random() < skill else [chance.choice(wrong)]
        session.add(
            Response(
                item_id=item.id,
                is_late=False,
                sequence=1,
                client="demo",
                choice=",".join(map(str, chosen)),
                saved_at=at + timedelta(seconds=30 * item.position),
            )
        )
    session.flush()
    return attempt.id
