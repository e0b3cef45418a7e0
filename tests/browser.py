"""Chromium and a running site, for tests of pages as people see them (mark ``browser``)."""

import os
import shutil
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

PATIENCE_MS = 60_000
"""A busy machine is slow, not wrong: nothing here is awaited for only a few seconds."""
expect.set_options(timeout=PATIENCE_MS)
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the system's Chromium; its sandbox does not work in containers."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.fail("Chromium is missing; bin/test installs it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", *QUIET],
            timeout=2 * PATIENCE_MS,
        )
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """Return a browser profile of its own, as large as a small phone; gone before the site is."""
    profile = browser.new_context(viewport=PHONE, locale="vi-VN")  # type: ignore[arg-type]
    profile.set_default_timeout(PATIENCE_MS)
    yield profile
    profile.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return an empty page."""
    return context.new_page()


class _OneRequest(WSGIRequestHandler):
    """Ends its thread with the answer, so that the server knows when it has nothing more to do."""

    protocol_version = "HTTP/1.0"


class _Server(ThreadedWSGIServer):
    """Is closed when its last request is: none reaches into the next test's database."""

    daemon_threads = False


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """Return the address at which the application answers real browsers."""
    server = _Server("127.0.0.1", 0, app, handler=_OneRequest)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def visit(page: Page, address: str) -> None:
    """Open a page; another one in its place, such as the one to sign in, is a failure."""
    answer = page.goto(address)
    assert answer is not None
    assert (answer.status, page.url) == (200, address)


def press(target: Locator, leads_to: str) -> None:
    """Press what leads to another page, and go on when that one is loaded.

    A click alone returns while the old page or none is there yet.
    """
    with target.page.expect_navigation(url=leads_to):
        target.click()
