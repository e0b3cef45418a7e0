"""Lets invented people of the demo sit at a quiz, of a contest or of a class."""

import random
from datetime import date, datetime, timedelta
from fractions import Fraction

from sqlalchemy import insert

from foundation.db import session, transactional
from question_bank import queries as bank
from quiz import services as quizzes
from quiz.models import Response
from quiz.rules.answers import written
from quiz.rules.assembly import DRAWN_BY_ANY
from quiz.services import BlueprintCell
from quiz.services.taking import items_of
from webapp.demo.answering import Chance, answer


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
def sit(candidate_id: int, right: float | Chance, chance: random.Random, at: datetime) -> int:
    """Let an invented person answer the whole paper; return the attempt's id.

    Args:
        candidate_id: who.
        right: how likely each answer is right; a number: each question alike.
        chance: what decides.
        at: when the paper is begun.
    """
    attempt = quizzes.start(candidate_id, at=at)
    items = items_of(attempt.id)
    questions = bank.versions(item.version_id for item in items)
    rows = []
    for item in items:
        question = questions[item.version_id]
        likely = right if isinstance(right, float) else right(question)
        given = answer(question, item, chance, is_right=chance.random() < likely)
        rows.append(
            {
                "item_id": item.id,
                "is_late": False,
                "sequence": 1,
                "client": "demo",
                "choice": written(given),
                "saved_at": at + timedelta(seconds=30 * item.position),
            }
        )
    session.execute(insert(Response), rows)
    return attempt.id
