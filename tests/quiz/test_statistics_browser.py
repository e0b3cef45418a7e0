"""Pages of item statistics as people see them: no wider than a phone, no faults."""

import io
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from foundation import clock
from foundation.account.permissions import Role
from foundation.account.services.sessions import open_session
from tests.browser import press, visit
from tests.factories import organisation as make
from tests.quiz.test_statistics import TABLE
from tests.webapp.test_look import faults

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1366])
def test_figures_fit_every_screen(
    app: Flask, page: Page, site: str, tmp_path: Path, width: int
) -> None:
    user = make.a_user(Role.ORGANISER, make.a_unit().id)
    token = open_session(device="test", at=clock.now(), user_id=user.id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])
    page.set_viewport_size({"width": width, "height": 900})
    table = tmp_path / "diem.csv"
    table.write_bytes(io.BytesIO(TABLE.encode()).getvalue())
    visit(page, f"{site}/statistics/")
    assert {kind: what for kind, what in faults(page).items() if what} == {}
    page.set_input_files("#file", str(table))
    press(page.locator("form[enctype] button"), "**/statistics/**")
    expect(page.locator("h1")).to_have_count(1)
    assert {kind: what for kind, what in faults(page).items() if what} == {}
