"""After the rounds: ties, publishing, promotion, prizes, certificates, what everybody may read."""

import hashlib
import io
import re
from datetime import date, datetime

import pikepdf
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.models import Award, Contest, Result
from contest.queries import acts, papers, published, stage
from contest.queries import judge as judges
from contest.queries.loading import contest_whole
from contest.queries.papers.minutes import body_sign
from contest.queries.standings import standings
from contest.services.results import NoSuchTie
from foundation.account.permissions import Role
from foundation.db import session
from foundation.documents.models import Batch, NumberedPaper
from foundation.documents.paper import Table, thawed
from foundation.documents.services import signing
from foundation.documents.services.counters import begin_term
from foundation.documents.services.signing import AuthorisationDraft, SignerDraft
from foundation.jobs import services as jobs
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make
from tests.factories.paper_texts import missing, printed

SIGNER = {"office": "Trưởng Ban Tổ chức", "signer": "Lò Thị Mai"}


def _address(day: build.OnStage) -> str:
    return f"/contests/{day.made.contest.public_id}"


def _chosen(page: str, *entries: int) -> list[str]:
    """Return the place chosen for each of these entries in the form of their tie."""
    selects = [page.partition(f'name="rank-{one}"')[2].partition("</select>")[0] for one in entries]
    return [found for one in selects for found in re.findall(r'value="(\d+)" selected', one)]


def test_a_tie_that_matters_waits_for_the_organisers(signed_in: SignIn, at: datetime) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "6", "5")
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    page = organiser.get(f"{_address(day)}/ket-qua").text
    assert "1 tie waits" in page
    assert organiser.post(f"{_address(day)}/ket-qua/cong-bo").status_code == 409
    first, second = (entry.id for _, entry in day.appearances[:2])
    same = {f"rank-{first}": "1", f"rank-{second}": "1", "reason": "cùng hạng"}
    refused = organiser.post(f"{_address(day)}/ket-qua/bang-diem", data=same)
    assert refused.status_code == 422
    assert NoSuchTie.message in refused.text
    assert 'value="cùng hạng"' in refused.text
    assert [refused.text.count(f'name="rank-{one}"') for one in (first, second)] == [1, 1]
    assert _chosen(refused.text, first, second) == ["1", "1"]
    ruling = {f"rank-{first}": "2", f"rank-{second}": "1", "reason": "câu hỏi phụ"}
    unexplained = {**ruling, "reason": " "}
    refused = organiser.post(f"{_address(day)}/ket-qua/bang-diem", data=unexplained)
    assert (refused.status_code, _chosen(refused.text, first, second)) == (422, ["2", "1"])
    assert organiser.post(f"{_address(day)}/ket-qua/bang-diem", data=ruling).status_code == 303
    assert organiser.post(f"{_address(day)}/ket-qua/cong-bo").status_code == 303
    session.rollback()
    result = session.scalars(select(Result)).one()
    best = result.rows["categories"][0]["rows"][0]
    assert best["number"] == day.appearances[1][1].number
    assert best["decided_by"] == "decision"


