"""The register: lines that never change, each correction a new one that points at the old."""

from datetime import date, datetime

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from foundation.account.permissions import Role
from foundation.days import Day
from foundation.db import session
from foundation.documents import queries, services
from foundation.documents.models import IssuedDocument
from foundation.documents.queries import LineFilter, Reach
from foundation.documents.services import (
    ApplicationMissing,
    DecisionMissing,
    NoLongerValid,
    RegisterWords,
    Reissue,
)
from foundation.organisation import services as organisation
from foundation.organisation.services import PersonDraft
from foundation.text import ReasonMissing
from tests.conftest import SignIn
from tests.factories import organisation as make
from tests.factories.documents import THEN, a_document, a_document_draft, certificate_words

LOST = Reissue(
    reason="Bị mất khi chuyển nhà",
    is_holders_loss=True,
    application="Đơn ngày 03/12/2026",
    identity_check="Bí thư chi bộ Vàng A Lâu xác nhận",
)


def test_the_same_subject_gets_the_same_paper(app: Flask, at: datetime) -> None:
    draft = a_document_draft(make.a_unit().id)
    first = services.issue(draft, actor_id=None, at=at)
    assert services.issue(draft, actor_id=None, at=at).id == first.id
    assert len(queries.lines_of(first)) == 1


def test_worked_case_10_a_lost_paper_keeps_its_number_under_a_new_line(
    app: Flask, at: datetime
) -> None:
    unit_id = make.a_unit().id
    lost = [a_document(unit_id) for _ in range(24)][14]
    fresh = services.reissue(lost.id, LOST, actor_id=make.a_user().id, at=at)
    assert (fresh.number_text, fresh.replaces_id) == (lost.number_text, lost.id)
    assert fresh.token != lost.token
    lines = queries.register_lines(Reach([unit_id]), LineFilter())
    assert [line.position for line in lines] == list(range(1, 26))
    first, again = queries.lines_of(fresh)
    assert (again.act, again.points_at_id) == ("reissue", first.id)
    assert again.note.startswith("Cấp lại lần 1. Người được cấp làm mất")
    assert "Đơn ngày 03/12/2026" in again.note
    found = queries.verification(token=lost.token)
    assert found is not None
    assert (found.verdict, found.successor and found.successor.id) == ("replaced", fresh.id)


def test_a_lost_paper_needs_an_application_and_an_identity_check(app: Flask, at: datetime) -> None:
    document = a_document(make.a_unit().id)
    with pytest.raises(ApplicationMissing):
        services.reissue(document.id, Reissue("Mất", is_holders_loss=True), actor_id=None, at=at)
    found = queries.verification(token=document.token)
    assert found is not None
    assert found.verdict == "valid"


def test_a_misprint_needs_no_application(app: Flask, at: datetime) -> None:
    old = a_document(make.a_unit().id)
    why = Reissue(reason="Sai năm sinh", holder_name="Giàng A Phử", born=Day(1979))
    fresh = services.reissue(old.id, why, actor_id=make.a_user().id, at=at)
    assert (fresh.number, fresh.issue, fresh.holder_name) == (1, 2, "Giàng A Phử")
    line = queries.lines_of(fresh)[-1]
    assert (line.act, line.birth_text, line.holder_name) == ("replace", "1979", "Giàng A Phử")
    with pytest.raises(NoLongerValid):
        services.revoke(old.id, "lý do", "QĐ 1", actor_id=make.a_user().id, at=at)


@pytest.mark.parametrize(
    ("typed", "kept", "printed"),
    [
        ("14/3/1979", "14/03/1979", "Sinh ngày 14 tháng 3 năm 1979. Chi bộ bản Háng Sung"),
        ("2/1979", "02/1979", "Sinh tháng 02 năm 1979. Chi bộ bản Háng Sung"),
        ("1979", "1979", "Sinh năm 1979. Chi bộ bản Háng Sung"),
        ("", "1978", "Sinh năm 1978. Chi bộ bản Háng Sung"),
    ],
)
def test_a_misprinted_birth_date_is_put_right_on_the_face_and_in_the_register(
    signed_in: SignIn, typed: str, kept: str, printed: str
) -> None:
    unit = make.a_unit()
    face = certificate_words(text=["Sinh năm 1978. Chi bộ bản Háng Sung", [["đã học", False]]])
    old = a_document(unit.id, content=face, register=RegisterWords(birth="1978"))
    browser = signed_in(Role.ORGANISER, unit.id)
    page = f"/giay/{old.public_id}/cap-lai"
    assert 'value="1978"' in browser.get(page).text
    words = {"holder_name": old.holder_name, "reason": "In sai năm sinh", "birth_date": typed}
    assert browser.post(page, data={**words, "birth_date": "năm ấy"}).status_code == 422
    assert browser.post(page, data=words).status_code == 303
    session.rollback()
    fresh = session.scalars(
        select(IssuedDocument).where(IssuedDocument.replaces_id == old.id)
    ).one()
    assert fresh.content["text"] == [printed, [["đã học", False]]]
    assert queries.lines_of(fresh)[-1].birth_text == kept


