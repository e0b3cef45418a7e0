"""Short names of questions: a name that only repeats the text says nothing."""

from foundation.text import clean, likeness_key
from question_bank.rules.formats.markdown import to_plain

LONGEST_NAME = 120


def own_name(name: str, stem: str) -> str:
    """Return a question's name, or nothing where a platform made it from the text."""
    tidy = clean(name)[:LONGEST_NAME].strip()
    said = likeness_key(tidy.rstrip(".… "))
    return "" if not said or likeness_key(to_plain(stem)).startswith(said) else tidy


def shown_name(name: str, stem: str) -> str:
    """Return a name for formats that must have one: the question's own or its first words."""
    return name or clean(to_plain(stem))[:80].strip() or "?"
