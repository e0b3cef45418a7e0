"""The quiz of a contest: paper, slips, the board, extra time, reopening, answers from paper."""

import io
import re
from datetime import datetime, timedelta

import pikepdf
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.queries import acts, papers
from contest.queries.loading import contest_whole
from contest.queries.papers.minutes import ACT_WORDS
from contest.queries.standings import standings
from contest.rules.states import ActKind, RoundState
from foundation import clock
from foundation.account.permissions import Role
from foundation.db import session
from question_bank import queries as bank
from quiz import services as quizzes
from quiz.models import Attempt, Candidate, Quiz, Reopening, TimeExtension, TypedPaper
from quiz.rules.states import HelpKind
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make
from tests.factories.question_bank import a_question

TIMES = {"on": "2026-12-12", "opens": "08:00", "closes": "08:45", "minutes": "30"}


def _address(made: build.Made) -> str:
    return f"/contests/{made.contest.public_id}/quiz"


def _cell(made: build.Made) -> str:
    [topic] = {one.topic_id for one in bank.pool(made.unit.id, made.contest.held_on)}
    return f"cell-{topic}-recall"


def _candidates() -> list[Candidate]:
    return list(session.scalars(select(Candidate).order_by(Candidate.number)))


def test_a_paper_is_set_up_listed_and_opened(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at, build.QUIZ)
    for _ in range(3):
        a_question(made.unit.id)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    plan = {**TIMES, _cell(made): "2"}
    assert organiser.post(f"{_address(made)}/de-thi", data=plan).status_code == 303
    assert organiser.post(f"{_address(made)}/cong-bo-danh-sach").status_code == 303
    assert organiser.post(f"{_address(made)}/mo").status_code == 303
    session.rollback()
    assert made.round("quiz").state == RoundState.OPEN.name
    quiz = session.scalar(select(Quiz))
    assert quiz is not None
    assert clock.local(quiz.opens_at).hour == 8
    assert quiz.closes_at - quiz.opens_at == timedelta(minutes=45)


@pytest.mark.parametrize(("count", "status"), [("4", 409), ("two", 422), ("9999", 422)])
def test_a_paper_the_bank_cannot_fill_is_refused(
    signed_in: SignIn, at: datetime, count: str, status: int
) -> None:
    made = build.a_contest(at, build.QUIZ)
    for _ in range(3):
        a_question(made.unit.id)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    answer = organiser.post(f"{_address(made)}/de-thi", data={**TIMES, _cell(made): count})
    assert answer.status_code == status
    if status == 409:
        assert f'name="{_cell(made)}" value="{count}"' in answer.text
        assert "needs 4, the bank has 3 that can be used." in answer.text
    session.rollback()
    assert made.round("quiz").quiz_id is None


def test_times_left_out_are_asked_for_and_counts_stay(signed_in: SignIn, at: datetime) -> None:
    made = build.a_contest(at, build.QUIZ)
    a_question(made.unit.id)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    answer = organiser.post(
        f"{_address(made)}/de-thi", data={**TIMES, "opens": "", _cell(made): "1"}
    )
    assert answer.status_code == 422
    assert f'name="{_cell(made)}" value="1"' in answer.text


