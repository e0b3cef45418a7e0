"""How an entry is sealed: pure, so that the chain can be checked without the program."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

FIRST_SEAL = "0" * 64


def digest_of(details: Mapping[str, object], salt: str) -> str:
    """Return the salted SHA-256 of an entry's details, as 64 hexadecimal digits.

    The salt keeps a short detail (a mark, a name) from being guessed from its digest
    after the detail itself was erased.
    """
    return hashlib.sha256(f"{salt}\n{_canonical(details)}".encode()).hexdigest()


def seal_of(
    number: int,
    at: datetime,
    words: tuple[int | None, int | None, str, str],
    details_digest: str,
    previous_seal: str,
) -> str:
    """Return the seal of entry ``number``; ``words`` are actor, unit, action, subject."""
    parts = [number, at.astimezone(UTC).isoformat(timespec="microseconds"), *words]
    parts += [details_digest, previous_seal]
    return hashlib.sha256(_canonical(parts).encode()).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