def test_a_result_is_public_only_once_published(
    signed_in: SignIn, at: datetime, client: FlaskClient
) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "5", "4")
    public = f"/ket-qua/{day.made.contest.public_id}"
    assert client.get(public).status_code == 404
    assert client.get(f"{public}.json").status_code == 404
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    for _again in range(2):
        assert organiser.post(f"{_address(day)}/ket-qua/cong-bo").status_code == 303
    page = client.get(public)
    assert page.status_code == 200
    assert "public" in page.headers["Cache-Control"]
    assert client.get(public, headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    session.rollback()
    [result] = session.scalars(select(Result))
    assert result.digest in page.text
    rows = client.get(f"{public}.json").data
    assert hashlib.sha256(rows).hexdigest() == result.digest


def test_the_best_go_up_once(signed_in: SignIn, at: datetime) -> None:
    above = build.a_contest(at, build.STAGE, cells=0, is_listed=False)
    lower = make.a_unit("Đảng bộ bản", parent=above.unit)
    day = build.a_stage_day(at, unit=lower, upper=above.contest)
    build.mark_all(day, at, "6", "5", "4")
    organiser = signed_in(Role.ORGANISER, lower.id)
    assert organiser.post(f"{_address(day)}/len-cap-tren").status_code == 409
    organiser.post(f"{_address(day)}/ket-qua/cong-bo")
    assert day.appearances[0][1].full_name in organiser.get(f"{_address(day)}/len-cap-tren").text
    for _again in range(2):
        assert organiser.post(f"{_address(day)}/len-cap-tren").status_code == 303
    session.rollback()
    assert [entry.person_id for entry in above.entries] == [day.appearances[0][1].person_id]
    assert organiser.get(f"/contests/{above.contest.public_id}").status_code == 404


def test_prizes_are_given_and_certificates_issued_once(signed_in: SignIn, at: datetime) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "5", "4")
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    prizes = f"{_address(day)}/giai-thuong"
    assert organiser.post(prizes).status_code == 409
    organiser.post(f"{_address(day)}/ket-qua/cong-bo")
    for _again in range(2):
        assert organiser.post(prizes).status_code == 303
    session.rollback()
    assert session.scalars(select(Award.name).order_by(Award.place)).all() == [
        "Giải Nhất",
        "Giải Nhì",
        "Giải Nhì",
    ]
    assert organiser.post(f"{prizes}/giay-chung-nhan", data={"office": ""}).status_code == 422
    for _again in range(2):
        asked = organiser.post(f"{prizes}/giay-chung-nhan", data=SIGNER)
        assert "0 of 3 papers" in organiser.get(asked.location).text
    session.rollback()
    [job_id] = session.scalars(select(Batch.job_id))
    assert jobs.work_on(job_id)
    assert "3 of 3 papers" in organiser.get(asked.location).text
    page = organiser.get(prizes).text
    assert all(f"000{number}/2026" in page for number in (1, 2, 3))
    assert "0004/2026" not in page
    superior = signed_in(Role.NAMED_VIEWER, day.made.unit.id).get(prizes).text
    assert "0001/2026" in superior
    assert 'href="/giay/' not in superior
    assert "giay-chung-nhan.pdf" not in superior
    papers = organiser.get(f"{_address(day)}/giay-chung-nhan.pdf")
    with pikepdf.open(io.BytesIO(papers.data)) as whole:
        assert len(whole.pages) == 3


def test_a_kept_signer_signs_only_while_in_post_and_authorised(
    signed_in: SignIn, at: datetime
) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "5", "4")
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    organiser.post(f"{_address(day)}/ket-qua/cong-bo")
    prizes = f"{_address(day)}/giai-thuong"
    organiser.post(prizes)
    assert "Somebody else" not in organiser.get(prizes).text
    head, deputy = (
        signing.add_signer(
            SignerDraft(day.made.unit.id, name, post, is_head, date(2026, 1, 1)),
            actor_id=None,
            at=at,
        )
        for name, post, is_head in (
            ("Giàng A Tủa", "Bí thư", True),
            ("Vàng A Lâu", "Phó Bí thư", False),
        )
    )
    chosen = {"kept": deputy.public_id}
    assert "Vàng A Lâu, Phó Bí thư" in organiser.get(prizes).text
    refused = organiser.post(f"{prizes}/giay-chung-nhan", data=chosen)
    assert refused.status_code == 409
    assert "no authorisation" in refused.text
    leave = AuthorisationDraft(
        head.id, deputy.id, "certificates", "12-GUQ/ĐU", date(2026, 1, 1), None
    )
    signing.authorise(leave, actor_id=None, at=at)
    assert organiser.post(f"{prizes}/giay-chung-nhan", data=chosen).status_code == 303
    session.rollback()
    [words] = session.scalars(select(Batch.arguments))
    assert words["signer"] == {
        "name": "Vàng A Lâu",
        "office": "Phó Bí thư",
        "authority": "K/T BÍ THƯ",
    }


@pytest.mark.one_database
def test_every_paper_of_a_contest_holds_its_source_letter_by_letter(
    signed_in: SignIn, at: datetime
) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "5", "4")
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    organiser.post(f"{_address(day)}/ket-qua/cong-bo")
    found = standings(day.made.contest.id)
    versions = published.results(day.made.contest.id)
    entry_round = day.appearances[0][0]
    sheet = judges.sheet_page(stage.seat(day.round.id, day.seats[0].id), entry_round, "talk")
    made = (
        papers.summary_table(found, versions, at),
        papers.minutes(found, acts.acts(contest_whole(day.made.contest.id)), versions, at),
        papers.score_sheet(found.whole, sheet, at),
        papers.draw_record(found.whole, day.round, stage.draws(day.round.id)[0], at),
    )
    for paper in made:
        assert missing(paper) == []
    assert organiser.get(f"{_address(day)}/bien-ban.exe").status_code == 404
    for name in ("bien-ban", "bang-tong-hop"):
        word = organiser.get(f"{_address(day)}/{name}.docx")
        assert word.data.startswith(b"PK")
        assert f"{name}.docx" in word.headers["Content-Disposition"]


