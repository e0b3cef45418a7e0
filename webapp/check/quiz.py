"""The quiz's part of the story: sixty phones, and a server killed while they answer."""

import random
import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from webapp.check.browser import Browser, Page, Unexpected
from webapp.check.copy import Copy

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
THINKING_S = (0.05, 0.25)

Entry = Callable[[], tuple[Browser, Page]]
"""How a phone comes to its paper."""


@dataclass(frozen=True)
class Paper:
    """What one phone was told is kept, and how it came in again."""

    browser: Browser
    acknowledged: dict[str, list[int] | str]


def codes_on(pdf: bytes) -> list[str]:
    """Return the entry codes printed on slips."""
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return list(dict.fromkeys(CODE.findall(words)))


def sit(copy: Copy, entries: Sequence[Entry], blank: set[str], *, kill: bool) -> int:
    """Let everybody answer at once and hand in; return how many answers were acknowledged.

    Args:
        entries: how each phone comes to its paper.
        blank: names of those who hand in without an answer.
        kill: whether the server is killed, and started again, on the way.

    Raises:
        Unexpected: an acknowledged answer is gone.
    """
    randoms = [random.Random(number) for number in range(len(entries))]
    with ThreadPoolExecutor(len(entries)) as pool:
        papers = [pool.submit(entry) for entry in entries]
        pages = [paper.result() for paper in papers]
        sat = [
            pool.submit(_answer, browser, page, blank, luck)
            for (browser, page), luck in zip(pages, randoms, strict=True)
        ]
        if kill:
            _power_cut(copy)  # from this thread: the server ends with the one that started it
        kept = [one.result() for one in sat]
        lost = sum(pool.map(_lost, kept))
        if lost:
            raise Unexpected(f"{lost} acknowledged answers are lost")
        list(pool.map(_hand_in, kept))
    return sum(len(paper.acknowledged) for paper in kept)


def _power_cut(copy: Copy) -> None:
    time.sleep(1.0)
    copy.web.kill()
    time.sleep(0.5)
    copy.start_web()


def by_code(base: str, code: str) -> tuple[Browser, Page]:
    """Come in with a slip's code and begin."""
    browser = Browser(base)
    page = browser.submit(browser.get("/thi"), "code", {"code": code})
    return browser, browser.submit(page, "bat-dau")


def _answer(browser: Browser, page: Page, blank: set[str], luck: random.Random) -> Paper:
    acknowledged: dict[str, list[int] | str] = {}
    if any(name in page.text for name in blank):
        return Paper(browser, acknowledged)
    [token] = page.tree.xpath("//@data-token")
    for number, section in enumerate(page.tree.xpath("//section[@data-question]"), 1):
        question = section.get("data-question")
        choice = _some_answer(section, luck)
        headers = {"X-Attempt-Token": token, "Idempotency-Key": f"{question[:40]}-{number:08}"}
        body = {"seq": number, "client": "checking", "choice": choice}
        browser.put_json(f"/thi/answers/{question}", body, headers)
        acknowledged[question] = choice
        time.sleep(luck.uniform(*THINKING_S))
    return Paper(browser, acknowledged)


def _some_answer(section: Any, luck: random.Random) -> list[int] | str:
    """Return an answer to a question of any kind, as the page's script would send it."""
    if section.xpath(".//*[@data-typed]"):
        return str(luck.randint(1, 20))
    if rows := section.xpath(".//select[@data-row]"):
        return sorted(int(luck.choice(row.xpath("./option/@value")[1:])) for row in rows)
    if items := section.xpath(".//*[@data-item]"):
        places = list(range(len(items)))
        luck.shuffle(places)
        return sorted(item * len(items) + place for item, place in enumerate(places))
    return [int(luck.choice(section.xpath(".//input/@value")))]


def _lost(paper: Paper) -> int:
    kept = paper.browser.get("/thi/answers").json()["answers"]
    return sum(
        kept.get(question, {}).get("choice") != choice
        for question, choice in paper.acknowledged.items()
    )


def _hand_in(paper: Paper) -> None:
    page = paper.browser.get("/thi/nop-bai")
    paper.browser.submit(page, "csrf_token")
