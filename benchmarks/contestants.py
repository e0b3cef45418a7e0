"""A quiz with contestants who have started, and what is stored of their answers."""

from collections import Counter
from datetime import timedelta
from fractions import Fraction

from question_bank.rules.kinds import Kind

ATTEMPTS = 1600
CLICKED = Kind.ONE.code
"""The kind of question answered by one click, as the clients do."""
SECRET = "benchmark-0123456789-abcdefghijklmnopqrstuvwxyz"


def prepare() -> list[tuple[str, list[str]]]:
    """Make tables, a quiz and started attempts; return (token, question tokens) of each."""
    from foundation import clock
    from foundation.db import db, session
    from foundation.organisation import services as units
    from foundation.organisation.services import UnitDraft
    from question_bank import queries as bank
    from question_bank import services as questions
    from quiz import services as quizzes
    from quiz.rules.tokens import attempt_token
    from quiz.services import BlueprintCell, CandidateDraft, QuizDraft
    from quiz.services.taking import items_of
    from webapp import create_app

    app = create_app()
    with app.app_context():
        db.create_all()
        at = clock.now()
        units.ensure_vocabulary()
        draft = UnitDraft("B", "Đảng bộ", "", "commune", None, None, clock.today())
        unit = units.create_unit(draft, actor_id=None, at=at)
        questions.load_starter(at=at)
        counts = Counter(
            (one.topic_id, one.difficulty)
            for one in bank.pool(unit.id, clock.today())
            if one.kind == CLICKED
        )
        (topic, level), _ = counts.most_common(1)[0]
        quiz = quizzes.create_quiz(
            QuizDraft(
                unit_id=unit.id,
                title="B",
                heading="B",
                opens_at=at,
                closes_at=at + timedelta(hours=2),
                duration=timedelta(hours=1),
                cells=(BlueprintCell(topic, level, 10, CLICKED),),
                max_points=Fraction(30),
            ),
            actor_id=None,
            at=at,
        )
        people = [CandidateDraft(None, f"N{n}", "C", n) for n in range(1, ATTEMPTS + 1)]
        candidates = [
            one.id for one in quizzes.add_candidates(quiz.id, people, actor_id=None, at=at)
        ]
        quizzes.lock_quiz(quiz.id, actor_id=None, at=at)
        found = []
        for candidate in candidates:
            session.remove()  # each start in a session of its own, as each request is
            attempt = quizzes.start(candidate, at=at)
            token = attempt_token(SECRET.encode(), attempt.public_id, attempt.epoch)
            found.append((token, [item.token for item in items_of(attempt.id)]))
        return found


def stored_sequences() -> dict[str, int]:
    """Return question token → sequence of the answer in the database."""
    from sqlalchemy import select

    from foundation.db import session
    from quiz.models import PaperItem, Response
    from webapp import create_app

    with create_app().app_context():
        found = session.execute(
            select(PaperItem.token, Response.sequence).join(
                Response, Response.item_id == PaperItem.id
            )
        )
        return dict(found.all())