@pytest.mark.usefixtures("app")
def test_nobody_goes_up_from_a_contest_that_has_none_above(at: datetime) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "5", "4")
    rows = [row for one in standings(day.made.contest.id).categories for row in one.rows]
    assert rows[0].prize == "Giải Nhất"
    assert not any(row.is_promoted for row in rows)


def test_papers_name_no_winner_while_points_are_missing(signed_in: SignIn, at: datetime) -> None:
    day = build.a_stage_day(at)
    address, organiser = _address(day), signed_in(Role.ORGANISER, day.made.unit.id)
    names = ("bien-ban", "bang-tong-hop")

    def words() -> list[str]:
        return [printed(organiser.get(f"{address}/{name}.pdf").data) for name in names]

    for text in words():
        assert "Bản in tạm" in text
        assert "Giải Nhất" not in text
    build.mark_all(day, at, "6", "5", "4")
    minutes, table = words()
    assert "Giải Nhất: Giàng A" in minutes
    assert "Bản in tạm" not in minutes + table


def test_the_minutes_can_be_printed_at_any_time(signed_in: SignIn, at: datetime) -> None:
    day = build.a_stage_day(at)
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    before = organiser.get(f"{_address(day)}/bien-ban.pdf")
    assert before.data.startswith(b"%PDF")
    build.mark_all(day, at, "6", "5", "4")
    organiser.post(f"{_address(day)}/ket-qua/cong-bo")
    assert organiser.get(f"{_address(day)}/bien-ban.pdf").data != before.data


def test_the_minutes_get_one_number_and_keep_their_words(signed_in: SignIn, at: datetime) -> None:
    day = build.a_stage_day(at, judges=3)
    build.mark_all(day, at, "6", "5", "4")
    organiser = signed_in(Role.ORGANISER, day.made.unit.id)
    number = f"{_address(day)}/bien-ban/lay-so"
    assert organiser.post(number).status_code == 404
    organiser.post(f"{_address(day)}/ket-qua/cong-bo")
    assert organiser.post(number).status_code == 409
    begin_term(day.made.unit.id, "2025-2030", date(2025, 6, 30), actor_id=None, at=at)
    for _again in range(2):
        assert organiser.post(number).status_code == 303
    session.rollback()
    [kept] = session.scalars(select(NumberedPaper))
    assert kept.number_text == "01-BB/BTC"
    assert "01-BB/BTC" in organiser.get(f"{_address(day)}/ket-qua").text
    paper = thawed(kept.content)
    assert missing(paper) == []
    judges_table = paper.blocks[-1]
    assert isinstance(judges_table, Table)
    assert judges_table.rows == (("Lò Thị Mai", ""), ("Lò Thị Mai", ""))
    assert [one.name for one in paper.signing] == ["", "Lò Thị Mai", ""]
    session.get_one(Contest, day.made.contest.id).place = "Nơi khác"
    session.commit()
    assert "Nơi khác" not in printed(organiser.get(f"{_address(day)}/bien-ban.pdf").data)
    assert "Số 01-BB/BTC" in printed(organiser.get(f"{_address(day)}/bien-ban.pdf").data)


@pytest.mark.parametrize(
    ("body", "sign"),
    [("Ban Tổ chức Hội thi", "BTC"), ("Ban Chỉ đạo", "BCĐ"), ("Đảng ủy xã Púng Luông", "")],
)
def test_minutes_bear_the_sign_of_the_body_that_holds_the_contest(body: str, sign: str) -> None:
    assert body_sign(body) == sign


def test_places_are_revealed_from_the_last_to_the_first(signed_in: SignIn, at: datetime) -> None:
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "5", "4")
    desk = f"/desk/{day.made.contest.public_id}/stage"
    feed = f"/screen/{day.made.contest.public_id}/so-lieu"
    secretary = signed_in(Role.SECRETARY, day.made.unit.id)
    secretary.post(f"{desk}/man-hinh", data={"mode": "REVEAL"})
    seen = [secretary.get(feed).json["pages"][0].count('scope="row"')]
    for shown in ("1", "2", "2", "3"):
        secretary.post(f"{desk}/man-hinh/hien-them", data={"shown": shown})
        seen.append(secretary.get(feed).json["pages"][0].count('scope="row"'))
    assert seen == [0, 1, 2, 2, 3]
