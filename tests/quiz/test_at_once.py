"""Many press the same button at the same moment; each gets what he or she would get alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from foundation.db import session
from quiz.models import Attempt, PaperItem
from tests.factories.quiz import a_quiz, come_in


def test_thirty_parallel_starts_make_one_attempt_and_all_lead_to_it(
    app: Flask, at: datetime
) -> None:
    ready = a_quiz(at)
    phones = [come_in(app, ready.slips[0]) for _ in range(3)]

    def start(phone: FlaskClient) -> set[str]:
        return {phone.post("/thi/bat-dau").headers.get("Location", "") for _ in range(10)}

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(start, phones)) == [{"/thi/bai"}] * 3
    session.rollback()
    assert session.scalar(select(func.count(Attempt.id))) == 1
    assert session.scalar(select(func.count(PaperItem.id))) == 5


def test_all_who_hand_in_at_the_same_moment_get_a_receipt_of_their_own(
    app: Flask, at: datetime
) -> None:
    ready = a_quiz(at, candidates=6)
    phones = [come_in(app, slip) for slip in ready.slips]
    for phone in phones:
        phone.post("/thi/bat-dau")

    def hand_in(phone: FlaskClient) -> str:
        return phone.post("/thi/nop-bai").headers.get("Location", "")

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(hand_in, phones)) == ["/thi/ket-qua"] * 6
    session.rollback()
    receipts = session.scalars(select(Attempt.receipt_number)).all()
    assert sorted(map(int, receipts)) == [1, 2, 3, 4, 5, 6]  # type: ignore[arg-type]
