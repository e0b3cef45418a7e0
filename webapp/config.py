"""Every setting: name, type, default, meaning. Nothing else reads the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from foundation.errors import N_

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_SECRETS = frozenset({"change-me", "secret", "dev", "development", "sample"})
SHORTEST_SECRET = 32
QUEUE_SCHEMES = frozenset({"redis", "rediss", "unix"})
ENVIRONMENTS = ("production", "demo", "test")


class BadSetting(RuntimeError):
    """A setting that would make the program unsafe; it does not start.

    ``message`` is a msgid; ``facts`` fill its placeholders.
    """

    def __init__(self, message: str, **facts: object) -> None:
        self.message, self.facts = message, facts
        super().__init__(message % facts if facts else message)


@dataclass(frozen=True)
class Settings:
    """The settings; each is an environment variable of the same name."""

    APP_ENV: str = field(default="production", metadata={"doc": "production, demo or test"})
    DATABASE_URL: str = field(
        default="", metadata={"doc": "sqlite:///… or postgresql://…; default: a file in DATA_DIR"}
    )
    DATA_DIR: str = field(
        default=str(ROOT / "instance"),
        metadata={"doc": "folder for the SQLite file, printed papers, backups and the queue"},
    )
    SECRET_KEY: str = field(
        default="", metadata={"doc": "at least 32 random characters; keep it with the backups"}
    )
    PUBLIC_URL: str = field(
        default="",
        metadata={"doc": "address people reach the site at, such as https://hoithi.example.vn"},
    )
    HUEY_URL: str = field(
        default="", metadata={"doc": "redis://… for the queue; default: a SQLite file in DATA_DIR"}
    )
    TRUSTED_PROXIES: int = field(
        default=0, metadata={"doc": "how many reverse proxies stand before the program"}
    )

    @property
    def is_https(self) -> bool:
        """Return whether people reach the site over https."""
        return self.PUBLIC_URL.startswith("https://")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Raises:
        BadSetting: a secret is missing, short or a sample; a value is not of its type.
    """
    source = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for setting in fields(Settings):
        if (text := source.get(setting.name, "").strip()) == "":
            continue
        values[setting.name] = _typed(setting.name, setting.type, text)
    return _checked(Settings(**values))


def _typed(name: str, kind: object, text: str) -> object:
    if kind is not int:
        return text
    if not text.isdecimal():
        raise BadSetting(
            N_("%(name)s must be a whole number, not “%(text)s”."), name=name, text=text
        )
    return int(text)


def _checked(settings: Settings) -> Settings:
    changes: dict[str, Any] = {}
    if settings.APP_ENV not in ENVIRONMENTS:
        raise BadSetting(N_("APP_ENV must be one of %(words)s."), words=", ".join(ENVIRONMENTS))
    if not settings.DATABASE_URL:
        changes["DATABASE_URL"] = f"sqlite:///{Path(settings.DATA_DIR).resolve()}/contest.sqlite3"
    if settings.APP_ENV == "production":
        _refuse_weak_secret(settings.SECRET_KEY)
    elif not settings.SECRET_KEY:
        changes["SECRET_KEY"] = _kept_secret(Path(settings.DATA_DIR))
    _refuse_unknown_queue(settings.HUEY_URL)
    if settings.PUBLIC_URL and not urlsplit(settings.PUBLIC_URL).hostname:
        raise BadSetting(N_("PUBLIC_URL must be an address such as https://hoithi.example.vn"))
    changes["PUBLIC_URL"] = settings.PUBLIC_URL.rstrip("/")
    return Settings(**{**vars(settings), **changes})


def _refuse_weak_secret(secret: str) -> None:
    if len(secret) < SHORTEST_SECRET or secret.casefold() in SAMPLE_SECRETS or len(set(secret)) < 8:
        raise BadSetting(
            N_(
                "SECRET_KEY is missing, short or a sample. Make one and write it into the file "
                "“.env”: %(command)s"
            ),
            command="python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
        )


def _refuse_unknown_queue(address: str) -> None:
    """Find out at the start, not at the first job, that no bell could be rung."""
    if not address:
        return
    if urlsplit(address).scheme not in QUEUE_SCHEMES:
        raise BadSetting(N_("HUEY_URL must be an address such as redis://localhost:6379/0"))
    if find_spec("redis") is None:
        raise BadSetting(
            N_("HUEY_URL needs the client of Redis. Install it: %(command)s"),
            command=".venv/bin/pip install --require-hashes -r requirements-redis.txt",
        )


def _kept_secret(folder: Path) -> str:
    """Return the demo's own secret, made on the first start and kept in its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "demo-secret"
    if not kept.exists():
        kept.write_text(secrets.token_urlsafe(48), encoding="ascii")
        kept.chmod(0o600)
    return kept.read_text(encoding="ascii")
