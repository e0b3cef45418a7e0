"""What scripts do on the roll; pages of classes without faults."""

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from foundation import clock
from foundation.account.services.sessions import open_session
from foundation.db import session
from tests.browser import press, visit
from tests.training.stories import Made, a_class, address, teaching
from tests.webapp.test_look import faults
from training.models import AttendanceRecord
from training.services import enrolling

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("app")]


def _come_in(page: Page, site: str, made: Made) -> None:
    token = open_session(device="test", at=clock.now(), user_id=made.office.id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])


def _faults(page: Page) -> dict[str, object]:
    return {kind: what for kind, what in faults(page).items() if what}


def test_a_tick_is_kept_without_loading_the_page_anew(page: Page, site: str, at: datetime) -> None:
    made = a_class(at)
    one, lesson = made.whole.learners[0], made.whole.lessons[0]
    roll = teaching(made, f"/diem-danh/{lesson.public_id}")
    _come_in(page, site, made)
    visit(page, site + roll)
    page.evaluate("window.isSamePage = true")
    row = page.locator(f"#row-{one.public_id}")
    row.locator(".roll-tick").click()
    expect(row.locator(".roll-tick")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#roll-head h1")).to_contain_text("1 present")
    row.locator("summary").click()
    row.get_by_role("button", name="absent with leave").click()
    expect(row.locator(".roll-tick")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("window.isSamePage")
    session.rollback()
    assert session.scalars(select(AttendanceRecord.state)).all() == ["EXCUSED"]


def test_a_name_is_found_without_marks(page: Page, site: str, at: datetime) -> None:
    made = a_class(at)
    _come_in(page, site, made)
    visit(page, site + teaching(made, f"/diem-danh/{made.whole.lessons[0].public_id}"))
    page.locator("#roll-search").fill("giang a 2")
    expect(page.locator(".roll-row:visible")).to_have_count(1)


def test_a_long_roll_shows_ten_and_says_how_many_are_below(
    page: Page, site: str, at: datetime
) -> None:
    made = a_class(at, learners=12)
    _come_in(page, site, made)
    visit(page, site + teaching(made, f"/diem-danh/{made.whole.lessons[0].public_id}"))
    rows, more = page.locator(".roll-row:visible"), page.locator("[data-roll-more] button")
    expect(rows).to_have_count(10)
    expect(more).to_have_text("2 more learners below")
    page.locator("#roll-search").fill("giang a 12")
    expect(rows).to_have_count(1)
    page.locator("#roll-search").fill("")
    more.click()
    expect(rows).to_have_count(12)
    expect(more).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('.roll-row').id").endswith(
        made.whole.learners[10].public_id
    )


@pytest.mark.parametrize("width", [360, 1366])
def test_pages_of_a_class_have_no_faults(page: Page, site: str, at: datetime, width: int) -> None:
    made = a_class(at)
    lesson = made.whole.lessons[0].public_id
    _come_in(page, site, made)
    page.set_viewport_size({"width": width, "height": 800})
    pages = [address(made, one) for one in ("", "/hoc-vien", "/lich-hoc", "/ket-qua")]
    pages += [
        teaching(made, one)
        for one in ("/chuyen-can", "/diem", "/nguoi-than", f"/diem-danh/{lesson}")
    ]
    found = {}
    for one in (*pages, "/lop/", "/lop/chuong-trinh", "/lop/ke-hoach"):
        visit(page, site + one)
        found[one] = _faults(page)
    assert found == {key: {} for key in found}


def test_the_learners_page_has_no_faults(page: Page, site: str, at: datetime) -> None:
    made = a_class(at)
    slip = enrolling.issue_slips(made.course_id, None, **made.by)[0]
    visit(page, f"{site}/hoc/?ma={slip.code}")
    assert _faults(page) == {}
    press(page.get_by_role("button", name="Enter the class"), "**/hoc/**")
    expect(page.locator("h1")).to_have_text(made.whole.course.title)
    assert _faults(page) == {}
