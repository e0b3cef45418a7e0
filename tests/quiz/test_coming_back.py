"""Whoever typed a wrong code, closed the page or lost the network finds the way back."""

import re
from datetime import datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient

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
