"""A contestant takes a quiz through the pages: what is kept, what is refused, what never shows."""

import json
import re
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from foundation import clock
from foundation.db import session
from question_bank import queries as bank
from quiz import queries, services
from quiz.models import Attempt, PaperItem
from quiz.services import taking
from quiz.services.setting_up import EverybodyHasBegun
from tests.conftest import AT
from tests.factories import organisation as make
from tests.factories.quiz import ReadyQuiz, a_quiz, come_in


class Phone:
    """A contestant's page: sends answers as its script does."""

    def __init__(self, app: Flask, ready: ReadyQuiz, number: int = 0) -> None:
        self.browser: FlaskClient = come_in(app, ready.slips[number])
        self.browser.post("/thi/bat-dau")
        page = self.browser.get("/thi/bai").text
        self.token = re.search(r'data-token="([^"]+)"', page)[1]  # type: ignore[index]
        self.questions = re.findall(r'data-question="([^"]+)"', page)

    def save(self, question: int, place: int, seq: int = 1, **changes: Any) -> Any:
        """Send one answer."""
        words = {"seq": seq, "client": "a", "choice": [place], **changes.pop("words", {})}
        headers = {
            "X-Attempt-Token": self.token,
            "Idempotency-Key": f"key-{question}-{place}-{seq}-{words['client']}",
            "Accept": "application/json",
            **changes,
        }
        address = f"/thi/answers/{self.questions[question]}"
        return self.browser.put(address, data=json.dumps(words), headers=headers)

    def stored(self) -> dict[str, Any]:
        """Return what the server has."""
        answers: dict[str, Any] = self.browser.get("/thi/answers").json["answers"]
        return answers


def _right_place(question: str) -> int:
    session.rollback()
    item = session.scalars(select(PaperItem).where(PaperItem.token == question)).one()
    options = bank.versions([item.version_id])[item.version_id].options
    return next(p for p, stored in enumerate(item.option_order) if options[stored].is_right)


def test_answers_are_kept_and_marked_when_the_paper_is_in(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    phone = Phone(app, ready)
    for number, question in enumerate(phone.questions):
        right = _right_place(question)
        place = right if number < 3 else (right + 1) % 4
        assert phone.save(number, place).status_code == 200
    assert phone.browser.post("/thi/nop-bai").status_code == 303
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    [result] = queries.final_results(ready.quiz.id)
    assert (result.right, result.questions, result.points) == (3, 5, Fraction(18))


def test_the_same_request_again_gets_the_same_reply_and_changes_nothing(
    app: Flask, at: datetime
) -> None:
    phone = Phone(app, a_quiz(at))
    assert phone.save(0, 1).data == phone.save(0, 1).data
    first = phone.browser.post("/thi/bat-dau")
    again = phone.browser.post("/thi/bat-dau")
    assert (first.status_code, first.headers["Location"]) == (303, again.headers["Location"])
    assert session.scalar(select(func.count(Attempt.id))) == 1
    phone.browser.post("/thi/nop-bai")
    receipt = phone.browser.get("/thi/ket-qua").text
    with clock.fixed(at + timedelta(minutes=3)):
        assert phone.browser.post("/thi/nop-bai").status_code == 303
        assert "8h00" in phone.browser.get("/thi/ket-qua").text
    assert "0001" in receipt


def test_a_start_after_the_hand_in_is_refused(app: Flask, at: datetime) -> None:
    phone = Phone(app, a_quiz(at))
    phone.browser.post("/thi/nop-bai")
    assert phone.browser.post("/thi/bat-dau").status_code == 409
    assert phone.save(0, 1).status_code == 409
    assert phone.stored() == {}


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations([(1, "a", 0), (2, "a", 1), (2, "b", 2), (3, "a", 3)]), st.data())
def test_the_newest_answer_wins_in_every_order_of_arrival(
    app: Flask, order: list[tuple[int, str, int]], data: st.DataObject
) -> None:
    with clock.fixed(AT):
        phone = Phone(app, a_quiz(AT, questions=1))
        repeats = data.draw(st.lists(st.sampled_from(order), max_size=3))
        for seq, client, place in [*order, *repeats]:
            reply = phone.save(0, place, seq, words={"client": client})
            assert reply.status_code == 200
        [kept] = phone.stored().values()
        assert (kept["seq"], kept["client"], kept["choice"]) == (3, "a", [3])


