"""The application, a clean database for each test, and people who are signed in.

Every run makes a SQLite file of its own; ``TEST_DATABASE_URL`` adds a PostgreSQL, on which every
test then runs once more, but for those that look at pages and printed papers.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from hypothesis import settings as properties

from foundation import clock
from foundation.account.permissions import Role
from foundation.account.services.sessions import open_session
from foundation.db import db, session
from tests import databases
from tests.browser import browser, context, page, site
from tests.factories import organisation as make
from webapp import create_app
from webapp.config import Settings

properties.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
properties.load_profile("steady")
__all__ = ["browser", "context", "page", "site"]
AT = datetime(2026, 12, 12, 1, 0, tzinfo=UTC)
"""8h00 in Vietnam on a contest day."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the second run of what looks the same whatever the database is."""
    once = [item for item in items if _looks_only(item) and _database_of(item) == "postgresql"]
    if once:
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if item not in set(once)]


def _looks_only(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(mark) for mark in ("browser", "one_database"))


def _database_of(item: pytest.Item) -> str | None:
    spec = getattr(item, "callspec", None)  # only tests with parameters have one
    return spec.params.get("database_url") if spec else None


class Browser(FlaskClient):
    """A browser whose every request has a context of its own, as on a real server."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send one request."""
        with self.application.app_context():
            return super().open(*args, **kwargs)


@pytest.fixture(scope="session", params=databases.chosen())
def database_url(request: pytest.FixtureRequest, worker_id: str) -> Iterator[str]:
    """Return the address of this run's own database."""
    with databases.fresh(request.param, worker_id) as url:
        yield url


@pytest.fixture(scope="session")
def application(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Return the application with its tables, shared by the whole run."""
    chosen = Settings(
        APP_ENV="test",
        DATABASE_URL=database_url,
        DATA_DIR=str(tmp_path_factory.mktemp("data")),
        SECRET_KEY="tests-only-0123456789abcdefghijklmnop",
        PUBLIC_URL="http://localhost",
    )
    app = create_app(chosen, WTF_CSRF_ENABLED=False, BABEL_DEFAULT_LOCALE="en")
    app.test_client_class = Browser
    with app.app_context():
        db.drop_all()
        db.create_all()
    yield app
    with app.app_context():
        databases.empty()
        db.drop_all()
        db.engine.dispose()


@pytest.fixture
def app(application: Flask) -> Iterator[Flask]:
    """Return the application inside its context, with an empty database."""
    with application.app_context():
        databases.empty()
        yield application
        session.remove()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a browser without a session."""
    return app.test_client()


@pytest.fixture
def at() -> Iterator[datetime]:
    """Hold the clock at 8h00 on a contest day."""
    with clock.fixed(AT):
        yield AT


SignIn = Callable[..., FlaskClient]


@pytest.fixture
def signed_in(app: Flask) -> SignIn:
    """Return a function that gives a browser signed in with a role in a unit."""

    def sign_in(role: Role, unit_id: int, *, user_id: int | None = None) -> FlaskClient:
        holder = user_id or make.a_user(role, unit_id).id
        token = open_session(device="test", at=clock.now(), user_id=holder)
        browser = app.test_client()
        browser.set_cookie("hoithi", token)
        return browser

    return sign_in


@pytest.fixture
def data_dir(app: Flask) -> Path:
    """Return the folder in which this run keeps files."""
    return Path(app.config["DATA_DIR"])
