"""The hall's screen in every mode: no fault axe finds, nothing wider than what it is shown on."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from contest.rules.states import ScreenMode
from contest.services import results, screen
from foundation import clock
from foundation.account.services.sessions import open_session
from tests.browser import visit
from tests.factories import contest as build
from tests.webapp.test_look import faults_on_phone_and_desk


@pytest.mark.browser
def test_the_halls_screen_has_no_faults(app: Flask, page: Page, site: str) -> None:
    at = clock.now()
    day = build.a_stage_day(at)
    build.mark_all(day, at, "6", "5", "4")
    contest, actor = day.made.contest, day.made.organiser
    results.publish_result(contest.id, actor_id=actor.id, at=at)
    token = open_session(device="test", at=at, user_id=actor.id)
    page.context.add_cookies([{"name": "hoithi", "value": token, "url": site}])
    faulty = {}
    for mode in ScreenMode:
        screen.show_on_screen(contest.id, mode, actor_id=actor.id, at=at)
        screen.reveal(contest.id, 3, actor_id=actor.id, at=at)
        page.unroute_all()
        visit(page, f"{site}/screen/{contest.public_id}")
        expect(page.locator("#late")).not_to_be_empty()  # the script has drawn; that is all of it
        page.route("**/so-lieu", lambda route: route.abort())
        if seen := faults_on_phone_and_desk(page):
            faulty[mode.name] = seen
    assert faulty == {}
