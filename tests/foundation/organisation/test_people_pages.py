"""A person is corrected and moved by the pages, by whoever the person belongs to."""

from datetime import date, datetime

from flask import Flask

from foundation.account.permissions import Role
from foundation.db import session
from foundation.organisation import queries, services
from foundation.organisation.models import Person
from tests.conftest import SignIn
from tests.factories import organisation as make


def test_a_name_is_corrected(app: Flask, signed_in: SignIn, at: datetime) -> None:
    home = make.a_unit()
    person = make.a_person(make.a_cell(home), "Giàng A Pao")
    page = f"/don-vi/nguoi/{person.public_id}/sua"
    admin = signed_in(Role.ADMINISTRATOR, home.id)
    words = {"full_name": "Giàng A Páo", "birth_date": "1978-03-14"}
    assert 'value="Giàng A Pao"' in admin.get(page).text
    assert admin.post(page, data={**words, "full_name": ""}).status_code == 422
    stranger = signed_in(Role.ADMINISTRATOR, make.a_unit("Đảng bộ xã khác").id)
    assert stranger.post(page, data=words).status_code == 404
    assert admin.post(page, data=words).status_code == 303
    session.rollback()
    found = session.get_one(Person, person.id)
    assert (found.full_name, found.birth_date) == ("Giàng A Páo", date(1978, 3, 14))
    assert found.search_key == "giang a pao"
    assert admin.post(page, data={**words, "birth_date": "3/1978"}).status_code == 303
    session.rollback()
    assert session.get_one(Person, person.id).birth_words == "03/1978"
    assert 'value="03/1978"' in admin.get(page).text


def test_a_person_is_moved_from_a_day_on(app: Flask, signed_in: SignIn, at: datetime) -> None:
    home = make.a_unit()
    old, new = make.a_cell(home, "Chi bộ bản 1"), make.a_cell(home, "Chi bộ bản 2")
    person = make.a_person(old)
    page = f"/don-vi/nguoi/{person.public_id}/chuyen"
    admin = signed_in(Role.ADMINISTRATOR, home.id)
    foreign = make.a_unit("Đảng bộ xã khác")
    assert admin.post(page, data={"unit": foreign.public_id, "on": "2026-12-01"}).status_code == 422
    words = {"unit": new.public_id, "on": "2026-12-01"}
    assert admin.post(page, data=words).status_code == 303
    session.rollback()
    assert queries.unit_ids_of(person.id, date(2026, 11, 30)) == {old.id}
    assert queries.unit_ids_of(person.id, date(2026, 12, 1)) == {new.id}
    earlier = {"unit": old.public_id, "on": "2026-11-20"}
    assert admin.post(page, data=earlier).status_code == 409


def test_a_post_that_has_not_begun_is_taken_back_as_never_held(
    app: Flask, signed_in: SignIn, at: datetime
) -> None:
    home = make.a_unit()
    person = make.a_person(home)
    admin = signed_in(Role.ADMINISTRATOR, home.id)
    page = f"/don-vi/nguoi/{person.public_id}/bo-nhiem"
    assert admin.post(page, data={"post": "deputy", "on": "2027-03-01"}).status_code == 303
    session.rollback()
    [(post, _kind)] = queries.posts_of(person.id)
    assert admin.post(f"{page}/{post.id}/thoi").status_code == 303
    session.rollback()
    session.expire_all()
    [(post, _kind)] = queries.posts_of(person.id)
    assert (post.valid_from, post.valid_to) == (date(2027, 3, 1), date(2027, 3, 1))
    assert queries.leaders([home.id], date(2027, 3, 1), post_codes=("deputy",)) == []


def test_a_superior_sees_how_many_members_there_are_and_names_only_if_granted(
    app: Flask, signed_in: SignIn
) -> None:
    home = make.a_unit()
    cell = make.a_cell(home)
    person = make.a_person(cell, "Giàng A Páo", post="secretary")
    unit, one = f"/don-vi/{cell.public_id}", f"/don-vi/nguoi/{person.public_id}"
    superior = signed_in(Role.VIEWER, home.id)
    page = superior.get(f"{unit}?q=pao").text
    assert page.count("1 person") == 2
    assert "Giàng A Páo" not in page
    assert "0 people" not in superior.get(f"{unit}?q=nobody").text, "the search tells nothing"
    assert superior.get(one).status_code == 403
    granted = signed_in(Role.NAMED_VIEWER, home.id)
    assert granted.get(unit).text.count("Giàng A Páo") == 2
    assert granted.get(one).status_code == 200
    assert granted.get(f"/don-vi/{make.a_unit('Xã khác').public_id}").status_code == 404


def test_a_unit_is_shown_with_its_last_day(app: Flask, signed_in: SignIn, at: datetime) -> None:
    top = make.a_unit("Đảng bộ tỉnh Yên Bái", level="province")
    district = make.a_unit("Đảng bộ huyện Mù Cang Chải", level="district", parent=top)
    heir = make.a_unit("Đảng bộ xã Mù Cang Chải", parent=top)
    end = {"successor_ids": [heir.id], "manner": "split", "records_to": heir.id}
    services.dissolve_unit(district.id, date(2025, 7, 1), actor_id=None, at=at, **end)
    admin = signed_in(Role.ADMINISTRATOR, top.id)
    for page in ("/don-vi/?on={}", f"/don-vi/{district.public_id}?on={{}}"):
        assert "until the end of 30/06/2025" in admin.get(page.format("2025-07-01")).text
        assert "until the end of" not in admin.get(page.format("2025-06-30")).text
