"""Nobody reaches by an address what belongs to another unit, another class or another judge."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from foundation import clock
from foundation.account.permissions import Role
from foundation.account.services.sessions import open_session
from foundation.db import Base, session
from tests import databases
from tests.conftest import AT
from tests.factories import organisation as make
from tests.training.stories import a_class, a_learner_in
from tests.webapp.foreign import World, a_world, all_roles
from training.rules.rolling import code_now
from training.services import courses

pytestmark = pytest.mark.one_database  # what a query is limited to is the same

REFUSED = {403, 404}
DOORS = ("/hoc/", "/tai-khoan/dang-nhap")
FILES = (".pdf", "/pdf", "/png", ".docx", "/docx", ".zip")
"""Costly to make; the pages they belong to are looked at."""
NOT_NOW = {
    *("contest_desk.admit_absent", "contest_desk.reopen_round", "contest_organiser.take_back"),
    *("contest_judge.read_back", "contest_judge.report_fault", "contest_judge.show_sheet"),
    *("contest_organiser.paper_picture", "contest_organiser.refuse_reopening"),
    *("contest_organiser.restore_prize", "contest_organiser.withhold_prize"),
    *("course_learner.download_material", "course_learner.sign_in", "regrading.preview"),
    *("contest_organiser.restore_prize", "contest_organiser.withhold_prize"),
    *("quiz_marking.picture", "quiz_marking.show_answer", "quiz_statistics.show_quiz"),
}
"""Pages of another hour of the contest, of a judge's own seat, of a learner's own class."""
OWN_CLASS = ("course_office.", "course_trainer.")


@pytest.fixture(scope="module")
def world(application: Flask) -> Iterator[World]:
    """Return a unit with records of every kind, made once; nobody may change them."""
    with application.app_context(), clock.fixed(AT):
        databases.empty()
        yield a_world(AT)
        session.remove()


def browser(app: Flask, user_id: int) -> FlaskClient:
    """Return a browser of an official."""
    found = app.test_client()
    found.set_cookie("hoithi", open_session(device="test", at=AT, user_id=user_id))
    return found


def rows() -> dict[str, int]:
    """Return how many rows every table holds."""
    session.rollback()
    tables = Base.metadata.sorted_tables
    return {one.name: session.scalar(select(func.count()).select_from(one)) or 0 for one in tables}


def is_refused(answer: Any) -> bool:
    """Return whether somebody stays outside: told so, or sent to a door."""
    location = str(answer.location or "").partition("?")[0]
    return answer.status_code in REFUSED or (answer.status_code == 303 and location in DOORS)


def let_through(app: Flask, world: World, who: FlaskClient, only: tuple[str, ...] = ("",)) -> Any:
    """Return what was not refused of all addresses, and check that nothing was stored."""
    before = rows()
    found = [
        (method, path)
        for endpoint, methods, path in world.addresses(app)
        if endpoint.startswith(only)
        for method in sorted(methods)
        if not is_refused(who.open(path, method=method))
    ]
    assert rows() == before
    return found


def test_every_address_names_something_the_owner_sees(application: Flask, world: World) -> None:
    """So that a refusal below means somebody else's, not nothing there."""
    who = browser(application, world.owner.id)
    missing = [
        endpoint
        for endpoint, methods, path in world.addresses(application)
        if "GET" in methods
        and not path.endswith(FILES)
        and endpoint not in NOT_NOW
        and is_refused(who.get(path))
    ]
    assert missing == []


def test_who_may_do_everything_in_another_unit_reaches_nothing(
    application: Flask, world: World
) -> None:
    stranger = all_roles(make.a_unit("Đảng bộ xã khác"))
    assert let_through(application, world, browser(application, stranger.id)) == []


def test_a_trainer_reaches_no_class_of_another_trainer(application: Flask, world: World) -> None:
    trainer = make.a_user(Role.TRAINER, world.made.unit.id)
    other = a_class(AT)
    courses.set_trainers(other.course_id, frozenset({trainer.id}), **other.by)
    who = browser(application, trainer.id)
    assert let_through(application, world, who, OWN_CLASS) == []


def test_a_learner_of_another_class_reaches_nothing(application: Flask, world: World) -> None:
    learner = a_learner_in(application, a_class(AT))
    lesson = world.made.whole.lessons[0]
    code = code_now(lesson.secret, lesson.public_id, AT)
    before = rows()
    for path in (f"/hoc/co-mat/{lesson.public_id}/{code}",
                 f"/hoc/tai-lieu/{world.words['course_learner']['material_id']}"):  # fmt: skip
        assert learner.get(path).status_code in REFUSED
    assert learner.post(f"/hoc/co-mat/{lesson.public_id}/{code}").status_code in REFUSED
    assert learner.post("/hoc/co-mat", data={"code": code}).status_code == 409
    assert let_through(application, world, learner, OWN_CLASS) == []
    assert rows() == before


def test_a_code_of_another_lesson_or_of_a_minute_ago_marks_nobody(
    application: Flask, world: World
) -> None:
    learner = a_learner_in(application, world.made)
    first, second = world.made.whole.lessons
    old = code_now(first.secret, first.public_id, AT - timedelta(seconds=90))
    before = rows()
    for code in (code_now(second.secret, second.public_id, AT), old):
        scan = f"/hoc/co-mat/{first.public_id}/{code}"
        assert (learner.get(scan).status_code, learner.post(scan).status_code) == (409, 409)
    assert learner.post("/hoc/co-mat", data={"code": old}).status_code == 409
    assert rows() == before


def test_figures_of_another_unit_are_not_shown(application: Flask, world: World) -> None:
    stranger = all_roles(make.a_unit("Đảng bộ xã khác nữa"))
    who = browser(application, stranger.id)
    unit = world.made.unit.public_id
    for page in ("", "turns", "members", "turns.xlsx", "tai-ve.pdf", "tai-ve.xlsx"):
        assert who.get(f"/so-lieu/{page}?unit={unit}").status_code in REFUSED
