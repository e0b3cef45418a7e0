"""Starts web server and worker together and stops both; restarts nothing silently."""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click
import segno
from flask import Flask
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from foundation import clock
from foundation.account.models import User
from foundation.db import db, session
from foundation.errors import N_, Refusal
from webapp import create_app
from webapp.catalogues import in_vietnamese
from webapp.children import (
    Child,
    DidNotStart,
    is_free,
    lan_address,
    last_lines,
    wait_until_it_answers,
    web_command,
    worker_command,
)
from webapp.command_line import (
    EXIT_REFUSED,
    EXIT_SETTING,
    EXIT_USAGE,
    ONLY_OURS,
    QuizGoesOn,
    bring_up_to_date,
    is_up_to_date,
    say_bad_setting,
    say_damaged,
    say_refusal,
)
from webapp.config import BadSetting, Settings, read_settings
from webapp.demo import loading

USUAL_PORT = 8000
EVERYWHERE = "0.0.0.0"  # noqa: S104 - the devices in the hall are to reach it
LOOK_EVERY_S = 0.5
HELP = N_(
    "bin/serve [--migrate] [--host=ADDRESS] [--port=NUMBER] [--only=web|worker]\n"
    "Runs web server and worker together; Ctrl-C stops both.\n"
    "  --migrate           bring the database up to date first\n"
    "  --host=0.0.0.0      let the other devices of the network in\n"
    "  --port=NUMBER       another port than 8000\n"
    "  --only=web|worker   one of the two alone, for systemd"
)


class Stopped(Exception):
    """Somebody pressed Ctrl-C or asked the process to end."""


def main() -> int:
    """Run the demo or the real thing until it is stopped."""
    options = _options()
    os.umask(ONLY_OURS)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        return serve_demo(options) if options.mode == "demo" else serve_for_real(options)
    except BadSetting as error:
        return say_bad_setting(error)
    except DatabaseError as error:
        return say_damaged(error)
    except Stopped:
        return 0


def _options() -> argparse.Namespace:
    parser = _Parser(allow_abbrev=False)
    parser.add_argument("mode", choices=("demo", "real"))
    parser.add_argument("--load", action="store_true")
    parser.add_argument("--lan", action="store_true")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=USUAL_PORT)
    parser.add_argument("--migrate", action="store_true")
    parser.add_argument("--only", choices=("web", "worker"))
    return parser.parse_args()


class _Parser(argparse.ArgumentParser):
    """Speaks to the operator as the other commands do."""

    def format_help(self) -> str:
        """Return what ``bin/serve --help`` prints; ``bin/demo`` explains itself."""
        return in_vietnamese(HELP) + "\n"

    def error(self, _message: str) -> NoReturn:
        """Say that the words are wrong and where to look."""
        click.echo(in_vietnamese(N_("The command cannot be understood.")), err=True)
        command = f"bin/{'demo' if sys.argv[1:2] == ['demo'] else 'serve'}"
        click.echo(in_vietnamese(N_("Help: %(command)s --help"), command=command), err=True)
        sys.exit(EXIT_USAGE)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped


def serve_demo(options: argparse.Namespace) -> int:
    """Serve the demo and print where it is and who may sign in."""
    host = EVERYWHERE if options.lan else "127.0.0.1"
    port = options.port
    if not is_free(host, port):
        return _say_taken(port)
    address = f"http://{lan_address() if options.lan else 'localhost'}:{port}"
    os.environ.setdefault("PUBLIC_URL", address)
    app = create_app()
    if options.load:
        try:
            _load_demo(app)
        except Refusal as error:
            return say_refusal(app, error)
    log = Path(app.config["DATA_DIR"], "demo.log")
    with log.open("ab") as kept:
        web = Child("web", web_command(host, port), {}, kept)
        children = [web, Child("worker", worker_command(), {}, kept)]
        try:
            _start(children)
            logins = _demo_logins()
            wait_until_it_answers(web, f"http://127.0.0.1:{port}")
            with app.app_context():
                _announce(address, logins, is_lan=options.lan)
            return _watch(children)
        except DidNotStart as error:
            return _explain_end(app, error, log)
        finally:
            _stop_all(children)


def _say_taken(port: int) -> int:
    words = N_("Port %(port)s is in use on this machine. Choose another one: --port=%(other)s")
    click.echo(in_vietnamese(words, port=port, other=port + 1), err=True)
    return EXIT_REFUSED


