"""Every way of answering with fingers, in a real browser."""

from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from foundation import clock
from foundation.db import session
from question_bank.rules.kinds import Kind
from quiz import queries
from quiz.services import taking
from tests.browser import press, visit
from tests.factories.kinds_quiz import a_quiz_of_kinds

pytestmark = pytest.mark.browser


def _enter(page: Page, site: str, code: str) -> None:
    visit(page, f"{site}/thi?ma={code}")
    press(page.get_by_role("button", name="Enter", exact=True), "**/thi/bai")
    press(page.locator("form[action='/thi/bat-dau'] button"), "**/thi/bai")


def _answer(section: Locator, way: str) -> None:
    if way == "match":
        for row in range(3):
            section.locator("select").nth(row).select_option(index=1)
    elif way == "order":
        section.locator('[data-move="1"]').first.click()
        expect(section.locator(".order.is-kept")).to_be_visible()
    elif way == "choose":
        section.locator(".option").first.click()
    else:
        section.locator("[data-typed]").fill("12,5" if way == "line" else "Bài làm bb aa")


def test_pairs_an_order_a_number_and_a_text_are_kept(app: Flask, site: str, page: Page) -> None:
    at = clock.now() - timedelta(minutes=2)
    ready = a_quiz_of_kinds(
        at, Kind.ORDERING, Kind.MATCHING, Kind.NUMERIC, Kind.ESSAY, Kind.SEVERAL, Kind.PREDICTION
    )
    _enter(page, site, ready.slips[0].code)
    attempt = taking.attempt_of(ready.candidate_id)
    assert attempt is not None
    seen = set()
    for number in range(6):
        section = page.locator("[data-question]:not([hidden])")
        way = section.get_attribute("data-way") or ""
        seen.add(way)
        _answer(section, way)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        small = section.locator("button, select, input[type=text], textarea").evaluate_all(
            "all => all.filter(one => one.getBoundingClientRect().height < 56).length"
        )
        assert small == 0
        if number < 5:
            page.locator('[data-step="1"]').click()
    assert seen == {"match", "order", "choose", "line", "text"}
    press(page.locator("[data-finish]"), "**/nop-bai*")
    expect(page.get_by_role("heading", level=1)).to_have_text("All questions are answered")
    session.rollback()
    kept = queries.kept_answers(attempt.id)
    assert len(kept) == 6
    assert "Bài làm bb aa" in [row["choice"] for row in kept.values()]


@pytest.mark.parametrize("kind", [Kind.ESSAY, Kind.SHORT])
def test_one_press_of_next_goes_on_after_typing(
    app: Flask, site: str, page: Page, kind: Kind
) -> None:
    at = clock.now() - timedelta(minutes=2)
    ready = a_quiz_of_kinds(at, kind, Kind.SEVERAL)
    _enter(page, site, ready.slips[0].code)
    shown = page.locator("[data-question]:not([hidden])")
    if shown.get_attribute("data-way") == "choose":
        page.locator('[data-step="1"]').click()
    shown.locator("[data-typed]").fill("Bài làm")
    forward = "1" if shown.get_attribute("data-number") == "1" else "-1"
    box = page.locator(f'[data-step="{forward}"]').bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 6)
    page.mouse.down()  # the field is left: what was typed is on its way
    page.mouse.up()
    expect(page.locator('[data-way="choose"]')).to_be_visible()
