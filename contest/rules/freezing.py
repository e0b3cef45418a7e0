"""The digest of a published result: anybody with the file can compute it again."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical(rows: Mapping[str, Any]) -> str:
    """Return a result as text that is always the same for the same result."""
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(rows: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a result, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(rows).encode()).hexdigest()
