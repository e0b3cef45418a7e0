"""Puts the application together; the only package that knows all others."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from flask_babel import Babel
from flask_compress import Compress
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from foundation.account import guards
from foundation.db import db
from foundation.db.engine import driver_url, engine_options
from quiz.views.save import SavePath
from webapp import beside, blueprints, catalogues, cli, errors, jinja, logs, menu, requests, tables
from webapp.config import ROOT, Settings, read_settings

__all__ = ["create_app", "tables"]

LARGEST_REQUEST = 22 * 1024 * 1024
csrf = CSRFProtect()


def create_app(settings: Settings | None = None, **overrides: Any) -> Flask:
    """Return the application.

    Args:
        settings: what to run with; read from the environment when left out.
        overrides: entries of Flask's own configuration, for tests.

    Raises:
        BadSetting: a setting would make the program unsafe.
        UndeclaredRoute: a route declares no permission.
    """
    settings = settings or read_settings()
    app = Flask(
        "webapp",
        root_path=str(ROOT),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.config.update(_configuration(settings))
    app.config.update(overrides)
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    _attach(app)
    guards.refuse_undeclared(app)
    return app


def _configuration(settings: Settings) -> dict[str, Any]:
    url = driver_url(settings.DATABASE_URL)
    prefix = "__Host-" if settings.is_https else ""
    return {
        **vars(settings),
        "IS_HTTPS": settings.is_https,
        "TESTING": settings.APP_ENV == "test",
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(url),
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_PARTS": 2_000,
        "SESSION_COOKIE_NAME": f"{prefix}form",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "TRUSTED_HOSTS": requests.trusted_hosts(settings.PUBLIC_URL),
        "COMPRESS_MIN_SIZE": 400,
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "JSON_AS_ASCII": False,
    }


def _locale() -> str:
    return str(current_app.config["BABEL_DEFAULT_LOCALE"])


def _attach(app: Flask) -> None:
    logs.configure()
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    Babel(app, locale_selector=_locale)  # type: ignore[no-untyped-call]
    catalogues.register(app)
    csrf.init_app(app)
    Compress(app)
    guards.login_manager.init_app(app)
    errors.register(app)
    jinja.register(app)
    beside.register(app)
    menu.register(app)
    requests.register(app)
    app.before_request(guards.check_permission)
    blueprints.register(app, csrf)
    cli.register(app)
    app.wsgi_app = SavePath(app)  # type: ignore[method-assign]
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
