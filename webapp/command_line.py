"""What ``bin/flask`` runs: the commands, with refusals and wrong usage in the reader's language."""

import json
import os
import signal
import sys
from contextlib import closing
from pathlib import Path

import click
import pysqlite3
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from click import exceptions as wrong
from flask import Flask
from flask_babel import gettext as _
from flask_migrate import upgrade
from sqlalchemy import bindparam, inspect, text
from sqlalchemy.exc import DatabaseError

from foundation import clock
from foundation.db import Moment, db, is_sqlite
from foundation.errors import N_, Refusal
from webapp import create_app, errors
from webapp.catalogues import in_vietnamese
from webapp.command_help import DATABASE, Commands, placeholders, translate
from webapp.config import ROOT, BadSetting

EXIT_REFUSED = 1
EXIT_USAGE = 64
EXIT_SETTING = 78
EXIT_STOPPED = 130
ONLY_OURS = 0o077
"""What the program writes holds personal data: no other account of the machine may read it."""
OPEN_ATTEMPTS = text(
    "SELECT count(*) FROM quiz_attempt WHERE state = 'open' AND deadline > :now"
).bindparams(bindparam("now", type_=Moment()))
"""Plain words, as the tables may be older than the models."""
MIGRATIONS = ROOT / "migrations"


class QuizGoesOn(Refusal):
    """Tables are not changed under people who answer."""

    message = N_("%(count)s people are at their papers. Bring the database up to date later.")


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    os.umask(ONLY_OURS)
    try:
        app = create_app()
    except BadSetting as error:
        return say_bad_setting(error)
    try:
        if arguments[:1] not in ([], ["db"], ["--help"]) and _may_prepare(app):
            bring_up_to_date(app)
        elif arguments[:2] == ["db", "upgrade"]:
            refuse_during_a_quiz(app)
    except Refusal as error:
        return say_refusal(app, error)
    except DatabaseError as error:
        if arguments[:1] != ["restore"]:
            return say_damaged(error)
    return _run(app, arguments)


def say_damaged(error: DatabaseError) -> int:
    """Say what helps when the database's file is damaged; anything else is a fault of ours.

    Raises:
        DatabaseError: the file is not damaged.
    """
    if not any(words in str(error.orig) for words in ("malformed", "not a database")):
        raise error
    words = N_("The database is damaged. Put a copy back: bin/flask restore FILE")
    click.echo(in_vietnamese(words), err=True)
    return EXIT_REFUSED


def _may_prepare(app: Flask) -> bool:
    """Return whether tables may be made without being told: in a demo, and where none are yet."""
    if app.config["APP_ENV"] == "demo":
        return True
    with app.app_context():
        return not _holds_tables()


def _run(app: Flask, arguments: list[str]) -> int:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # bin/lib/run.py took it away
    group = Commands(create_app=lambda: app, add_version_option=False, load_dotenv=False)
    translate(group, app.cli.commands[DATABASE])
    try:
        code = group.main(arguments, prog_name="bin/flask", standalone_mode=False)
    except wrong.UsageError as error:
        with app.app_context():
            explain(error, as_json="--json" in arguments)
        return EXIT_USAGE
    except wrong.ClickException as error:
        error.show()
        return error.exit_code
    except (wrong.Abort, KeyboardInterrupt):
        return EXIT_STOPPED
    except Refusal as error:
        return say_refusal(app, error, as_json="--json" in arguments)
    return code if isinstance(code, int) else 0


def say_refusal(app: Flask, error: Refusal, *, as_json: bool = False) -> int:
    """Print why nothing was done; return the exit code for it."""
    with app.app_context():
        words = errors.sentence(error)
    if as_json:
        click.echo(json.dumps({"refused": words}, ensure_ascii=False))
    click.echo(words, err=True)
    return EXIT_REFUSED


def say_bad_setting(error: BadSetting) -> int:
    """Print why the program does not start; return the exit code for it."""
    click.echo(in_vietnamese(error.message, **error.facts), err=True)
    return EXIT_SETTING


def is_up_to_date(app: Flask) -> bool:
    """Return whether the database has every table and column this version knows."""
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    newest = ScriptDirectory.from_config(settings).get_current_head()
    with app.app_context(), db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def bring_up_to_date(app: Flask) -> Path | None:
    """Apply the migrations that are still to be applied.

    Returns:
        the copy that was made before, where there was something to lose. PostgreSQL undoes a
        failed migration by itself.

    Raises:
        QuizGoesOn: somebody is at a paper.
    """
    if is_up_to_date(app):
        return None
    refuse_during_a_quiz(app)
    with app.app_context():
        copy = _copy_before(app) if is_sqlite() and _holds_tables() else None
        upgrade(directory=str(MIGRATIONS))
    return copy


def refuse_during_a_quiz(app: Flask) -> None:
    """Leave tables alone while people answer (paper on reliability, R13).

    Raises:
        QuizGoesOn: an attempt is open and its time not over.
    """
    with app.app_context():
        if "quiz_attempt" not in inspect(db.engine).get_table_names():
            return
        with db.engine.connect() as connection:
            if count := connection.scalar(OPEN_ATTEMPTS, {"now": clock.now()}):
                raise QuizGoesOn(count=count)


def _holds_tables() -> bool:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"} != set()


def _copy_before(app: Flask) -> Path:
    folder = Path(app.config["DATA_DIR"], "backups")
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"before-migration-{clock.local(clock.now()):%Y%m%d-%H%M%S}.sqlite3"
    with closing(pysqlite3.connect(str(db.engine.url.database))) as source:
        source.execute("VACUUM INTO ?", (str(copy),))
    return copy


def explain(error: wrong.UsageError, *, as_json: bool = False) -> None:
    """Say in the reader's language what is wrong with the words of the command.

    Whoever asked for JSON finds the sentence on standard output too, as of any refusal.
    """
    if as_json:
        click.echo(json.dumps({"refused": _usage_sentence(error)}, ensure_ascii=False))
    click.echo(_usage_sentence(error), err=True)
    if error.ctx is not None:
        click.echo(_("Help: %(command)s --help", command=error.ctx.command_path), err=True)


def _usage_sentence(error: wrong.UsageError) -> str:
    match error:
        case wrong.NoSuchOption():
            return _("There is no option “%(name)s”.", name=error.option_name)
        case wrong.NoSuchCommand():
            return _("There is no command “%(name)s”.", name=error.command_name)
        case wrong.MissingParameter():
            return _("“%(name)s” must be given.", name=_parameter_name(error))
        case wrong.BadParameter():
            words = _("“%(name)s” has a value that cannot be used.", name=_parameter_name(error))
            why = error.__cause__
            return f"{words} {errors.sentence(why)}" if isinstance(why, Refusal) else words
        case _:
            return _("The command cannot be understood.")


def _parameter_name(error: wrong.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    name = error.param.opts[0]
    return name if name.startswith("-") else placeholders(name.upper())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
