"""Every kind of question from the page to the points."""

import hashlib
import json
import re
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.db import session
from question_bank.rules.bodies import Picture
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.kinds import BY_HAND, Kind
from quiz import queries, services
from quiz.models import PaperItem
from quiz.services import taking
from tests.factories import organisation as make
from tests.factories.drafts import DOT, a_draft_of
from tests.factories.kinds_quiz import a_quiz_of_kinds, right_choice
from tests.factories.quiz import come_in

AT_ONCE = tuple(kind for kind in Kind if kind not in BY_HAND and kind is not Kind.PREDICTION)


def _token(page: str) -> str:
    found = re.search(r'data-token="([^"]+)"', page)
    assert found is not None
    return found.group(1)


def _send(phone: FlaskClient, page: str, item: PaperItem, choice: object) -> dict[str, object]:
    answer = phone.put(
        f"/thi/answers/{item.token}",
        data=json.dumps({"seq": 1, "client": "a", "choice": choice}),
        headers={"X-Attempt-Token": _token(page), "Idempotency-Key": f"key-{item.id:08d}"},
    )
    assert answer.status_code == 200, answer.text
    kept: dict[str, object] = answer.get_json()
    return kept


def _answer_all(app: Flask, phone: FlaskClient, candidate_id: int) -> str:
    phone.post("/thi/bat-dau")
    page = phone.get("/thi/bai").text
    attempt = taking.attempt_of(candidate_id)
    assert attempt is not None
    for item in taking.items_of(attempt.id):
        choice = right_choice(item)
        kept = _send(phone, page, item, choice)
        assert kept["choice"] == (choice if isinstance(choice, str) else list(choice))
    return page


def test_right_answers_of_every_kind_earn_all_points(app: Flask, at: datetime) -> None:
    ready = a_quiz_of_kinds(at, *AT_ONCE)
    phone = come_in(app, ready.slips[0])
    page = _answer_all(app, phone, ready.candidate_id)
    assert len(page.encode()) < 50 * 1024
    phone.post("/thi/nop-bai")
    session.rollback()
    attempt = taking.attempt_of(ready.candidate_id)
    assert attempt is not None
    assert (attempt.right, attempt.points) == (len(AT_ONCE), Fraction(10))


def test_nothing_on_the_page_tells_right_from_wrong(app: Flask, at: datetime) -> None:
    ready = a_quiz_of_kinds(at, *Kind)
    phone = come_in(app, ready.slips[0])
    phone.post("/thi/bat-dau")
    page = phone.get("/thi/bai").text
    for word in ("chi bo*", "12.5", "0.5", "Thiếu dấu", "thẩm quyền", "Bài mẫu", "Cách xử lý"):
        assert word not in page
    assert "chi bộ" not in page.lower().replace("chi bộ</label>", "")


def test_a_prediction_is_marked_when_the_round_closes(app: Flask, at: datetime) -> None:
    ready = a_quiz_of_kinds(at, Kind.ONE, Kind.PREDICTION, candidates=2)
    phones = [come_in(app, slip) for slip in ready.slips]
    _answer_all(app, phones[0], ready.slips[0].candidate_id)  # foretells 1
    phones[1].post("/thi/bat-dau")
    for phone in phones:
        phone.post("/thi/nop-bai")
    rows = queries.final_results(ready.quiz.id)
    assert [row.points for row in rows] == [None, None]
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at + timedelta(hours=1))
    session.expire_all()
    rows = queries.final_results(ready.quiz.id)
    assert [row.points for row in rows] == [Fraction(10), Fraction(0)]
    distances = queries.prediction_distances(ready.quiz.id)
    assert distances == {ready.slips[0].candidate_id: 0, ready.slips[1].candidate_id: None}


def test_a_picture_is_shown_to_those_whose_paper_holds_it(app: Flask, at: datetime) -> None:
    draft = a_draft_of(Kind.SHORT, "Hình gì? ![cờ](picture:a.png)")
    drawn = QuestionDraft(**{**vars(draft), "pictures": (Picture("a.png", "image/png", DOT),)})
    with_picture = a_quiz_of_kinds(at, drafts=[drawn])
    without = a_quiz_of_kinds(at, Kind.ONE)
    for ready, status in ((with_picture, 200), (without, 404)):
        phone = come_in(app, ready.slips[0])
        phone.post("/thi/bat-dau")
        page = phone.get("/thi/bai").text
        address = f"/thi/anh/{hashlib.sha256(DOT).hexdigest()}"
        assert (address in page) == (status == 200)
        assert phone.get(address).status_code == status


@pytest.mark.parametrize(
    ("choice", "status"),
    [("x" * 201, 422), ("x" * 200, 200), ([0], 422), ("\0", 422)],
)
def test_a_line_takes_a_short_text_and_nothing_else(
    app: Flask, at: datetime, choice: object, status: int
) -> None:
    ready = a_quiz_of_kinds(at, Kind.SHORT)
    phone = come_in(app, ready.slips[0])
    phone.post("/thi/bat-dau")
    page = phone.get("/thi/bai").text
    attempt = taking.attempt_of(ready.candidate_id)
    assert attempt is not None
    [item] = taking.items_of(attempt.id)
    answer = phone.put(
        f"/thi/answers/{item.token}",
        data=json.dumps({"seq": 1, "client": "a", "choice": choice}),
        headers={"X-Attempt-Token": _token(page), "Idempotency-Key": "key-00000001"},
    )
    assert answer.status_code == status


def test_after_publication_each_question_shows_both_answers(app: Flask, at: datetime) -> None:
    ready = a_quiz_of_kinds(at, *AT_ONCE)
    phone = come_in(app, ready.slips[0])
    _answer_all(app, phone, ready.candidate_id)
    phone.post("/thi/nop-bai")
    assert queries.review(ready.candidate_id) == ()
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    services.publish_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    rows = queries.review(ready.candidate_id)
    assert {row.share for row in rows} == {Fraction(1)}
    assert all(row.own and row.right for row in rows)
    page = phone.get("/thi/ket-qua").text
    assert "12,5 ± 0,5 tháng" in page
    assert "Đại hội → 5 năm" in page
