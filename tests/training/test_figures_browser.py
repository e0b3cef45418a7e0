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


@pytest.mark.parametrize("width", [360, 1366])
def test_pages_of_figures_have_no_faults(
    page: Page, site: str, app: Flask, at: datetime, width: int
) -> None:
    owner = make.a_unit("Đảng bộ xã Kim Nọi", level="grassroots")
    cell = make.a_cell(owner)
    course = rows.a_recognised_course(owner)
    for name in ("Giàng A Páo", "Vàng A Chống", "Sùng Thị Dợ"):
        rows.a_part(course, make.a_person(cell, name), cell)
    make.a_person(cell, "Thào A Lử", post="secretary")
    rows.a_meeting(cell, date(2014, 5, 3))
    user = make.a_user(Role.TRAINING_OFFICE, owner.id)
    token = open_session(device="test", at=clock.now(), user_id=user.id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for path in PAGES:
        visit(page, site + path)
        found[path] = {kind: what for kind, what in faults(page).items() if what}
    assert found == {path: {} for path in PAGES}
