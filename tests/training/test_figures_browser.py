"""Pages of figures in Chromium: nothing wider than the screen, too small or out of reach."""

from datetime import date, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page

from foundation import clock
from foundation.account.permissions import Role
from foundation.account.services.sessions import open_session
from tests.browser import visit
from tests.factories import figures as rows
from tests.factories import organisation as make
from tests.webapp.test_look import faults

pytestmark = pytest.mark.browser
YEAR = "first=2014&last=2014"
PAGES = (
    f"/so-lieu/?{YEAR}", f"/so-lieu/turns?{YEAR}", f"/so-lieu/turns?view=course&{YEAR}",
    f"/so-lieu/turns?view=people&{YEAR}", f"/so-lieu/leaders_trained_percent?{YEAR}",
    f"/so-lieu/cells_regular_and_thematic_percent?{YEAR}", "/so-lieu/ghi", "/so-lieu/ghi/sinh-hoat",
    "/so-lieu/ghi/so-nghi-quyet", "/so-lieu/ghi/xep-loai", "/so-lieu/chi-tieu",
    "/so-lieu/chi-tieu/them",
)  # fmt: skip


def a_year(page: Page, site: str, leaders: int = 1) -> None:
    """Write down a class, a meeting and leaders of cells in 2014; come in as the office."""
    owner = make.a_unit("Đảng bộ xã Kim Nọi", level="grassroots")
    cell = make.a_cell(owner)
    course = rows.a_recognised_course(owner)
    for name in ("Giàng A Páo", "Vàng A Chống", "Sùng Thị Dợ"):
        rows.a_part(course, make.a_person(cell, name), cell)
    for number in range(leaders):
        make.a_person(cell, f"Thào A Lử {number}", post="deputy" if number else "secretary")
    rows.a_meeting(cell, date(2014, 5, 3))
    user = make.a_user(Role.TRAINING_OFFICE, owner.id)
    token = open_session(device="test", at=clock.now(), user_id=user.id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])


@pytest.mark.parametrize("width", [360, 1366])
def test_pages_of_figures_have_no_faults(
    page: Page, site: str, app: Flask, at: datetime, width: int
) -> None:
    a_year(page, site)
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for path in PAGES:
        visit(page, site + path)
        found[path] = {kind: what for kind, what in faults(page).items() if what}
    assert found == {path: {} for path in PAGES}


def test_letters_of_twice_the_size_make_no_page_of_figures_wider(
    page: Page, site: str, app: Flask, at: datetime
) -> None:
    a_year(page, site)
    page.set_viewport_size({"width": 360, "height": 800})
    widths = {}
    for path in PAGES:
        visit(page, site + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(PAGES, 360)


def test_on_a_phone_the_years_share_a_line_and_no_row_repeats_them(
    page: Page, site: str, app: Flask, at: datetime
) -> None:
    a_year(page, site)
    page.set_viewport_size({"width": 360, "height": 800})
    visit(page, f"{site}/so-lieu/?{YEAR}")
    boxes = [page.locator(f"select[name={name}]").bounding_box() for name in ("first", "last")]
    assert all(box and box["height"] >= 48 for box in boxes)
    assert len({box["y"] for box in boxes if box}) == 1
    days = page.locator(".table-figures td[data-label='Speaks of']")
    assert days.filter(visible=True).all_inner_texts() == ["31/12/2014"] * 3
    assert days.count() > 3


def test_on_a_phone_a_leader_takes_two_lines_and_a_count_keeps_its_label(
    page: Page, site: str, app: Flask, at: datetime
) -> None:
    a_year(page, site, leaders=3)
    page.set_viewport_size({"width": 360, "height": 800})
    visit(page, f"{site}/so-lieu/leaders_trained_percent?{YEAR}")
    people, kinds = page.locator(".table-list").all()
    heights = [row.bounding_box() for row in people.locator("tbody tr").all()]
    assert len(heights) == 3
    assert all(box and box["height"] < 120 for box in heights)
    labels = kinds.locator("tbody td").evaluate_all(
        "cells => cells.map(one => getComputedStyle(one, '::before').content)"
    )
    assert labels
    assert not [one for one in labels if one == "none"]
