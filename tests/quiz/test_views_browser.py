"""A contestant's phone: light on the first load, and no page with faults."""

from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from foundation import clock
from foundation.db import session
from quiz import services
from quiz.models import PaperItem, Response
from tests.browser import press, visit
from tests.factories import organisation as make
from tests.factories.quiz import ReadyQuiz, a_quiz
from tests.webapp.test_look import faults

pytestmark = pytest.mark.browser
MOST_BYTES = 50 * 1024


def _type_code(page: Page, code: str, leads_to: str = "**/thi/bai") -> None:
    for number, part in enumerate((code[:4], code[4:8], code[8:])):
        page.locator("input[name=code]").nth(number).fill(part)
    press(page.locator("button.btn-main"), leads_to)


def _begin(page: Page) -> None:
    press(page.locator("form[action='/thi/bat-dau'] button"), "**/thi/bai")


def _sit_down(page: Page, site: str, code: str) -> None:
    visit(page, f"{site}/thi")
    _type_code(page, code)
    _begin(page)


def _choose(page: Page, place: int) -> None:
    page.locator("section[data-question]:not([hidden]) .option").nth(place).click()


def _status(page: Page) -> Locator:
    return page.locator("[data-status] span")


def _kept(page: Page) -> None:
    page.locator(".status-line.status-saved").wait_for()


def test_nothing_is_called_kept_before_the_first_answer(app: Flask, page: Page, site: str) -> None:
    _sit_down(page, site, a_quiz(clock.now()).slips[0].code)
    expect(_status(page)).to_contain_text("Nothing answered yet")
    _choose(page, 1)
    _kept(page)
    expect(_status(page)).to_contain_text("Kept at")
    page.reload()
    page.locator(".number.answered").wait_for()
    expect(_status(page)).to_contain_text("Kept at")


def test_keys_choose_an_option_and_change_the_question(app: Flask, page: Page, site: str) -> None:
    ready = a_quiz(clock.now())
    page.set_viewport_size({"width": 1366, "height": 768})
    _sit_down(page, site, ready.slips[0].code)
    expect(page.locator(".exam-keys")).to_be_visible()
    page.keyboard.press("b")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    page.keyboard.press("ArrowLeft")
    shown = page.locator("section[data-question]:not([hidden])")
    expect(shown).to_have_attribute("data-number", "1")
    _kept(page)
    assert _stored(ready) == ["1", "2"]


def test_answers_given_without_network_are_sent_when_it_is_back(
    app: Flask, page: Page, site: str
) -> None:
    ready = a_quiz(clock.now())
    _sit_down(page, site, ready.slips[0].code)
    page.context.set_offline(True)
    _choose(page, 1)
    page.locator("[data-step='1']").click()
    _choose(page, 2)
    page.locator(".status-line.status-failed").wait_for()
    expect(_status(page)).to_contain_text("2 answers are not kept yet")
    unkept = page.locator("section[data-question]:not([hidden]) [data-kept]")
    expect(unkept).to_have_text("Not kept yet")
    assert _stored(ready) == []
    page.context.set_offline(False)
    _kept(page)
    expect(unkept).to_have_text("")
    assert _stored(ready) == ["1", "2"]


def _stored(ready: ReadyQuiz) -> list[str]:
    session.rollback()
    query = (
        select(Response.choice)
        .join(PaperItem, PaperItem.id == Response.item_id)
        .order_by(PaperItem.position)
    )
    return list(session.scalars(query))


def test_a_closed_tab_and_a_second_tab_go_on_with_the_same_answers(
    app: Flask, page: Page, site: str
) -> None:
    _sit_down(page, site, a_quiz(clock.now()).slips[0].code)
    _choose(page, 1)
    _kept(page)
    second = page.context.new_page()
    page.close()
    visit(second, f"{site}/thi/bai")
    second.locator(".number.answered").wait_for()
    expect(second.locator(".option.chosen input")).to_have_value("1")
    third = page.context.new_page()
    visit(third, f"{site}/thi/bai")
    third.locator(".number.answered").wait_for()
    _choose(third, 3)
    _kept(third)
    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    second.locator("section:not([hidden]) .option.chosen input[value='3']").wait_for(
        state="attached"
    )


def test_an_open_page_says_that_a_new_slip_was_made_and_loses_nothing(
    app: Flask, page: Page, site: str
) -> None:
    ready = a_quiz(clock.now())
    _sit_down(page, site, ready.slips[0].code)
    _choose(page, 1)
    _kept(page)
    made = services.issue_slips(ready.quiz.id, [ready.candidate_id], actor_id=None, at=clock.now())
    session.commit()
    page.locator("[data-step='1']").click()
    _choose(page, 2)
    page.locator("[data-gone]").wait_for()
    expect(_status(page)).to_contain_text("A new slip was made")
    press(page.locator("[data-gone] a"), "**/thi")
    _type_code(page, made[0].code)
    _kept(page)
    assert _stored(ready) == ["1", "2"]


def test_receipt_and_result_are_saved_as_pictures(app: Flask, page: Page, site: str) -> None:
    ready = a_quiz(clock.now())
    _sit_down(page, site, ready.slips[0].code)
    visit(page, f"{site}/thi/nop-bai")
    press(page.locator("form.buttons button.btn-main"), "**/thi/ket-qua")
    with page.expect_download() as saved:
        page.locator("[data-save]").click()
    assert saved.value.suggested_filename == "bien-nhan-0001.png"
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    assert {kind: what for kind, what in faults(page).items() if what} == {}
    by = {"actor_id": make.a_user().id, "at": clock.now()}
    services.close_quiz(ready.quiz.id, **by)
    services.publish_quiz(ready.quiz.id, **by)
    session.commit()
    page.reload()
    assert {kind: what for kind, what in faults(page).items() if what} == {}
    with page.expect_download() as saved:
        page.locator("[data-save]").click()
    assert saved.value.suggested_filename == "ket-qua-1.png"
    content = saved.value.path().read_bytes()
    assert content.startswith(b"\x89PNG")
    page.wait_for_function("document.querySelector('img.result-picture').naturalWidth === 720")


def test_first_load_is_at_most_fifty_kilobytes(app: Flask, page: Page, site: str) -> None:
    ready = a_quiz(clock.now(), questions=30, spare=5)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    came: dict[str, float] = {}
    wire.on(
        "Network.loadingFinished",
        lambda loaded: came.update({loaded["requestId"]: loaded["encodedDataLength"]}),
    )
    visit(page, f"{site}/thi")
    page.wait_for_load_state("networkidle")
    _type_code(page, ready.slips[0].code)
    _begin(page)
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-question]")).to_have_count(30)
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

    visit(page, f"{site}/thi")
    look("entry")
    _type_code(page, "AAAABBBBCCCC", "**/thi")
    look("wrong code")
    visit(page, f"{site}/thi")
    _type_code(page, ready.slips[0].code)
    look("confirm")
    _begin(page)
    look("paper")
    visit(page, f"{site}/thi/nop-bai")
    look("hand in")
    press(page.locator("form.buttons button.btn-main"), "**/thi/ket-qua")
    look("receipt")
    assert found == {name: {} for name in found}
