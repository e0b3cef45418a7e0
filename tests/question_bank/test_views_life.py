"""A question's thread, its versions side by side, and who may approve."""

from datetime import datetime

from flask import Flask

from foundation.account.permissions import Role
from foundation.db import session
from question_bank import services
from question_bank.rules.kinds import State
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.question_bank import a_draft, a_question


def test_comments_stand_in_a_thread(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    question = a_question(unit.id)
    address = f"/questions/{question.public_id}"
    author = signed_in(Role.QUESTION_AUTHOR, unit.id)
    assert author.post(f"{address}/gop-y", data={"text": " "}).status_code == 422
    assert (
        author.post(f"{address}/gop-y", data={"text": "Nên sửa <b>câu</b> này"}).status_code == 303
    )
    page = signed_in(Role.QUESTION_REVIEWER, unit.id).get(address).text
    assert "Nên sửa &lt;b&gt;câu&lt;/b&gt; này" in page
    stranger = signed_in(Role.ORGANISER, make.a_unit("Xã khác").id)
    assert stranger.post(f"{address}/gop-y", data={"text": "x"}).status_code == 404


def test_versions_stand_side_by_side(app: Flask, signed_in: SignIn, at: datetime) -> None:
    unit, author = make.a_unit(), make.a_user()
    question = a_question(unit.id, draft=a_draft("Chi bộ họp mỗi tháng mấy lần?"))
    services.rewrite_question(
        question.id, a_draft("Chi bộ họp mỗi quý mấy lần?"), actor_id=author.id, at=at
    )
    reader = signed_in(Role.QUESTION_AUTHOR, unit.id)
    page = reader.get(f"/questions/{question.public_id}/lich-su").text
    assert "<mark>tháng</mark>" in page
    assert "<mark>quý</mark>" in page
    same = reader.get(f"/questions/{question.public_id}/lich-su?a=2&b=2").text
    assert "<mark>" not in same


def test_only_allowed_steps_are_offered(app: Flask, signed_in: SignIn) -> None:
    unit = make.a_unit()
    reviewer = make.a_user(Role.ORGANISER, unit.id)
    own = a_question(unit.id, state=State.REVIEW, author_id=reviewer.id)
    browser = signed_in(Role.ORGANISER, unit.id, user_id=reviewer.id)
    page = browser.get(f"/questions/{own.public_id}").text
    assert "Approve the question" not in page
    assert "somebody else approves it" in page
    decided = {"unit": unit.public_id, "decision": "Quyết định 12-QĐ/ĐU"}
    assert browser.post("/questions/nguoi-duyet", data=decided).status_code == 303
    assert "Quyết định 12-QĐ/ĐU" in browser.get("/questions/nguoi-duyet").text
    assert "Approve the question" in browser.get(f"/questions/{own.public_id}").text


def test_the_common_bank_is_changed_by_the_one_unit_above_all(
    app: Flask, signed_in: SignIn
) -> None:
    top = make.a_unit("Tỉnh ủy")
    below = make.a_unit("Xã", level="commune", parent=top)
    common = a_question(None)
    address = f"/questions/{common.public_id}/chuyen/retired"
    assert signed_in(Role.ORGANISER, below.id).post(address).status_code == 404
    assert signed_in(Role.ORGANISER, top.id).post(address).status_code == 303
    session.rollback()
    assert common.state == "retired"
