"""One answer on its way in: reading it from bytes, and which of two answers is the newer."""

import json
import re
from typing import Any, Final, NamedTuple, TypeGuard

from foundation.errors import N_, InvalidInput, Refusal

LARGEST_BODY: Final = 32 * 1024
"""Bytes of an essay with room to spare. An answer that is chosen is about 60."""
LARGEST_CHOICE: Final = 1024
"""Bytes of an answer that is no text."""
MOST_CHOSEN: Final = 24
MOST_PLACES: Final = 24 * 24
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 8000
"""Letters of a short answer or number, and of an essay."""
MOST_SEQUENCE: Final = 1_000_000_000
LATEST_CLICK_MS: Final = 10_000_000_000_000
CLIENT = re.compile(r"[a-z0-9]{1,16}")
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
FIELDS: Final = frozenset({"seq", "client", "choice", "at"})


class AnswerUnreadable(InvalidInput):
    """What came is no answer."""

    message = N_("This answer cannot be read. Reload the page and choose again.")


class AnswerTooLarge(Refusal):
    """More bytes than any answer needs."""

    message = N_("What was sent is too large for an answer.")
    status = 413


Choice = tuple[int, ...] | str
"""What was answered: the text that was typed, or places as they were shown.

Options: the places of those chosen. Matching: ``row * columns + column`` for each left text and
the right text put to it. Ordering: ``item * items + position`` for each item.
"""


class Stamp(NamedTuple):
    """When an answer was given, as the contestant's devices count: compared as a pair."""

    sequence: int
    client: str


class Answer(NamedTuple):
    """An answer as it was sent: places or a text, none for "cleared" (see ``Choice``)."""

    stamp: Stamp
    choice: Choice
    clicked_ms: int | None


def read_answer(body: bytes) -> Answer:
    """Return the answer in ``body``, a JSON object: seq, client, choice and, if known, at.

    Raises:
        AnswerTooLarge: more bytes than a text needs, or than other answers need.
        AnswerUnreadable: anything else than such an object.
    """
    if len(body) > LARGEST_BODY:
        raise AnswerTooLarge
    is_large = len(body) > LARGEST_CHOICE
    try:
        sent = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise (AnswerTooLarge if is_large else AnswerUnreadable) from error
    if not isinstance(sent, dict) or not sent.keys() <= FIELDS:
        raise AnswerUnreadable
    choice = sent.get("choice")
    if is_large and not isinstance(choice, str):
        raise AnswerTooLarge
    read = _text(choice) if isinstance(choice, str) else _choice(choice)
    return Answer(_stamp(sent), read, _clicked(sent.get("at")))


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
    if not isinstance(sent, list) or len(sent) > MOST_CHOSEN:
        raise AnswerUnreadable
    for place in sent:
        if not _is_count(place, MOST_PLACES - 1):
            raise AnswerUnreadable
    if len(set(sent)) != len(sent):
        raise AnswerUnreadable
    return tuple(sorted(sent))


def _text(sent: str) -> str:
    """Return a text that both databases can keep; one of spaces only is no answer."""
    if len(sent) > LONGEST_TEXT or "\0" in sent or _is_torn(sent):
        raise AnswerUnreadable
    return sent if sent.strip() else ""


def _is_torn(text: str) -> bool:
    """Return whether half of a pair of surrogates stands alone, which is no letter."""
    return not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text)


def _clicked(sent: object) -> int | None:
    return sent if _is_count(sent, LATEST_CLICK_MS) else None


def _is_count(value: object, most: int) -> TypeGuard[int]:
    return type(value) is int and 0 <= value <= most  # a bool is no count


def is_possible(choice: Choice, option_count: int, *, is_several: bool) -> bool:
    """Return whether the question can be answered like this.

    Args:
        choice: the answer.
        option_count: how many places there are; below zero, a text of at most so many letters.
        is_several: whether several places may be named.
    """
    if not choice:
        return True
    if isinstance(choice, str):
        return len(choice) <= -option_count
    return max(choice) < option_count and (is_several or len(choice) == 1)


def is_newer(stamp: Stamp, kept: Stamp | None) -> bool:
    """Return whether an answer replaces the kept one: strictly newer, or nothing is kept."""
    return kept is None or stamp > kept


def written(choice: Choice) -> str:
    """Return an answer as it is kept: ``0,2``, ``=text``; empty for a cleared one."""
    if isinstance(choice, str):
        return f"={choice}" if choice else ""
    return ",".join(map(str, choice))


def read_choice(text: str) -> Choice:
    """Return a kept answer as shown places or as the text that was typed."""
    if text.startswith("="):
        return text[1:]
    return tuple(int(place) for place in text.split(",")) if text else ()


def by_row(choice: Choice, columns: int) -> dict[int, int]:
    """Return row → column of a matching or ordering answer; a row named twice is left out."""
    if isinstance(choice, str) or not columns:
        return {}
    rows: dict[int, list[int]] = {}
    for place in choice:
        rows.setdefault(place // columns, []).append(place % columns)
    return {row: found[0] for row, found in rows.items() if len(found) == 1}
