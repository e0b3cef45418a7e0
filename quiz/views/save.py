"""The door through which answers come in: before Flask where all is well, through it otherwise.

``answer`` holds every check; the WSGI wrapper and the Flask route call it alike. A refusal
found by the wrapper is handed to Flask, which shows it as it shows every other.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy.exc import OperationalError

from foundation import clock
from foundation.db import db
from foundation.db.writer import GroupWriter
from foundation.errors import Forbidden, Refusal
from quiz.rules.answers import (
    LARGEST_BODY,
    AnswerTooLarge,
    AnswerUnreadable,
    read_answer,
    read_key,
)
from quiz.rules.pace import Pace
from quiz.rules.tokens import read_attempt_token
from quiz.services.saving import Kept, Outcome, Save
from quiz.services.saving_postgresql import store_in_postgresql
from quiz.services.saving_sqlite import store_in_sqlite

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
PATH: Final = "/thi/answers/"
REFUSED: Final = "quiz.save.refused"
LONGEST_TOKEN: Final = 24
_quoted = json.encoder.encode_basestring_ascii


class SaveDoor:
    """Takes one answer from a request and returns what is stored, once it is on disk."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            engine = db.engine
        is_sqlite = engine.dialect.name == "sqlite"
        self._writer: GroupWriter[Save, Outcome] = GroupWriter(
            engine, store_in_sqlite if is_sqlite else store_in_postgresql
        )
        self._secret = str(app.config["SECRET_KEY"]).encode()
        self._pace = Pace()

    def answer(self, environ: Environ) -> tuple[bytes, Headers]:
        """Return body and headers of the reply.

        Raises:
            Refusal: nothing was stored, and why.
            OperationalError: the database cannot store just now.
        """
        at = clock.now()
        _refuse_foreign_page(environ)
        attempt, epoch = read_attempt_token(self._secret, environ.get("HTTP_X_ATTEMPT_TOKEN", ""))
        key = read_key(environ.get("HTTP_IDEMPOTENCY_KEY", ""))
        question = environ["PATH_INFO"][len(PATH) :]
        if len(question) > LONGEST_TOKEN:
            raise AnswerUnreadable
        sent = read_answer(_body(environ))
        self._pace.count(attempt, at)
        outcome = self._writer.write(Save(question, attempt, epoch, key, sent, at))
        if isinstance(outcome, Refusal):
            raise outcome
        return reply(question, outcome), [
            ("X-Server-Time", str(round(at.timestamp() * 1000))),
            ("X-Deadline", str(round(outcome.deadline.timestamp() * 1000))),
        ]


def reply(question: str, kept: Kept) -> bytes:
    """Return what is told about an answer: nothing but what was sent, when, and if it was late."""
    choice = kept.choice
    chosen = _quoted(choice) if isinstance(choice, str) else f"[{','.join(map(str, choice))}]"
    # Written by hand: an encoder for six known fields costs as much as storing the answer.
    return (
        f'{{"question":{_quoted(question)},"seq":{kept.stamp.sequence},'
        f'"client":{_quoted(kept.stamp.client)},"choice":{chosen},'
        f'"saved_at":"{kept.saved_at.isoformat(timespec="milliseconds")}",'
        f'"late":{"true" if kept.is_late else "false"}}}'
    ).encode()


def _body(environ: Environ) -> bytes:
    length = environ.get("CONTENT_LENGTH") or ""
    if not (length.isascii() and length.isdecimal()):
        raise AnswerUnreadable
    if len(length) > 9 or int(length) > LARGEST_BODY:
        raise AnswerTooLarge
    body: bytes = environ["wsgi.input"].read(int(length))
    return body


def _refuse_foreign_page(environ: Environ) -> None:
    """Refuse what another site's page sends, as ``webapp.requests`` does for all other pages."""
    if environ.get("HTTP_SEC_FETCH_SITE", "same-origin") in ("cross-site", "same-site"):
        raise Forbidden
    origin = environ.get("HTTP_ORIGIN")
    if origin and urlsplit(origin).netloc != environ.get("HTTP_HOST"):
        raise Forbidden


class SavePath:
    """Answers saves before Flask begins its work on a request; hands on everything else."""

    def __init__(self, app: Flask) -> None:
        """Wrap the present ``app.wsgi_app``: ``app.wsgi_app = SavePath(app)``."""
        self._inner = app.wsgi_app
        self._door = SaveDoor(app)
        app.extensions["quiz_save_door"] = self._door

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        if environ["REQUEST_METHOD"] != "PUT" or not environ["PATH_INFO"].startswith(PATH):
            return self._inner(environ, start_response)
        try:
            body, headers = self._door.answer(environ)
        except (Refusal, OperationalError) as error:
            environ[REFUSED] = error
            return self._inner(environ, start_response)
        start_response("200 OK", [*_HEADERS, *headers, ("Content-Length", str(len(body)))])
        return [body]


_HEADERS: Headers = [
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
]