def test_where_nobody_signs_the_form_says_where_to_write_it_down(signed_in: SignIn) -> None:
    unit, heir = make.a_unit("Xã A"), make.a_unit("Xã B")
    document = a_document(unit.id)
    office = signed_in(Role.ORGANISER, heir.id)
    hint = "Nobody signs for this unit yet: write it down under Signers."
    own = signed_in(Role.ORGANISER, unit.id)
    assert hint not in own.get(f"/giay/{document.public_id}/mat-giay").text  # the old words stay
    organisation.dissolve_unit(
        unit.id, date(2026, 11, 1), successor_ids=[heir.id], manner="merged", records_to=heir.id,
        actor_id=None, at=THEN,
    )  # fmt: skip
    for deed in ("cap-lai", "mat-giay"):
        assert hint in office.get(f"/giay/{document.public_id}/{deed}").text


def test_a_birth_date_put_right_on_the_paper_is_offered_to_the_list_of_members(
    signed_in: SignIn, at: datetime
) -> None:
    unit = make.a_unit()
    born = Day(1978, 3, 14)
    draft = PersonDraft("Giàng A Páo", make.a_cell(unit).id, date(2020, 1, 1), born=born)
    person = organisation.create_person(draft, actor_id=None, at=THEN)
    words = {"holder_person_id": person.id, "holder_name": "GIÀNG A PÁO"}
    old = a_document(unit.id, **words, register=RegisterWords(birth="14/03/1978"))
    office = signed_in(Role.ORGANISER, unit.id)
    assert "do not agree" not in office.get(f"/giay/{old.public_id}").text
    change = {"holder_name": "Giàng A Páo", "reason": "In sai", "birth_date": "14/3/1979"}
    fresh = office.post(f"/giay/{old.public_id}/cap-lai", data=change).location
    shown = office.get(fresh).text
    assert "born 14/03/1978" in shown
    assert "Whoever keeps the list of members" in shown
    keeper = signed_in(Role.ADMINISTRATOR, unit.id)
    correct = f"/don-vi/nguoi/{person.public_id}/sua"
    assert correct in keeper.get(fresh).text
    right = {"full_name": "Giàng A Páo", "birth_date": "14/3/1979"}
    assert keeper.post(correct, data=right).status_code == 303
    assert "do not agree" not in keeper.get(fresh).text


@pytest.mark.parametrize(
    ("order", "shown"), [("", "CAB"), ("number", "BAC"), ("name", "ABC"), ("bogus", "CAB")]
)
def test_the_list_is_in_the_order_asked_for(signed_in: SignIn, order: str, shown: str) -> None:
    unit = make.a_unit()
    cell = make.a_cell(unit)
    names = ("Vàng A Bình", "Giàng A An", "Lò Thị Chu")
    for name in names:
        a_document(unit.id, holder_name=name, holder_person_id=make.a_person(cell, name).id)
    page = signed_in(Role.ORGANISER, unit.id).get(f"/giay?order={order}").text
    places = {name.split()[-1][0]: page.index(name) for name in names}
    assert "".join(sorted(places, key=places.__getitem__)) == shown


def test_revoking_needs_a_reason_and_a_decision(app: Flask, at: datetime) -> None:
    document, user = a_document(make.a_unit().id), make.a_user().id
    with pytest.raises(ReasonMissing):
        services.revoke(document.id, "  ", "QĐ 12", actor_id=user, at=at)
    with pytest.raises(DecisionMissing):
        services.revoke(document.id, "Gian lận", " ", actor_id=user, at=at)
    services.revoke(document.id, "Gian lận", "QĐ số 12-QĐ/TTCT", actor_id=user, at=at)
    line = queries.lines_of(document)[-1]
    assert line.note == "Thu hồi theo QĐ số 12-QĐ/TTCT. Lý do: Gian lận."


@pytest.mark.parametrize(
    "deed", ["UPDATE documents_register_line SET note = 'x'", "DELETE FROM documents_register_line"]
)
def test_the_database_itself_refuses_to_change_a_line(app: Flask, deed: str) -> None:
    a_document(make.a_unit().id)
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(deed))
    session.rollback()


