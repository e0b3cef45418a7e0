"""The pages stay light, whole and readable: weights, signs, no inline style, axe."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "tests" / "vendor" / "axe-4.14.1.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = "rules => axe.run({runOnly: rules, resultTypes: ['violations'], preload: false})"
NO_PAGE = "/khong-co-trang-nay"
PUBLIC_PAGES = ("/", "/tai-khoan/dang-nhap", "/tai-khoan/phieu", NO_PAGE)
HOLD_STILL = """() => {
  document.querySelectorAll("[data-live]").forEach((part) => { part.replaceWith = () => {}; });
  return document.fonts.ready.then(() => null);
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
    "button:not([tabindex='-1']), summary, select, textarea, a.btn,"
    + "input:not([type=hidden]):not(.choice input)"
  )].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && box.height && box.height < 47.5;
  }).map((one) => one.outerHTML.slice(0, 80))"""
SMALL_LETTERS = """() => [...document.querySelectorAll("body *")].filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
    && parseFloat(getComputedStyle(one).fontSize) < 15.9
  ).map((one) => one.outerHTML.slice(0, 80))"""


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sheet", "kilobytes"),
    [("contestant.css", 12), ("official.css", 17), ("projector.css", 4), ("judge.css", 4)],
)
def test_style_sheets_stay_light_over_the_wire(sheet: str, kilobytes: int) -> None:
    text = (ROOT / "static" / "css" / sheet).read_bytes()
    assert len(brotli.compress(text)) <= kilobytes * 1024


def test_contestants_load_no_font() -> None:
    assert "@font-face" not in (ROOT / "static" / "css" / "contestant.css").read_text()


def test_every_sign_a_template_names_is_in_the_file_of_signs() -> None:
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (ROOT / "static/img/icons.svg").read_text()))
    sign = re.compile(r"""\bicon\(['"]([a-z]+)['"]""")
    named = {name for _, text in templates() for name in sign.findall(text)}
    assert named - drawn == set()


def axe_faults(page: Page) -> list[tuple[str, str]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    answer = page.evaluate(RUN_AXE, RULES)
    return [(one["id"], one["nodes"][0]["html"]) for one in answer["violations"]]


def faults(page: Page) -> dict[str, Any]:
    """Return what is wrong with the open page, once it is whole; its live parts change no more."""
    page.wait_for_load_state()
    page.evaluate(HOLD_STILL)
    expect(page.locator("h1")).not_to_have_count(0)  # an empty document has no faults either
    return {"axe": axe_faults(page), **faults_of_size(page)}


def faults_of_size(page: Page) -> dict[str, Any]:
    """Return what is too small or too wide on a page that is whole."""
    return {
        "small targets": page.evaluate(SMALL_TARGETS),
        "small letters": page.evaluate(SMALL_LETTERS),
        "sideways": page.evaluate("document.documentElement.scrollWidth > innerWidth"),
    }


def faults_on_phone_and_desk(page: Page) -> dict[str, Any]:
    """Return what is wrong with the open page at either width; nothing where all is well.

    Axe, which takes half of the time, looks at the phone's page; it is the same document.
    """
    found: dict[str, Any] = {}
    for width, look in ((360, faults), (1366, faults_of_size)):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("width => innerWidth === width", arg=width)
        found |= {f"{kind} at {width}": what for kind, what in look(page).items() if what}
    return found


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 768, 1366])
def test_public_pages_have_no_faults(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for path in PUBLIC_PAGES:
        answer = page.goto(site + path)
        assert answer is not None
        assert answer.status == (404 if path == NO_PAGE else 200)
        found[path] = {kind: what for kind, what in faults(page).items() if what}
    assert found == {path: {} for path in PUBLIC_PAGES}