def test_a_late_answer_is_kept_and_not_counted(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    phone = Phone(app, ready)
    with clock.fixed(at + timedelta(minutes=31)):
        assert phone.save(0, _right_place(phone.questions[0])).json["late"] is True
        services.close_expired(clock.now())
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    [result] = queries.final_results(ready.quiz.id)
    assert (result.points, result.late_answers) == (Fraction(0), 1)
    assert result.handed_in_at == at + timedelta(minutes=30)


def test_extra_time_counts_at_once(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    phone = Phone(app, ready)
    secretary = make.a_user().id
    services.give_extra_time(ready.quiz.id, None, 10, "Mất điện", actor_id=secretary, at=at)
    with clock.fixed(at + timedelta(minutes=31)):
        assert phone.save(0, 1).json["late"] is False
    with clock.fixed(at + timedelta(minutes=41)):
        assert phone.save(0, 1, 2).json["late"] is True


def test_nothing_that_leaves_the_server_tells_right_from_wrong(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    phone = Phone(app, ready)
    replies = [phone.save(0, 1).text, phone.browser.get("/thi/answers").text]
    replies += [phone.browser.get(path).text for path in ("/thi/bai", "/thi/nop-bai")]
    phone.browser.post("/thi/nop-bai")
    replies.append(phone.browser.get("/thi/ket-qua").text)
    for text in replies:
        assert not re.search(r"is_right|correct|explanation|version|option_order", text)


def test_right_and_wrong_options_have_the_same_shape(app: Flask, at: datetime) -> None:
    phone = Phone(app, a_quiz(at))
    page = phone.browser.get("/thi/bai").text
    shapes = {
        re.sub(r"\d+|[A-H]<", "", tag)
        for tag in re.findall(r"<label class=[^>]*>\s*<input[^>]*>", page)
    }
    assert len(shapes) == 1


def test_a_wrong_code_is_refused_calmly_and_guessing_is_slowed_down(
    app: Flask, client: FlaskClient, at: datetime
) -> None:
    a_quiz(at)
    replies = [client.post("/thi", data={"code": "AAAABBBBCCCC"}).status_code for _ in range(70)]
    assert replies[0] == 404
    assert replies[-1] == 429


def test_a_lost_slip_gets_a_new_code_and_the_old_one_dies(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    phone = come_in(app, ready.slips[0])
    [fresh] = services.issue_slips(ready.quiz.id, [ready.candidate_id], actor_id=None, at=at)
    assert phone.get("/thi/bai").status_code == 403
    assert app.test_client().post("/thi", data={"code": ready.slips[0].code}).status_code == 404
    assert come_in(app, fresh).get("/thi/bai").status_code == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"[]", 422),
        (b"[" * 900, 422),
        (b'{"seq": 1, "client": "a", "choice": [9]}', 422),
        (b'{"seq": -1, "client": "a", "choice": [0]}', 422),
        (b'{"seq": 1, "client": "a", "choice": [0], "points": 30}', 422),
        (b"x" * 2000, 413),
    ],
)
def test_what_is_no_answer_is_refused_and_stores_nothing(
    app: Flask, at: datetime, body: bytes, status: int
) -> None:
    phone = Phone(app, a_quiz(at))
    headers = {"X-Attempt-Token": phone.token, "Idempotency-Key": "key-12345678"}
    reply = phone.browser.put(f"/thi/answers/{phone.questions[0]}", data=body, headers=headers)
    assert reply.status_code == status
    assert phone.stored() == {}


def test_an_answer_to_another_ones_question_is_not_found(app: Flask, at: datetime) -> None:
    ready = a_quiz(at, candidates=2)
    mine, other = Phone(app, ready), Phone(app, ready, 1)
    mine.questions = other.questions
    assert mine.save(0, 1).status_code == 404
    assert other.stored() == {}


def test_a_forged_token_is_refused(app: Flask, at: datetime) -> None:
    phone = Phone(app, a_quiz(at))
    assert phone.save(0, 1, **{"X-Attempt-Token": phone.token[:-2] + "00"}).status_code == 403


def test_papers_differ_and_come_from_the_kept_seed(app: Flask, at: datetime) -> None:
    ready = a_quiz(at, questions=6, spare=10, candidates=2)
    for slip in ready.slips:
        services.start(slip.candidate_id, at=at)
    papers = []
    for slip in ready.slips:
        attempt = taking.attempt_of(slip.candidate_id)
        assert attempt is not None
        papers.append([(i.version_id, *i.option_order) for i in taking.items_of(attempt.id)])
    assert papers[0] != papers[1]


def test_the_result_shows_only_after_publication(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    phone = Phone(app, ready)
    phone.save(0, _right_place(phone.questions[0]))
    phone.browser.post("/thi/nop-bai")
    actor = make.a_user().id
    services.close_quiz(ready.quiz.id, actor_id=actor, at=at)
    assert "right answers" not in phone.browser.get("/thi/ket-qua").text
    services.publish_quiz(ready.quiz.id, actor_id=actor, at=at)
    assert "right answers" in phone.browser.get("/thi/ket-qua").text


def test_paper_answers_count_once_a_second_person_typed_the_same(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    first, second = make.a_user().id, make.a_user().id
    choices = {1: (0,), 2: (1,)}
    typed = services.type_paper(ready.candidate_id, choices, "Hỏng máy", actor_id=first, at=at)
    with pytest.raises(Exception, match="second person"):
        services.confirm_paper(typed.id, choices, actor_id=first, at=at)
    with pytest.raises(Exception, match="question 2"):
        services.confirm_paper(typed.id, {1: (0,), 2: (2,)}, actor_id=second, at=at)
    attempt = services.confirm_paper(typed.id, choices, actor_id=second, at=at)
    assert attempt.state == "handed_in"
    assert len(queries.kept_answers(attempt.id)) == 5


def test_reopening_needs_two_people(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    phone = Phone(app, ready)
    phone.browser.post("/thi/nop-bai")
    first, second = make.a_user().id, make.a_user().id
    asked = services.ask_reopening(ready.candidate_id, 5, "Bấm nhầm", actor_id=first, at=at)
    with pytest.raises(Exception, match="second person"):
        services.confirm_reopening(asked.id, actor_id=first, at=at)
    services.confirm_reopening(asked.id, actor_id=second, at=at)
    assert phone.save(0, 1).status_code == 200


def test_slips_for_all_leave_those_who_have_begun_alone(app: Flask, at: datetime) -> None:
    ready = a_quiz(at, candidates=2)
    services.start(ready.candidate_id, at=at)
    waiting = {slip.candidate_id for slip in ready.slips} - {ready.candidate_id}
    made = services.issue_slips(ready.quiz.id, None, actor_id=None, at=at, also_begun=False)
    assert {slip.candidate_id for slip in made} == waiting
    for candidate_id in waiting:
        services.start(candidate_id, at=at)
    with pytest.raises(EverybodyHasBegun):
        services.issue_slips(ready.quiz.id, None, actor_id=None, at=at, also_begun=False)
