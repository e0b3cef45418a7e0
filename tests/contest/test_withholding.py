"""A prize the rules give is withheld by two persons, and its certificate never comes to be."""

from datetime import datetime

from flask.testing import FlaskClient
from sqlalchemy import select

from contest.models import Act, Result
from contest.queries import acts, papers, published
from contest.queries.awarding import prize_changes
from contest.queries.loading import contest_whole
from contest.queries.standings import StandingRow, standings
from contest.services import prizes, results
from foundation.account.permissions import Role
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories.paper_texts import texts_of

WHY = {"reason": "không dự lễ bế mạc"}


def _home(day: build.OnStage) -> str:
    return f"/contests/{day.made.contest.public_id}"


def _rows(day: build.OnStage) -> list[StandingRow]:
    session.rollback()
    [rows] = [one.rows for one in standings(day.made.contest.id).categories if one.rows]
    return list(rows)


def _answer(day: build.OnStage, answer: str) -> str:
    session.rollback()
    asked = session.scalars(select(Act.public_id).order_by(Act.id.desc())).first()
    return f"/desk/{day.made.contest.public_id}/viec-trong-ngay/{asked}/{answer}"


def _ask(day: build.OnStage, organiser: FlaskClient, place: int, deed: str) -> int:
    entry = _rows(day)[place].entry.public_id
    return organiser.post(f"{_home(day)}/giai-thuong/{entry}/{deed}", data=WHY).status_code


def _closed_day(at: datetime) -> build.OnStage:
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "5", "4")
    return day


def test_a_prize_is_withheld_once_a_second_person_confirms(signed_in: SignIn, at: datetime) -> None:
    day = _closed_day(at)
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    entry = _rows(day)[1].entry.public_id
    page = organiser.get(f"{_home(day)}/giai-thuong/{entry}/khong-trao").text
    assert "A second person confirms it." in page
    for _again in range(2):
        assert _ask(day, organiser, 1, "khong-trao") == 303
    assert [row.prize for row in _rows(day)] == ["Giải Nhất", "Giải Nhì", "Giải Nhì"]
    assert "waits for a second person" in organiser.get(f"{_home(day)}/ket-qua").text
    assert organiser.post(_answer(day, "dong-y")).status_code == 409
    assert (
        signed_in(Role.SECRETARY, day.made.unit.id).post(_answer(day, "dong-y")).status_code == 303
    )
    assert [row.prize for row in _rows(day)] == ["Giải Nhất", None, "Giải Nhì"]
    assert [row.place.place for row in _rows(day) if row.place] == [1, 2, 3]
    whole = contest_whole(day.made.contest.id)
    text = " ".join(texts_of(papers.minutes(standings(whole.contest.id), acts.acts(whole), [], at)))
    assert f"Không trao giải – {_rows(day)[1].entry.full_name} – Giải Nhì" in text
    assert WHY["reason"] in text
    organiser.post(f"{_home(day)}/ket-qua/cong-bo")
    organiser.post(f"{_home(day)}/giai-thuong")
    session.rollback()
    names = [row.award.name for row in published.awards(day.made.contest.id)]
    assert names == ["Giải Nhất", "Giải Nhì"]
    assert "1 prize is withheld" in organiser.get(f"{_home(day)}/giai-thuong").text


def test_a_refused_wish_changes_no_prize(signed_in: SignIn, at: datetime) -> None:
    day = _closed_day(at)
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    assert _ask(day, organiser, 0, "trao-giai") == 404
    _ask(day, organiser, 0, "khong-trao")
    signed_in(Role.SECRETARY, day.made.unit.id).post(_answer(day, "tu-choi"))
    assert _rows(day)[0].prize == "Giải Nhất"


def test_after_publishing_the_result_gets_a_corrected_version(
    signed_in: SignIn, at: datetime
) -> None:
    day = _closed_day(at)
    contest, doer = day.made.contest, {"actor_id": day.made.organiser.id, "at": at}
    results.publish_result(contest.id, **doer)
    prizes.award_prizes(contest.id, **doer)
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    page = f"{_home(day)}/ket-qua"
    assert "differs from the version" not in organiser.get(page).text
    _ask(day, organiser, 0, "khong-trao")
    signed_in(Role.SECRETARY, day.made.unit.id).post(_answer(day, "dong-y"))
    assert "differs from the version" in organiser.get(page).text
    assert prize_changes(contest.id) == ()
    assert organiser.post(f"{page}/cong-bo", data=WHY).status_code == 303
    assert "differs from the version" not in organiser.get(page).text
    session.rollback()
    [change] = prize_changes(contest.id)
    assert (change.entry.id, change.prize) == (_rows(day)[0].entry.id, None)


def test_a_withheld_prize_may_be_given_after_all(signed_in: SignIn, at: datetime) -> None:
    day = _closed_day(at)
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    secretary = signed_in(Role.SECRETARY, day.made.unit.id)
    for deed in ("khong-trao", "trao-giai"):
        assert _ask(day, organiser, 0, deed) == 303
        assert secretary.post(_answer(day, "dong-y")).status_code == 303
    assert _rows(day)[0].prize == "Giải Nhất"
    organiser.post(f"{_home(day)}/ket-qua/cong-bo")
    session.rollback()
    result = session.scalars(select(Result)).one()
    assert result.rows["categories"][0]["rows"][0]["prize"] == "Giải Nhất"
