"""The small scripts of pages do what they promise, and pages work without them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

CONFIRM = """
<details data-confirm><summary>Revoke</summary><div class="confirm-box"><h2>Revoke it?</h2>
<form method="post" action="/revoked"><button type="submit">Yes</button>
<button type="button" class="confirm-close">No</button></form></div></details>"""
BOXES = """
<div data-code-boxes data-counter="count">
<input maxlength="4"><input maxlength="4"><input maxlength="4"></div>
<p id="count" data-words="{typed} of {all}"></p>"""
SIZES = """
<div class="text-size" hidden><button data-text-size="usual">A</button>
<button data-text-size="largest">A++</button></div>"""

Show = Callable[..., Page]


@pytest.fixture
def show(page: Page, site: str) -> Show:
    """Return a function that shows a made-up page with some of the site's scripts."""

    def opened(body: str, *scripts: str) -> Page:
        tags = "".join(
            f'<script type="module" src="/static/js/{name}"></script>' for name in scripts
        )
        html = f'<!doctype html><html lang="en"><title>x</title><body>{body}{tags}</body></html>'
        page.route("**/sample", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(f"{site}/sample")
        return page

    return opened


def test_a_question_opens_as_a_dialog_and_gives_the_focus_back(show: Show) -> None:
    page = show(CONFIRM, "dialogs.js")
    page.click("summary")
    expect(page.get_by_role("dialog", name="Revoke it?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("summary")).to_be_focused()
    page.click("summary")
    page.click("text=No")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_question_opens_in_place_without_script(show: Show) -> None:
    page = show(CONFIRM)
    page.click("summary")
    expect(page.locator("text=Revoke it?")).to_be_visible()


def test_typing_a_code_moves_on_and_is_counted(show: Show) -> None:
    page = show(BOXES, "code-boxes.js")
    page.locator("input").first.focus()
    page.keyboard.type("k7qd4w", delay=5)
    assert [box.input_value() for box in page.locator("input").all()] == ["K7QD", "4W", ""]
    expect(page.locator("#count")).to_have_text("6 of 12")


def test_pasting_a_code_fills_all_boxes(show: Show) -> None:
    page = show(BOXES, "code-boxes.js")
    page.locator("input").nth(1).evaluate(
        """(box) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text", " k7qd-4wrm x8ta ");
          const more = {clipboardData, bubbles: true, cancelable: true};
          box.dispatchEvent(new ClipboardEvent("paste", more));
        }"""
    )
    assert [box.input_value() for box in page.locator("input").all()] == ["K7QD", "4WRM", "X8TA"]


def test_the_size_of_letters_is_kept(show: Show) -> None:
    page = show(SIZES, "text-size.js")
    page.reload()
    page.evaluate("document.dispatchEvent(new Event('DOMContentLoaded'))")
    page.click("text=A++")
    expect(page.locator("html")).to_have_attribute("data-text", "largest")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-text", "largest")


def test_a_live_part_is_replaced_asks_with_its_etag_and_stops(show: Show, page: Page) -> None:
    asked: list[str | None] = []
    answers = [
        (200, '<p id="board" data-live="0.05" data-live-url="/board">2 of 3</p>', '"a"'),
        (304, "", '"a"'),
        (200, '<p id="board">3 of 3</p>', '"b"'),
    ]

    def answer(route: Route) -> None:
        asked.append(route.request.headers.get("if-none-match"))
        status, body, etag = answers[min(len(asked), len(answers)) - 1]
        route.fulfill(status=status, body=body, headers={"ETag": etag, "Content-Type": "text/html"})

    page.route("**/board", answer)
    show('<p id="board" data-live="0.05" data-live-url="/board">1 of 3</p>', "live.js")
    expect(page.locator("#board")).to_have_text("3 of 3")
    page.wait_for_timeout(200)
    assert asked[:3] == [None, '"a"', '"a"']
    assert len(asked) == 3


def test_a_form_is_sent_once(show: Show) -> None:
    page = show('<form method="post" action="/kept"><button>Keep</button></form>', "official.js")
    page.route("**/kept", lambda route: route.fulfill(status=204))
    stopped = page.evaluate("""() => {
      const stopped = [], button = document.querySelector("button");
      document.addEventListener("submit", (event) => stopped.push(event.defaultPrevented));
      button.click();
      button.click();
      return stopped;
    }""")
    assert stopped == [False, True]


def test_the_front_page_needs_no_script(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site)
        expect(page.locator("main a.btn")).to_have_count(5)
        expect(page.locator("main a.btn[href='/tai-khoan/dang-nhap']")).to_have_count(1)