def _load_demo(app: Flask) -> None:
    """Bring the database up to date and load the demo into it, unless it is there.

    Raises:
        Refusal: the database holds real records, or somebody is at a paper.
    """
    bring_up_to_date(app)
    with app.app_context():
        if not loading.is_loaded():
            click.echo(_("Loading the practice data; this takes less than a minute …"), err=True)
            loading.load(at=clock.now())
        session.remove()
        db.engine.dispose()  # the children open the database for themselves


def serve_for_real(options: argparse.Namespace) -> int:
    """Serve the real thing.

    Raises:
        BadSetting: a setting would make it unsafe.
    """
    settings = read_settings()
    if options.only != "worker" and not is_free(options.host, options.port):
        return _say_taken(options.port)
    app = create_app(settings)
    if options.migrate:
        try:
            copy = bring_up_to_date(app)
        except QuizGoesOn as error:
            return say_refusal(app, error)
        if copy is not None:
            with app.app_context():
                click.echo(_("The database as it was before: %(path)s", path=copy), err=True)
    with app.app_context():
        if not is_up_to_date(app):
            click.echo(_("The database is not up to date. Run: bin/serve --migrate"), err=True)
            return EXIT_SETTING
        _say_what_is_missing(settings)
    processes = 1 if settings.DATABASE_URL.startswith("sqlite") else os.cpu_count() or 1
    web = Child("web", web_command(options.host, options.port, processes), {})
    worker = Child("worker", worker_command(), {})
    children = [child for child in (web, worker) if options.only in (None, child.name)]
    try:
        _start(children)
        if web in children:
            _say_where(app, web, options)
        return _watch(children)
    except DidNotStart as error:
        return _explain_end(app, error, None)
    finally:
        _stop_all(children)


def _say_where(app: Flask, web: Child, options: argparse.Namespace) -> None:
    reached = "127.0.0.1" if options.host == EVERYWHERE else options.host
    wait_until_it_answers(web, f"http://{reached}:{options.port}")
    seen = lan_address() if options.host == EVERYWHERE else options.host
    with app.app_context():
        click.echo(_("Serving at %(address)s", address=f"http://{seen}:{options.port}"), err=True)
        click.echo(_("Ctrl-C stops it. What you entered is kept."), err=True)


def _start(children: list[Child]) -> None:
    for child in children:
        child.start()


def _watch(children: list[Child]) -> int:
    """Wait until somebody stops us.

    Raises:
        DidNotStart: a child ended by itself.
    """
    while True:
        for child in children:
            if child.has_ended():
                raise DidNotStart(child.name)
        time.sleep(LOOK_EVERY_S)


def _stop_all(children: list[Child]) -> None:
    """Stop all; a second Ctrl-C does not leave one behind."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        child.stop()


def _explain_end(app: Flask, error: DidNotStart, log: Path | None) -> int:
    with app.app_context():
        click.echo(_("The process “%(name)s” has ended; both are stopped.", name=error), err=True)
        if log is not None:
            click.echo(last_lines(log), err=True)
            click.echo(_("The whole log: %(path)s", path=log), err=True)
    return 1


def _demo_logins() -> str:
    """Return who may sign in; without a demo nobody, and the command says so itself."""
    command = [sys.executable, "-m", "webapp.command_line", "demo", "logins"]
    return subprocess.run(  # noqa: S603 - our own command
        command, check=False, stdout=subprocess.PIPE, text=True, start_new_session=True
    ).stdout


def _announce(address: str, logins: str, *, is_lan: bool) -> None:
    click.echo(_("The demo is here: %(address)s", address=address))
    if is_lan:
        segno.make(address).terminal(compact=True)
        click.echo(_("Plain http: everyone in this network can read along. For practice only."))
    click.echo()
    click.echo(logins)
    click.echo(_("Ctrl-C stops it. What you entered is kept."))
    sys.stdout.flush()


def _say_what_is_missing(settings: Settings) -> None:
    if not session.scalar(select(func.count(User.id))):
        click.echo(_("Nobody can sign in yet. Run: bin/flask account create-admin"), err=True)
    if not settings.PUBLIC_URL:
        click.echo(_("PUBLIC_URL is not set: papers cannot carry a verification QR."), err=True)
    elif not settings.is_https:
        click.echo(
            _("PUBLIC_URL is plain http: everyone in this network can read along."), err=True
        )
    session.remove()


if __name__ == "__main__":
    sys.exit(main())
