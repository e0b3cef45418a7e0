"""The judge's pages: own sheets only, drafts with a version, reading back, signing, corrections."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from contest.models import Scoresheet
from foundation import clock
from foundation.account.permissions import Role
from foundation.audit.models import AuditEntry
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make

WHOLE = {"mark-content": "5,25", "mark-speech": "2.5", "version": "0", "act": "sign"}
JSON = {"Accept": "application/json"}


def _sheet(day: build.OnStage) -> str:
    return f"/judge/{day.appearances[0][0]}/talk"


def _deeds() -> int:
    """Return how many entries the log holds."""
    session.rollback()
    return session.scalar(select(func.count(AuditEntry.number))) or 0


@pytest.fixture
def day(app: Flask, at: datetime) -> build.OnStage:
    return build.a_stage_day(at)


@pytest.fixture
def judge(day: build.OnStage, signed_in: SignIn) -> FlaskClient:
    return signed_in(Role.JUDGE, day.made.unit.id, user_id=day.judges[0].id)


def test_a_judge_marks_reads_back_and_signs(day: build.OnStage, judge: FlaskClient) -> None:
    assert "Your score sheets" in judge.get("/judge/").text
    assert "not marked yet" in judge.get(_sheet(day)).text
    kept = judge.post(_sheet(day), data=WHOLE)
    assert kept.status_code == 303
    assert "You are about to sign 7,75 points" in judge.get(kept.location).text
    for _again in range(2):
        assert judge.post(f"{_sheet(day)}/chot", data={"version": "1"}).status_code == 303
    session.rollback()
    [sheet] = session.scalars(select(Scoresheet))
    assert (sheet.state, sheet.marks) == ("SIGNED", {"content": "21/4", "speech": "5/2"})
    assert "Signed at" in judge.get(_sheet(day)).text
    assert "Signed 7,75" in judge.get("/judge/").text


def test_a_script_keeps_the_draft_and_gets_the_version(
    day: build.OnStage, judge: FlaskClient
) -> None:
    draft = {"mark-content": "3", "mark-speech": "", "version": "0"}
    first = judge.post(_sheet(day), data=draft, headers=JSON)
    assert (first.status_code, first.json["version"]) == (200, 1)
    second = judge.post(
        _sheet(day), data={**draft, "mark-content": "4", "version": "1"}, headers=JSON
    )
    assert second.json["version"] == 2
    stale = judge.post(_sheet(day), data={**draft, "version": "1"}, headers=JSON)
    assert stale.status_code == 409
    assert "saved meanwhile" in stale.json["refused"]


def test_of_two_devices_that_keep_one_sheet_at_once_the_slower_is_told(
    app: Flask, day: build.OnStage, signed_in: SignIn
) -> None:
    address, judge_id = _sheet(day), day.judges[0].id
    devices = [
        signed_in(Role.JUDGE, day.made.unit.id, user_id=judge_id) for _ in ("tablet", "phone")
    ]
    devices[0].post(address, data={**WHOLE, "mark-content": "1"}, headers=JSON)

    def keep(number: int) -> int:
        marks = {**WHOLE, "mark-content": str(2 + number), "version": "1"}
        return devices[number].post(address, data=marks, headers=JSON).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(keep, range(2))) == [200, 409]


@pytest.mark.parametrize("mark", ["6,25", "-1", "0,1", "năm", "1e1", "٣", "5,5,5"])
def test_a_mark_that_does_not_fit_is_refused_and_stores_nothing(
    day: build.OnStage, judge: FlaskClient, mark: str
) -> None:
    done = _deeds()
    answer = judge.post(_sheet(day), data={**WHOLE, "mark-content": mark})
    assert answer.status_code == 422
    assert _deeds() == done
    assert session.scalar(select(func.count(Scoresheet.id))) == 0


def test_signing_again_gets_the_same_reply_and_changes_nothing(
    day: build.OnStage, judge: FlaskClient, at: datetime
) -> None:
    judge.post(_sheet(day), data=WHOLE)
    signing = f"{_sheet(day)}/chot"
    first = judge.post(signing, data={"version": "1"})
    done, signed_at = _deeds(), session.scalars(select(Scoresheet.signed_at)).one()
    with clock.fixed(at + timedelta(minutes=3)):
        again = judge.post(signing, data={"version": "1"})
    assert first.status_code == 303
    assert (again.status_code, again.location) == (first.status_code, first.location)
    assert (_deeds(), session.scalars(select(Scoresheet.signed_at)).one()) == (done, signed_at)


def test_a_sheet_with_an_open_criterion_is_not_signed(
    day: build.OnStage, judge: FlaskClient
) -> None:
    judge.post(_sheet(day), data={**WHOLE, "mark-speech": ""})
    page = judge.get(f"{_sheet(day)}/doc-lai").text
    assert "1 criterion is not marked yet" in page
    assert judge.post(f"{_sheet(day)}/chot", data={"version": "1"}).status_code == 422


def test_a_signed_sheet_is_not_changed_without_a_correction(
    day: build.OnStage, judge: FlaskClient
) -> None:
    judge.post(_sheet(day), data=WHOLE)
    judge.post(f"{_sheet(day)}/chot", data={"version": "1"})
    done = _deeds()
    answer = judge.post(_sheet(day), data={**WHOLE, "mark-content": "1", "version": "1"})
    assert answer.status_code == 409
    assert _deeds() == done
    assert session.scalars(select(Scoresheet.marks)).one()["content"] == "21/4"


def test_a_correction_is_asked_for_granted_and_signed_anew(
    day: build.OnStage, judge: FlaskClient, signed_in: SignIn
) -> None:
    judge.post(_sheet(day), data=WHOLE)
    judge.post(f"{_sheet(day)}/chot", data={"version": "1"})
    asking = f"{_sheet(day)}/de-nghi-sua"
    assert judge.post(asking, data={"reason": ""}).status_code == 422
    for _again in range(2):
        assert judge.post(asking, data={"reason": "cộng nhầm"}).status_code == 303
    acts = f"/desk/{day.made.contest.public_id}/viec-trong-ngay"
    secretary = signed_in(Role.SECRETARY, day.made.unit.id)
    page = secretary.get(acts).text
    assert page.count("cộng nhầm</td>") == 1
    way = page.partition(f'action="{acts}/')[2].partition('"')[0]
    assert secretary.post(f"{acts}/{way}").status_code == 303
    assert "Correction no. 1: cộng nhầm" in judge.get(_sheet(day)).text
    judge.post(_sheet(day), data={**WHOLE, "mark-content": "6", "version": "1"})
    judge.post(f"{_sheet(day)}/chot", data={"version": "2"})
    session.rollback()
    found = session.scalars(select(Scoresheet).order_by(Scoresheet.number)).all()
    assert [(sheet.state, sheet.marks["content"]) for sheet in found] == [
        ("REPLACED", "21/4"),
        ("SIGNED", "6"),
    ]


def test_nobody_sees_or_changes_another_judges_sheet(
    day: build.OnStage, judge: FlaskClient, signed_in: SignIn
) -> None:
    judge.post(_sheet(day), data={**WHOLE, "note": "nói hay"})
    colleague = signed_in(Role.JUDGE, day.made.unit.id, user_id=day.judges[1].id)
    page = colleague.get(_sheet(day)).text
    assert "5,25" not in page
    assert "nói hay" not in page
    stranger = signed_in(Role.JUDGE, make.a_unit("Đảng bộ xã khác").id)
    assert stranger.get(_sheet(day)).status_code == 404
    assert stranger.post(_sheet(day), data=WHOLE).status_code == 404
    assert signed_in(Role.ORGANISER, day.made.unit.id).get(_sheet(day)).status_code == 403


def test_the_list_of_turns_is_not_sent_twice(day: build.OnStage, judge: FlaskClient) -> None:
    page = judge.get("/judge/")
    again = judge.get("/judge/", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
