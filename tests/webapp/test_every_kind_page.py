"""Every page of the ten kinds of question – written, marked, counted anew – without faults."""

import json
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from foundation import clock
from foundation.account.permissions import Role
from foundation.account.services.sessions import open_session
from foundation.db import session
from question_bank.models import Question
from question_bank.rules.kinds import Kind
from quiz import queries, services
from quiz.rules.regrading import RegradeMode
from tests.browser import press, visit
from tests.factories import organisation as make
from tests.factories.kinds_quiz import a_quiz_of_kinds, hand_in_all
from tests.factories.quiz import ReadyQuiz
from tests.webapp.test_look import faults_on_phone_and_desk

pytestmark = pytest.mark.browser


def _asked(at: datetime) -> tuple[ReadyQuiz, list[str]]:
    """Return a quiz that is over and the addresses of its questions."""
    ready = a_quiz_of_kinds(at, *Kind, candidates=2)
    hand_in_all(ready, at)
    services.close_quiz(ready.quiz.id, actor_id=make.a_user().id, at=at)
    query = select(Question.public_id).where(Question.unit_id == ready.unit.id)
    return ready, list(session.scalars(query.order_by(Question.id)))


def _pages(ready: ReadyQuiz, keys: list[str]) -> Iterator[str]:
    quiz = ready.quiz.public_id
    yield "/questions/moi"
    for key in keys:
        yield f"/questions/{key}/sua"
        yield f"/questions/{key}"
    yield "/cham-bai/"
    yield f"/cham-bai/{quiz}"
    for one in queries.handmarking.written_answers(ready.quiz, 0):
        yield f"/cham-bai/{quiz}/{one.receipt}/{one.position}"
    yield f"/cham-lai/{keys[0]}"
    yield f"/cham-lai/{keys[0]}/{quiz}?mode=left_out"


def test_pages_of_officials_have_no_faults(app: Flask, page: Page, site: str) -> None:
    at = clock.now()
    ready, keys = _asked(at)
    who = make.a_user(Role.ORGANISER, ready.unit.id)
    token = open_session(device="test", at=clock.now(), user_id=who.id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])
    found = {}
    for path in _pages(ready, keys):
        visit(page, site + path)
        found[path] = faults_on_phone_and_desk(page)
        if path.endswith("/sua"):
            press(page.locator("button[name=act][value=look]"), f"**{path}")
            expect(page.get_by_role("heading", name="As it will be kept")).to_have_count(1)
            found[f"{path} preview"] = faults_on_phone_and_desk(page)
    question = session.scalars(select(Question).where(Question.public_id == keys[0])).one()
    first = make.a_user().id
    services.ask_regrade(
        ready.quiz.id, question.id, RegradeMode.LEFT_OUT, "Mơ hồ", actor_id=first, at=at
    )
    visit(page, f"{site}/cham-lai/{keys[0]}/{ready.quiz.public_id}")
    page.locator("details.confirm summary").click()
    found["confirm"] = faults_on_phone_and_desk(page)
    wrong = {path: what for path, what in found.items() if what}
    assert wrong == {}, json.dumps(wrong, indent=1, ensure_ascii=False)


def test_a_paper_of_all_kinds_has_no_faults(app: Flask, page: Page, site: str) -> None:
    ready = a_quiz_of_kinds(clock.now(), *Kind)
    visit(page, f"{site}/thi?ma={ready.slips[0].code}")
    for _ in range(2):
        press(page.locator("form button.btn-main").first, "**/thi/bai")
    found = {}
    for number in range(len(Kind)):
        section = page.locator("[data-question]:not([hidden])")
        found[section.get_attribute("data-way")] = faults_on_phone_and_desk(page)
        if number < len(Kind) - 1:
            page.locator('[data-step="1"]').click()
    assert {way: what for way, what in found.items() if what} == {}
    assert set(found) == {"choose", "match", "order", "line", "text"}
