"""What is kept of a session's token: its hash, so that a stolen database opens no door."""

import hashlib


def token_hash(token: str) -> str:
    """Return the SHA-256 of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()