def test_slips_are_printed_and_a_lost_one_gets_a_new_code(
    signed_in: SignIn, at: datetime, client: FlaskClient
) -> None:
    made = build.a_quiz_day(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    slips = organiser.post(f"{_address(made)}/phieu")
    assert slips.mimetype == "application/pdf"
    lost = organiser.post(f"{_address(made)}/phieu", data={"entry": made.entries[0].public_id})
    assert lost.data.startswith(b"%PDF")
    assert lost.data != slips.data
    assert organiser.get(f"{_address(made)}/phieu").status_code == 200


def test_the_board_names_who_has_not_begun_and_is_not_sent_twice(
    signed_in: SignIn, at: datetime
) -> None:
    made = build.a_quiz_day(at)
    quizzes.start(_candidates()[0].id, at=at)
    secretary = signed_in(Role.SECRETARY, made.unit.id)
    page = secretary.get(f"{_address(made)}/theo-doi")
    assert "Answering" in page.text
    again = secretary.get(
        f"{_address(made)}/theo-doi", headers={"If-None-Match": page.headers["ETag"]}
    )
    assert again.status_code == 304
    assert (
        secretary.get(f"{_address(made)}/theo-doi?q=giang+a+2").text.count("Not begun</span>") == 1
    )
    day = signed_in(Role.ORGANISER, made.unit.id).get(f"/contests/{made.contest.public_id}")
    assert "2 contestants have not begun" in day.text


def test_the_board_of_another_unit_does_not_exist(signed_in: SignIn, at: datetime) -> None:
    made = build.a_quiz_day(at)
    stranger = signed_in(Role.SECRETARY, make.a_unit("Đảng bộ xã khác").id)
    candidate = _candidates()[0].public_id
    for page in ("theo-doi", "them-gio", f"theo-doi/{candidate}", f"theo-doi/{candidate}/bai-giay"):
        assert stranger.get(f"{_address(made)}/{page}").status_code == 404
    assert stranger.post(f"{_address(made)}/them-gio", data={"minutes": "5"}).status_code == 404


def test_extra_time_for_one_and_for_all(signed_in: SignIn, at: datetime) -> None:
    made = build.a_quiz_day(at)
    first = _candidates()[0]
    secretary = signed_in(Role.SECRETARY, made.unit.id)
    words = {"minutes": "5", "reason": "mất điện"}
    assert secretary.post(f"{_address(made)}/them-gio", data={"minutes": "0"}).status_code == 422
    assert secretary.post(f"{_address(made)}/them-gio", data=words).status_code == 303
    one = {**words, "candidate": first.public_id}
    assert secretary.post(f"{_address(made)}/them-gio", data=one).status_code == 303
    session.rollback()
    given = session.scalars(select(TimeExtension.candidate_id).order_by(TimeExtension.id)).all()
    assert given == [None, first.id]


def test_a_paper_is_opened_again_by_two_people(signed_in: SignIn, at: datetime) -> None:
    made = build.a_quiz_day(at)
    who = _candidates()[0]
    quizzes.start(who.id, at=at)
    quizzes.hand_in(who.id, at=at)
    address = f"{_address(made)}/theo-doi/{who.public_id}"
    first = signed_in(Role.SECRETARY, made.unit.id)
    words = {"minutes": "10", "reason": "bấm nhầm"}
    assert first.post(f"{address}/mo-lai", data=words).status_code == 303
    assert first.post(f"{address}/mo-lai/dong-y").status_code == 409
    assert "mo-lai/dong-y" not in first.get(address).text
    second = signed_in(Role.SECRETARY, made.unit.id)
    assert "Open the paper again" in second.get(address).text
    assert second.post(f"{address}/mo-lai/dong-y").status_code == 303
    session.rollback()
    assert session.scalars(select(Attempt.state)).all() == ["open"]


def test_a_wish_to_open_a_paper_again_is_refused_with_a_reason(
    signed_in: SignIn, at: datetime
) -> None:
    made = build.a_quiz_day(at)
    who = _candidates()[0]
    quizzes.start(who.id, at=at)
    quizzes.hand_in(who.id, at=at)
    address = f"{_address(made)}/theo-doi/{who.public_id}"
    first, second = (signed_in(Role.SECRETARY, made.unit.id) for _ in range(2))
    for _again in range(2):
        words = {"minutes": "10", "reason": "bấm nhầm"}
        assert first.post(f"{address}/mo-lai", data=words).status_code == 303
    assert f"{address}/khong-mo" in second.get(address).text
    assert second.post(f"{address}/khong-mo", data={"reason": ""}).status_code == 422
    refusal = {"reason": "máy vẫn chạy tốt"}
    assert second.post(f"{address}/khong-mo", data=refusal).status_code == 303
    session.rollback()
    assert session.scalars(select(Attempt.state)).all() == ["handed_in"]
    assert session.scalars(select(Reopening.refusal)).all() == ["máy vẫn chạy tốt"]
    assert second.post(f"{address}/mo-lai/dong-y").status_code == 404
    page = second.get(f"/desk/{made.contest.public_id}/viec-trong-ngay").text
    assert "bấm nhầm" in page
    assert "máy vẫn chạy tốt" in page


def test_help_at_the_quiz_is_an_act_of_the_day_that_the_minutes_print(
    signed_in: SignIn, at: datetime
) -> None:
    made = build.a_quiz_day(at)
    who = _candidates()[0]
    actor = make.a_user().id
    second = make.a_user().id
    quizzes.give_extra_time(
        made.round("quiz").quiz_id or 0, None, 5, "mất điện", actor_id=actor, at=at
    )
    quizzes.start(who.id, at=at)
    quizzes.hand_in(who.id, at=at)
    asked = quizzes.ask_reopening(who.id, 7, "bấm nhầm", actor_id=actor, at=at)
    secretary = signed_in(Role.SECRETARY, made.unit.id)
    page = secretary.get(f"/desk/{made.contest.public_id}/viec-trong-ngay").text
    assert f"theo-doi/{who.public_id}" in page
    quizzes.confirm_reopening(asked.id, actor_id=second, at=at)
    whole = contest_whole(made.contest.id)
    paper = papers.minutes(standings(whole.contest.id), acts.acts(whole), [], at)
    words = str(paper)
    assert "Thêm giờ làm bài 5 phút – tất cả thí sinh. Lý do: mất điện." in words
    assert f"Mở lại bài đã nộp 7 phút – {who.full_name}. Lý do: bấm nhầm." in words
    assert "Người xác nhận: Lò Thị Mai." in words


def test_the_minutes_have_words_for_every_act() -> None:
    assert {*ActKind, *HelpKind} == set(ACT_WORDS)


def test_making_slips_again_asks_first(signed_in: SignIn, at: datetime) -> None:
    made = build.a_quiz_day(at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    address = f"{_address(made)}/phieu"
    assert "data-confirm" not in organiser.get(address).text
    assert organiser.post(address).status_code == 200
    page = organiser.get(address).text
    count = len(made.entries)
    assert f"The codes of {count} slips that were made before end at once" in page
    assert page.count("The code of the old slip ends at once.") == count
    quizzes.start(_candidates()[0].id, at=at)
    session.commit()
    page = organiser.get(address).text
    assert f"{count - 1} slip" in page
    assert page.count("The paper open on the phone closes at once") == 1


def test_answers_from_paper_count_when_two_typings_agree(signed_in: SignIn, at: datetime) -> None:
    made = build.a_quiz_day(at)
    who = _candidates()[0]
    address = f"{_address(made)}/theo-doi/{who.public_id}/bai-giay"
    first, second = (signed_in(Role.SECRETARY, made.unit.id) for _ in range(2))
    assert first.post(address).status_code == 303
    page = first.get(address).text
    assert re.findall(r'name="(answer-\d+)"', page) == ["answer-1", "answer-2"]
    typed = {"answer-1": "b", "answer-2": "", "reason": "hỏng máy"}
    assert first.post(address, data={**typed, "answer-1": "Z"}).status_code == 422
    assert first.post(address, data=typed).status_code == 303
    assert first.post(address, data=typed).status_code == 409
    assert second.post(address, data={**typed, "answer-1": "A"}).status_code == 409
    assert second.post(address, data=typed).status_code == 303
    session.rollback()
    assert session.scalars(select(Attempt.state)).all() == ["handed_in"]


def test_who_mistyped_answers_from_paper_types_them_anew(signed_in: SignIn, at: datetime) -> None:
    made = build.a_quiz_day(at)
    who = _candidates()[0]
    address = f"{_address(made)}/theo-doi/{who.public_id}/bai-giay"
    first, second = (signed_in(Role.SECRETARY, made.unit.id) for _ in range(2))
    first.post(address)
    first.post(address, data={"answer-1": "A", "answer-2": "", "reason": "hỏng máy"})
    right = {"answer-1": "B", "answer-2": ""}
    assert second.post(address, data=right).status_code == 409
    assert "If you mistyped, type all of them anew here." in first.get(address).text
    assert first.post(address, data=right).status_code == 303
    assert second.post(address, data=right).status_code == 303
    session.rollback()
    assert session.scalars(select(Attempt.state)).all() == ["handed_in"]
    [typed] = session.scalars(select(TypedPaper))
    assert (typed.reason, typed.typed_by != typed.confirmed_by) == ("hỏng máy", True)


def test_closing_the_round_marks_every_paper(signed_in: SignIn, at: datetime) -> None:
    made = build.a_quiz_day(at)
    quizzes.start(_candidates()[0].id, at=at)
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    for _again in range(2):
        assert organiser.post(f"{_address(made)}/dong").status_code == 303
    session.rollback()
    assert made.round("quiz").state == RoundState.CLOSED.name
    assert session.scalars(select(Attempt.points)).all() == [0]
    summary = organiser.get(f"/contests/{made.contest.public_id}/bang-tong-hop.pdf")
    with pikepdf.open(io.BytesIO(summary.data)) as paper:
        assert len(paper.pages) == 1
