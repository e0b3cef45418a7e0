"""What an operator looks at before a contest: database, disk, backups, secrets."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy import text

from foundation import clock
from foundation.db import is_sqlite, session
from foundation.errors import N_

LEAST_FREE_GIB = 2


@dataclass(frozen=True)
class Check:
    """One line of the page: what was looked at, what was found, whether that is well."""

    label: str
    value: str
    is_well: bool


def checks() -> list[Check]:
    """Return the checks, in the order an operator reads them."""
    folder = Path(current_app.config["DATA_DIR"])
    free = shutil.disk_usage(folder).free / 2**30
    return [
        *_database(),
        Check(N_("Free disk space"), f"{free:.1f} GiB", free >= LEAST_FREE_GIB),
        _backup(folder),
        Check(
            N_("Public address"),
            current_app.config["PUBLIC_URL"] or "—",
            bool(current_app.config["PUBLIC_URL"]),
        ),
    ]


def _database() -> list[Check]:
    if is_sqlite():
        version = str(session.scalar(text("SELECT sqlite_version()")))
        journal = str(session.scalar(text("PRAGMA journal_mode")))
        level = session.scalar(text("PRAGMA synchronous"))
        return [
            Check(N_("Database"), f"SQLite {version}", True),
            Check(N_("Answers on disk before the reply"), f"{journal}, {level}", level == 2),
        ]
    version = str(session.scalar(text("SHOW server_version")))
    settings = {
        name: str(session.scalar(text(f"SHOW {name}")))
        for name in ("fsync", "full_page_writes", "synchronous_commit")
    }
    is_safe = settings["fsync"] == settings["full_page_writes"] == "on" and (
        settings["synchronous_commit"] != "off"
    )
    words = ", ".join(f"{name}={value}" for name, value in settings.items())
    return [
        Check(N_("Database"), f"PostgreSQL {version}", True),
        Check(N_("Answers on disk before the reply"), words, is_safe),
    ]


def _backup(folder: Path) -> Check:
    kept = sorted((folder / "backups").glob("*"), key=lambda path: path.stat().st_mtime)
    if not kept:
        return Check(N_("Last backup"), "—", False)
    age = clock.now().timestamp() - kept[-1].stat().st_mtime
    return Check(N_("Last backup"), kept[-1].name, age < 24 * 3600)
