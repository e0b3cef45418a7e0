"""What scripts do on the judge's sheet, the desk and the hall's screen; pages without faults."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from contest.models import Scoresheet
from contest.rules.states import ScreenMode
from contest.services import screen, timing
from foundation import clock
from foundation.account.permissions import Role
from foundation.account.services.sessions import open_session
from foundation.db import session
from tests.browser import press, visit
from tests.factories import contest as build
from tests.factories import organisation as make
from tests.webapp.test_look import faults

pytestmark = pytest.mark.browser
PAUSE_MS = 900
"""How long a sheet waits for more before it keeps what was marked."""


def _come_in(page: Page, site: str, user_id: int) -> None:
    token = open_session(device="test", at=clock.now(), user_id=user_id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])


@pytest.fixture
def day(app: Flask, at: datetime) -> build.OnStage:
    return build.a_stage_day(at)


@pytest.fixture
def held(page: Page) -> Page:
    """Return a page whose clock goes on only when it is told to, however slow the machine is."""
    page.clock.install(time=clock.now())
    page.clock.pause_at(clock.now() + timedelta(minutes=1))
    return page


def _sheet(page: Page, site: str, day: build.OnStage) -> None:
    _come_in(page, site, day.judges[0].id)
    visit(page, f"{site}/judge/{day.appearances[0][0]}/talk")


def test_a_sheet_keeps_itself_while_it_is_marked(held: Page, site: str, day: build.OnStage) -> None:
    page = held
    _sheet(page, site, day)
    expect(page.locator("[data-total]")).to_have_text("–")
    page.get_by_label("More: Nội dung").click()
    page.get_by_label("More: Nội dung").click()
    page.get_by_label("Diễn đạt", exact=True).fill("2,5")
    expect(page.locator("[data-total]")).to_have_text("3,00")
    page.clock.run_for(PAUSE_MS)
    expect(page.locator("[data-status]")).to_contain_text("Draft kept")
    expect(page.locator("[name=version]")).to_have_value("1")
    page.reload()
    expect(page.get_by_label("Nội dung", exact=True)).to_have_value("0,50")
    session.rollback()
    assert session.scalars(select(Scoresheet.state)).all() == ["DRAFT"]


def test_a_mark_that_does_not_fit_is_shown_and_not_sent(
    held: Page, site: str, day: build.OnStage
) -> None:
    page = held
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    _sheet(page, site, day)
    page.get_by_label("Diễn đạt", exact=True).fill("4,5")
    expect(page.locator(".criterion-error")).to_have_count(1)
    page.get_by_label("Less: Nội dung").click()
    expect(page.locator("[data-total]")).to_have_text("6,00")
    page.clock.run_for(2 * PAUSE_MS)
    expect(page.locator("[name=version]")).to_have_value("0")
    assert "POST" not in sent


def test_a_sheet_waits_for_the_network_and_sends_again(
    held: Page, site: str, day: build.OnStage
) -> None:
    page = held
    _sheet(page, site, day)
    tries: list[str] = []

    def fail_once(route: Route) -> None:
        tries.append(route.request.method)
        if len(tries) == 1:
            route.abort()
        else:
            route.continue_()

    page.route("**/talk", fail_once)
    page.get_by_label("More: Nội dung").click()
    page.clock.run_for(PAUSE_MS)
    expect(page.locator("[data-status]")).to_contain_text("No answer from the server")
    page.clock.run_for(2000)
    expect(page.locator("[data-status]")).to_contain_text("Draft kept")
    assert tries == ["POST", "POST"]


def test_a_judge_signs_without_script(page: Page, site: str, day: build.OnStage) -> None:
    page.route("**/*.js*", lambda route: route.abort())
    _sheet(page, site, day)
    page.get_by_label("Nội dung", exact=True).fill("5")
    page.get_by_label("Diễn đạt", exact=True).fill("3,5")
    press(page.get_by_role("button", name="Read back and sign"), "**/talk/*")
    press(page.get_by_role("button", name="Sign 8,50 points"), "**/judge/**")
    expect(page.locator("main")).to_contain_text("is signed")


def test_the_clock_of_the_desk_and_of_the_screen_move(
    held: Page, site: str, day: build.OnStage
) -> None:
    page = held
    round_entry_id = day.appearances[0][0]
    doer = {"actor_id": day.made.organiser.id, "at": clock.now()}
    timing.start_clock(round_entry_id, "talk", **doer)
    screen.show_on_screen(day.made.contest.id, ScreenMode.CLOCK, **doer)
    _come_in(page, site, day.made.organiser.id)
    visit(page, f"{site}/desk/{day.made.contest.public_id}/stage")
    expect(page.locator(".clock")).to_have_text("00:00")
    page.clock.run_for(2500)
    expect(page.locator(".clock")).to_have_text("00:02")
    visit(page, f"{site}/screen/{day.made.contest.public_id}")
    expect(page.locator("[data-clock]")).to_have_text("05:00")
    page.clock.run_for(1500)
    expect(page.locator("[data-clock]")).to_have_text("04:59")
    expect(page.locator("#late")).to_be_hidden()
    page.route("**/so-lieu", lambda route: route.abort())
    page.clock.run_for(15_000)
    expect(page.locator("#late")).to_be_visible()


def test_pages_of_contests_have_no_faults_on_the_narrowest_phone(
    page: Page, site: str, day: build.OnStage, at: datetime
) -> None:
    build.mark_all(day, at, "6", "6", "5")
    quiz = build.a_quiz_day(at, unit=day.made.unit)
    contest, other = day.made.contest.public_id, quiz.contest.public_id
    page.set_viewport_size({"width": 320, "height": 800})
    _come_in(page, site, day.made.organiser.id)
    paths = [
        "/contests/",
        "/contests/tao",
        "/contests/dot-thi/tao",
        *(
            f"/contests/{contest}{end}"
            for end in ("", "/thi-sinh", "/the-le", "/ket-qua", "/giai-thuong", "/len-cap-tren")
        ),
        *(f"/contests/{contest}/stage{end}" for end in ("/giam-khao", "/boc-tham")),
        *(f"/contests/{other}/quiz{end}" for end in ("/phieu", "/theo-doi", "/them-gio")),
        f"/desk/{contest}/stage",
        f"/desk/{contest}/viec-trong-ngay",
    ]
    found = {}
    for path in paths:
        visit(page, site + path)
        found[path] = {kind: what for kind, what in faults(page).items() if what}
    assert found == {path: {} for path in paths}


def test_an_empty_list_of_contests_has_no_faults(page: Page, site: str, at: datetime) -> None:
    _come_in(page, site, make.a_user(Role.ORGANISER, make.a_unit().id).id)
    visit(page, f"{site}/contests/")
    assert {kind: what for kind, what in faults(page).items() if what} == {}
