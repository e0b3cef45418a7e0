"""Whoever typed a wrong code, closed the page or lost the network finds the way back."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient

from foundation.db import session
from quiz import services
from tests.factories import organisation as make
from tests.factories.quiz import a_quiz
from tests.quiz.test_taking import Phone


def test_a_wrong_code_stays_on_the_page_to_be_put_right(client: FlaskClient, at: datetime) -> None:
    a_quiz(at)
    page = client.post("/thi", data={"code": ["aaaa", "BBBB", "CCCC"]}).text
    assert "No entry code reads like this" in page
    assert re.findall(r'name="code" value="(\w+)"', page) == ["aaaa", "BBBB", "CCCC"]


def test_a_closed_page_is_found_again_from_the_door(app: Flask, at: datetime) -> None:
    phone = Phone(app, a_quiz(at))
    assert 'href="/thi/bai"' in phone.browser.get("/thi").text
    assert 'href="/thi/bai"' not in app.test_client().get("/thi").text


def test_the_door_offers_the_receipt_once_the_paper_is_in(app: Flask, at: datetime) -> None:
    phone = Phone(app, a_quiz(at))
    assert "Go on with the paper" in phone.browser.get("/thi").text
    phone.browser.post("/thi/nop-bai")
    page = phone.browser.get("/thi").text
    assert "Go on with the paper" not in page
    assert "See the receipt or the result" in page


def test_a_page_that_asks_is_told_of_extra_time(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    phone = Phone(app, ready)
    before = int(phone.browser.get("/thi/answers").headers["X-Deadline"])
    secretary = make.a_user().id
    services.give_extra_time(
        ready.quiz.id, ready.candidate_id, 5, "Mất điện", actor_id=secretary, at=at
    )
    assert int(phone.browser.get("/thi/answers").headers["X-Deadline"]) == before + 300_000


def test_answers_left_on_a_device_can_still_be_sent_after_the_end(app: Flask, at: datetime) -> None:
    phone = Phone(app, a_quiz(at))
    services.close_expired(at + timedelta(hours=1))
    page = phone.browser.get("/thi/ket-qua").text
    assert f'data-token="{phone.token}"' in page


def test_the_page_of_a_replaced_slip_is_told_of_the_new_one(app: Flask, at: datetime) -> None:
    ready = a_quiz(at)
    phone = Phone(app, ready)
    assert phone.save(0, 1).status_code == 200
    [fresh] = services.issue_slips(ready.quiz.id, [ready.candidate_id], actor_id=None, at=at)
    session.commit()
    answers = [
        phone.browser.get("/thi/bai"),
        phone.browser.post("/thi/nop-bai"),
        phone.browser.get("/thi/answers", headers={"Accept": "application/json"}),
        phone.save(1, 2),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    for answer in answers:
        assert "A new slip was made for you" in answer.text
        assert "Your role does not include this" not in answer.text
    assert 'href="/thi"' in answers[1].text

    again = Phone(app, replace(ready, slips=(fresh,)))
    assert [row["choice"] for row in again.stored().values()] == [[1]]
    assert again.save(1, 2).status_code == 200


def test_a_session_that_is_over_asks_for_the_code_again(app: Flask, at: datetime) -> None:
    phone = Phone(app, a_quiz(at))
    phone.browser.delete_cookie("hoithi")
    answer = phone.browser.post("/thi/nop-bai")
    assert answer.status_code == 403
    assert "Enter it again" in answer.text
    assert phone.browser.get("/thi/bai").headers["Location"].endswith("/thi")


def test_an_answer_after_handing_in_is_told_when_that_was(app: Flask, at: datetime) -> None:
    phone = Phone(app, a_quiz(at))
    assert phone.save(0, 1).status_code == 200
    phone.browser.post("/thi/nop-bai")
    answer = phone.save(0, 2, seq=2)
    assert answer.status_code == 409
    assert "handed in at 8h00, 12/12/2026" in answer.json["refused"]
