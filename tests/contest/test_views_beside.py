"""What a superior sees of a contest, and how contests of two levels are found from each other."""

from datetime import datetime

import pytest

from contest.services import results
from foundation.account.permissions import Role
from foundation.db import session
from tests.conftest import SignIn
from tests.factories import contest as build
from tests.factories import organisation as make

NAMED_PAGES = (
    *("thi-sinh", "ket-qua", "giai-thuong", "len-cap-tren", "stage/boc-tham"),
    *("bien-ban.pdf", "bang-tong-hop.pdf"),
)


def _published(at: datetime, **words: object) -> build.OnStage:
    day = build.a_stage_day(at, **words)  # type: ignore[arg-type]
    build.mark_all(day, at, "6", "5", "4")
    results.publish_result(day.made.contest.id, actor_id=day.made.organiser.id, at=at)
    session.commit()
    return day


def test_a_superior_sees_counts_and_only_with_the_right_names(
    signed_in: SignIn, at: datetime
) -> None:
    made = build.a_contest(at)
    address = f"/contests/{made.contest.public_id}"
    superior = signed_in(Role.VIEWER, made.unit.id)
    page = superior.get(address).text
    assert "3 contestants" in page
    for name in NAMED_PAGES:
        assert superior.get(f"{address}/{name}").status_code == 403, name
        assert f"{address}/{name}" not in page
    assert not any(entry.full_name in page for entry in made.entries)
    granted = signed_in(Role.NAMED_VIEWER, made.unit.id)
    assert made.entries[0].full_name in granted.get(f"{address}/thi-sinh").text
    assert f"{address}/thi-sinh" in granted.get(address).text


def test_a_superior_sees_no_names_among_what_needs_a_person(
    signed_in: SignIn, at: datetime
) -> None:
    made = build.a_quiz_day(at)
    address = f"/contests/{made.contest.public_id}"
    superior = signed_in(Role.VIEWER, made.unit.id)
    page = superior.get(address).text
    assert not any(entry.full_name in page for entry in made.entries)
    assert superior.get(f"{address}/quiz/phieu").status_code == 403
    organiser = signed_in(Role.ORGANISER, made.unit.id)
    assert made.entries[0].full_name in organiser.get(address).text


def test_a_published_result_leads_up_and_down_between_units(
    signed_in: SignIn, at: datetime
) -> None:
    upper = build.a_contest(at, is_listed=False)
    lower = _published(at, upper=upper.contest)
    draft = build.a_contest(at, upper=upper.contest)
    above = signed_in(Role.ORGANISER, upper.unit.id)
    below = signed_in(Role.ORGANISER, lower.made.unit.id)
    public = f'href="/ket-qua/{lower.made.contest.public_id}"'
    for page in ("/contests/", f"/contests/{upper.contest.public_id}"):
        assert public in above.get(page).text
        assert draft.contest.public_id not in above.get(page).text
    assert above.get(f"/contests/{lower.made.contest.public_id}").status_code == 404
    own = f"/contests/{lower.made.contest.public_id}"
    assert f'href="{own}"' in below.get("/contests/").text
    assert upper.contest.public_id not in below.get(own).text
    assert "The best go up to" in below.get(own).text


def test_an_archived_contest_leads_to_the_contests_below_in_reach(
    signed_in: SignIn, at: datetime
) -> None:
    upper = _published(at)
    lower = _published(at, upper=upper.made.contest, unit=upper.made.unit)
    actor = upper.made.organiser.id
    for day in (lower, upper):
        results.archive_contest(day.made.contest.id, actor_id=actor, at=at)
    session.commit()
    organiser = signed_in(Role.ORGANISER, upper.made.unit.id)
    up, down = (f"/contests/{day.made.contest.public_id}" for day in (upper, lower))
    listed = organiser.get("/contests/").text
    assert f'href="{up}"' in listed
    assert f'href="{down}"' in listed
    assert f'href="{down}"' in organiser.get(up).text
    assert f'href="{up}"' in organiser.get(down).text


@pytest.mark.parametrize("has_upper", [True, False])
def test_the_rules_name_who_goes_up_only_where_there_is_an_upper_contest(
    signed_in: SignIn, at: datetime, has_upper: bool
) -> None:
    home = make.a_unit()
    upper = build.a_contest(at, unit=home, is_listed=False).contest if has_upper else None
    made = build.a_contest(at, unit=home, upper=upper)
    assert made.whole.rules.promotion
    page = signed_in(Role.ORGANISER, home.id).get(f"/contests/{made.contest.public_id}/the-le").text
    assert ("goes up" in page) is has_upper
