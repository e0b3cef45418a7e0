"""A contestant's phone: light on the first load, and no page with faults."""

from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from foundation import clock
from tests.factories.quiz import a_quiz
from tests.webapp.test_look import faults

pytestmark = pytest.mark.browser
MOST_BYTES = 50 * 1024


def _type_code(page: Page, code: str) -> None:
    for number, part in enumerate((code[:4], code[4:8], code[8:])):
        page.locator("input[name=code]").nth(number).fill(part)
    page.locator("button.btn-main").click()
    page.wait_for_load_state()


def _begin(page: Page) -> None:
    page.locator("form[action='/thi/bat-dau'] button").click()
    page.wait_for_url("**/thi/bai")
    page.wait_for_load_state("networkidle")


def test_first_load_is_at_most_fifty_kilobytes(app: Flask, page: Page, site: str) -> None:
    ready = a_quiz(clock.now(), questions=30, spare=5)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    came: dict[str, float] = {}
    wire.on(
        "Network.loadingFinished",
        lambda loaded: came.update({loaded["requestId"]: loaded["encodedDataLength"]}),
    )
    page.goto(f"{site}/thi")
    page.wait_for_load_state("networkidle")
    _type_code(page, ready.slips[0].code)
    _begin(page)
    assert page.locator("[data-question]").count() == 30
    assert len(came) >= 5
    assert sum(came.values()) <= MOST_BYTES, came


@pytest.mark.parametrize("width", [320, 360, 1366])
def test_pages_of_a_contestant_have_no_faults(
    app: Flask, page: Page, site: str, width: int
) -> None:
    ready = a_quiz(clock.now())
    page.set_viewport_size({"width": width, "height": 800})
    found: dict[str, Any] = {}

    def look(name: str) -> None:
        found[name] = {kind: what for kind, what in faults(page).items() if what}

    page.goto(f"{site}/thi")
    look("entry")
    _type_code(page, "AAAABBBBCCCC")
    look("wrong code")
    page.goto(f"{site}/thi")
    _type_code(page, ready.slips[0].code)
    look("confirm")
    _begin(page)
    look("paper")
    page.goto(f"{site}/thi/nop-bai")
    look("hand in")
    page.locator("form.buttons button.btn-main").click()
    page.wait_for_url("**/thi/ket-qua")
    look("receipt")
    assert found == {name: {} for name in found}
