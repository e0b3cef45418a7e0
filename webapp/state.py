"""What an operator looks at before a contest: database, disk, backups, secrets."""

import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy import text

from foundation import clock
from foundation.db import is_sqlite, session
from foundation.errors import N_
from webapp.config import ROOT

LEAST_FREE_GIB = 2


@dataclass(frozen=True)
class Check:
    """One line of the page: what was looked at, what was found, whether that is well."""

    label: str
    value: str
    is_well: bool


def version() -> str:
    """Return the program's version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def checks() -> list[Check]:
    """Return the checks, in the order an operator reads them."""
    folder = Path(current_app.config["DATA_DIR"])
    free = shutil.disk_usage(folder).free / 2**30
    return [
        Check(N_("Version of the program"), version(), True),
        *_database(),
        Check(N_("Free disk space"), _gib(free), free >= LEAST_FREE_GIB),
        _backup(folder),
        Check(
            N_("Public address"),
            current_app.config["PUBLIC_URL"] or "—",
            bool(current_app.config["PUBLIC_URL"]),
        ),
    ]


def _gib(size: float) -> str:
    return f"{size:.1f} GB".replace(".", ",")


def _database() -> list[Check]:
    if is_sqlite():
        release = str(session.scalar(text("SELECT sqlite_version()")))
        journal = str(session.scalar(text("PRAGMA journal_mode")))
        level = session.scalar(text("PRAGMA synchronous"))
        return [
            Check(N_("Database"), f"SQLite {release}", True),
            Check(
                N_("Answers on disk before the reply"),
                f"journal_mode={journal}, synchronous={level}",
                journal == "wal" and level == 2,
            ),
        ]
    release = str(session.scalar(text("SHOW server_version")))
    settings = {
        name: str(session.scalar(text(f"SHOW {name}")))
        for name in ("fsync", "full_page_writes", "synchronous_commit")
    }
    is_safe = settings["fsync"] == settings["full_page_writes"] == "on" and (
        settings["synchronous_commit"] != "off"
    )
    words = ", ".join(f"{name}={value}" for name, value in settings.items())
    return [
        Check(N_("Database"), f"PostgreSQL {release}", True),
        Check(N_("Answers on disk before the reply"), words, is_safe),
    ]


def _backup(folder: Path) -> Check:
    kept = sorted((folder / "backups").glob("*"), key=lambda path: path.stat().st_mtime)
    if not kept:
        return Check(N_("Last backup"), "—", False)
    age = clock.now().timestamp() - kept[-1].stat().st_mtime
    return Check(N_("Last backup"), kept[-1].name, age < 24 * 3600)
