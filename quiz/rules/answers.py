"""One answer on its way in: reading it from bytes, and which of two answers is the newer."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TypeGuard

from foundation.errors import N_, InvalidInput, Refusal

LARGEST_BODY: Final = 1024
"""Bytes. An answer is about 60; the limit leaves room for headers of later versions."""
MOST_OPTIONS: Final = 12
MOST_SEQUENCE: Final = 1_000_000_000
LATEST_CLICK_MS: Final = 10_000_000_000_000
CLIENT = re.compile(r"[a-z0-9]{1,16}")
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class AnswerUnreadable(InvalidInput):
    """What came is no answer."""

    message = N_("This answer cannot be read. Reload the page and choose again.")


class AnswerTooLarge(Refusal):
    """More bytes than any answer needs."""

    message = N_("What was sent is too large for an answer.")
    status = 413


class Stamp(NamedTuple):
    """When an answer was given, as the contestant's devices count: compared as a pair."""

    sequence: int
    client: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was sent: shown places of the chosen options, none for "cleared"."""

    stamp: Stamp
    choice: tuple[int, ...]
    clicked_ms: int | None


def read_answer(body: bytes) -> Answer:
    """Return the answer in ``body``, a JSON object: seq, client, choice and, if known, at.

    Raises:
        AnswerTooLarge: more than 1024 bytes.
        AnswerUnreadable: anything else than such an object.
    """
    if len(body) > LARGEST_BODY:
        raise AnswerTooLarge
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise AnswerUnreadable from error
    if not isinstance(sent, dict) or not sent.keys() <= {"seq", "client", "choice", "at"}:
        raise AnswerUnreadable
    return Answer(_stamp(sent), _choice(sent.get("choice")), _clicked(sent.get("at")))


def read_key(text: str) -> str:
    """Return the idempotency key, or refuse it.

    Raises:
        AnswerUnreadable: not 8 to 64 letters, digits, dashes.
    """
    if not KEY.fullmatch(text):
        raise AnswerUnreadable
    return text


def _stamp(sent: dict[str, Any]) -> Stamp:
    sequence, client = sent.get("seq"), sent.get("client")
    if not _is_count(sequence, MOST_SEQUENCE) or sequence == 0:
        raise AnswerUnreadable
    if not isinstance(client, str) or not CLIENT.fullmatch(client):
        raise AnswerUnreadable
    return Stamp(sequence, client)


def _choice(sent: object) -> tuple[int, ...]:
    if not isinstance(sent, list) or len(sent) > MOST_OPTIONS:
        raise AnswerUnreadable
    if not all(_is_count(place, MOST_OPTIONS - 1) for place in sent):
        raise AnswerUnreadable
    if len(set(sent)) != len(sent):
        raise AnswerUnreadable
    return tuple(sorted(sent))


def _clicked(sent: object) -> int | None:
    return sent if _is_count(sent, LATEST_CLICK_MS) else None


def _is_count(value: object, most: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def is_possible(choice: Sequence[int], option_count: int, *, is_several: bool) -> bool:
    """Return whether the question can be answered like this."""
    if not choice:
        return True
    return max(choice) < option_count and (is_several or len(choice) == 1)


def is_newer(stamp: Stamp, kept: Stamp | None) -> bool:
    """Return whether an answer replaces the kept one: strictly newer, or nothing is kept."""
    return kept is None or stamp > kept


def written(choice: Sequence[int]) -> str:
    """Return a choice as it is kept: ``0,2``; empty for a cleared answer."""
    return ",".join(map(str, choice))


def read_choice(text: str) -> tuple[int, ...]:
    """Return a kept choice as shown places."""
    return tuple(int(place) for place in text.split(",")) if text else ()