def test_worked_case_7_the_successor_issues_again_by_the_old_register(
    app: Flask, at: datetime
) -> None:
    old = make.a_unit("Trung tâm Chính trị huyện Mù Cang Chải", level="district")
    heir = make.a_unit("Trung tâm Chính trị xã Mù Cang Chải", valid_from=date(2025, 7, 1))
    document = services.issue(
        a_document_draft(old.id, issued_on=date(2024, 12, 15)), actor_id=None, at=THEN
    )
    organisation.dissolve_unit(
        old.id, date(2025, 7, 1), successor_ids=[heir.id], manner="split", records_to=heir.id,
        actor_id=None, at=THEN,
    )  # fmt: skip
    found = queries.verification(token=document.token)
    assert found is not None
    assert document.issuer_name == "Trung tâm Chính trị huyện Mù Cang Chải"
    assert found.heir_name == "Trung tâm Chính trị xã Mù Cang Chải"
    fresh = services.reissue(document.id, LOST, actor_id=None, at=at)
    assert (fresh.issuer_unit_id, fresh.number_text) == (heir.id, "0001/2024")
    assert fresh.content["by_register_of"] == "Trung tâm Chính trị huyện Mù Cang Chải"
    assert len(queries.register_lines(Reach([old.id]), LineFilter())) == 1
    [line] = queries.register_lines(Reach([heir.id]), LineFilter(year=2026))
    assert (line.position, line.points_at_id) == (1, queries.lines_of(document)[0].id)


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(("lost", "wrong", "revoked")))))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_happens_the_register_has_no_gap_and_one_paper_of_a_number_is_valid(
    app: Flask, deeds: list[tuple[int, str]]
) -> None:
    unit, user = make.a_unit().id, make.a_user().id
    newest = [a_document(unit) for _ in range(3)]
    done = 0
    for place, deed in deeds:
        old = newest[place]
        words = {"actor_id": user, "at": THEN}
        try:
            if deed == "revoked":
                services.revoke(old.id, "Gian lận", "QĐ 12", **words)
            else:
                why = LOST if deed == "lost" else Reissue("Sai năm sinh")
                newest[place] = services.reissue(old.id, why, **words)
            done += 1
        except NoLongerValid:
            pass
    lines = queries.register_lines(Reach([unit]), LineFilter())
    assert [line.position for line in lines] == list(range(1, 3 + done + 1))
    assert all(line.points_at_id in {one.id for one in lines} for line in lines[3:])
    mine = select(IssuedDocument).where(IssuedDocument.issuer_unit_id == unit)
    papers = session.scalars(mine.order_by(IssuedDocument.id))
    states: dict[int, list[str]] = {}
    for one in papers:
        states.setdefault(one.number, []).append(one.state)
    assert sorted(states) == [1, 2, 3]
    assert all(set(many[:-1]) <= {"replaced"} for many in states.values())


def test_the_register_shows_only_the_readers_units(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    ours, theirs = make.a_unit("Xã A"), make.a_unit("Xã B")
    mine, other = a_document(ours.id), a_document(theirs.id)
    browser = signed_in(Role.ORGANISER, ours.id)
    assert mine.public_id in browser.get("/giay").text
    for deed in ("", "/thu-hoi", "/cap-lai", "/mat-giay", "/png", "/docx"):
        assert browser.get(f"/giay/{other.public_id}{deed}").status_code == 404


def test_a_paper_is_issued_again_and_revoked_by_its_pages(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    unit = make.a_unit()
    document = a_document(unit.id)
    browser = signed_in(Role.ORGANISER, unit.id)
    address = f"/giay/{document.public_id}"
    assert browser.post(f"{address}/mat-giay", data={"reason": "Mất"}).status_code == 422
    data = {"reason": "Mất", "application": "Đơn 1", "identity_check": "Thẻ", "signer": ""}
    again = browser.post(f"{address}/mat-giay", data=data)
    assert again.status_code == 303
    assert "Cấp lại lần 1" in browser.get(again.location).text
    assert browser.post(f"{again.location}/thu-hoi", data={"reason": "Sai"}).status_code == 422
    data = {"reason": "Vi phạm", "decision": "QĐ 12-QĐ/TTCT"}
    assert browser.post(f"{again.location}/thu-hoi", data=data).status_code == 303
    assert "Revoked" in browser.get(again.location).text
    first = app.test_client().get(f"/xm/{document.token}").text
    assert f"number {document.number_text}, issued on" in first
    session.rollback()  # to see what the browser had written
    [fresh] = session.scalars(select(IssuedDocument).where(IssuedDocument.id != document.id))
    second = app.test_client().get(f"/xm/{fresh.token}").text
    assert f"asked to return it to: {document.issuer_words}." in second
    assert "Vi phạm" not in second
