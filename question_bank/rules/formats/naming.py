"""Short names of questions: a name that only repeats the text says nothing."""

from foundation.text import clean, likeness_key
from question_bank.rules.formats.markdown import to_plain

LONGEST_NAME = 120


def own_name(name: str, stem: str) -> str:
    """Return a question's name, or nothing where a platform made it from the text."""
    tidy = clean(name)[:LONGEST_NAME].strip()
    said, text = tidy.rstrip(".… "), to_plain(stem)
    # A name cut inside a syllable has its tone elsewhere than the key of the whole syllable.
    is_cut = clean(text).casefold().startswith(said.casefold())
    is_alike = likeness_key(text).startswith(likeness_key(said))
    return "" if not likeness_key(said) or is_cut or is_alike else tidy


def shown_name(name: str, stem: str) -> str:
    """Return a name for formats that must have one: the question's own or its first words."""
    return name or clean(to_plain(stem))[:80].strip() or "?"
