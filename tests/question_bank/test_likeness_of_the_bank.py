"""Questions that read almost the same are shown side by side and never merged."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from foundation.account.permissions import Role
from foundation.db import session
from foundation.errors import NotFound
from foundation.jobs.models import Job
from foundation.jobs.services import work_on
from question_bank.models import LikePair
from question_bank.queries.likeness import open_pairs
from question_bank.rules.bodies import Accepted, Short
from question_bank.rules.kinds import Kind
from question_bank.services import likeness
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.question_bank import a_draft, a_question

TODAY = date(2026, 12, 12)
STEM = "Chi bộ có từ chín đảng viên chính thức trở lên thì bầu chi ủy như thế nào?"


def looked_through(unit_id: int, at: datetime) -> Job:
    job = likeness.look_for_pairs([unit_id], actor_id=make.a_user().id, at=at)
    assert work_on(job.id)
    session.rollback()
    return session.get_one(Job, job.id, populate_existing=True)


def test_the_worker_finds_each_pair_once(app: Flask, at: datetime) -> None:
    unit = make.a_unit()
    first = a_question(unit.id, draft=a_draft(STEM))
    second = a_question(unit.id, draft=a_draft(STEM.replace("thì bầu", "bầu")))
    a_question(unit.id, draft=a_draft("Ai quyết định kết nạp đảng viên?"))
    job = looked_through(unit.id, at)
    assert (job.state, job.result and job.result["found"], job.done) == ("done", 1, 3)
    assert looked_through(unit.id, at).result == {"found": 0, "url": "/questions/giong-nhau"}
    [shown] = open_pairs([unit.id], TODAY, 1).rows
    assert [question.id for question, _ in shown.sides] == [first.id, second.id]
    assert 90 <= shown.pair.likeness <= 100


def test_a_pair_is_decided_once_and_nothing_else_happens(app: Flask, at: datetime) -> None:
    unit, actor = make.a_unit(), make.a_user()
    first, second, third = (a_question(unit.id) for _ in range(3))
    likeness.keep_pairs([(first.id, second.id, 95)], at=at)
    pair = session.scalars(select(LikePair)).one()
    with pytest.raises(NotFound):
        likeness.decide_pair(pair.id, third.id, actor_id=actor.id, at=at)
    likeness.decide_pair(pair.id, second.id, actor_id=actor.id, at=at)
    likeness.decide_pair(pair.id, first.id, actor_id=actor.id, at=at)
    session.expire_all()
    assert (first.state, second.state) == ("approved", "retired")
    assert open_pairs([unit.id], TODAY, 1).total == 0


def test_the_page_shows_what_is_right_whatever_the_kind(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    unit = make.a_unit()
    short = Short((Accepted("Đảng Cộng sản Đông Dương"),))
    drafts = (a_draft(STEM), replace(a_draft(STEM, kind=Kind.SHORT), options=(), body=short))
    first, second = (a_question(unit.id, draft=one) for one in drafts)
    likeness.keep_pairs([(first.id, second.id, 92)], at=at)
    page = signed_in(Role.ORGANISER, unit.id).get("/questions/giong-nhau").text
    assert "Phương án 4" in page
    assert "Đảng Cộng sản Đông Dương" in page


def test_the_page_keeps_both_or_retires_one(app: Flask, signed_in: SignIn, at: datetime) -> None:
    unit = make.a_unit()
    first, second, common = a_question(unit.id), a_question(unit.id), a_question(None)
    make.a_unit("Xã khác")
    likeness.keep_pairs([(first.id, second.id, 97), (second.id, common.id, 95)], at=at)
    one, other = session.scalars(select(LikePair).order_by(LikePair.id)).all()
    browser = signed_in(Role.ORGANISER, unit.id)
    assert "97% alike" in browser.get("/questions/giong-nhau").text
    assert browser.post(f"/questions/giong-nhau/{one.public_id}").status_code == 303
    refused = {"retire": common.public_id}
    address = f"/questions/giong-nhau/{other.public_id}"
    assert browser.post(address, data=refused).status_code == 404
    assert browser.post(address, data={"retire": second.public_id}).status_code == 303
    assert "No pair waits" in browser.get("/questions/giong-nhau").text
    asked = browser.post("/questions/giong-nhau")
    assert "/jobs/" in asked.location
