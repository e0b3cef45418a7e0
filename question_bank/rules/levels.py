"""How files name difficulties."""

from foundation.text import search_key
from question_bank.rules.kinds import Difficulty

_LEVELS = (
    (("van dung", "apply", "application", "kho", "phan tich"), Difficulty.APPLICATION),
    (("thong hieu", "hieu", "understanding", "trung binh", "tb"), Difficulty.UNDERSTANDING),
    (("nhan biet", "biet", "recall", "de", "co ban"), Difficulty.RECALL),
)
_SHORT_LEVELS = {
    "nb": Difficulty.RECALL, "th": Difficulty.UNDERSTANDING, "vd": Difficulty.APPLICATION,
    "vdc": Difficulty.APPLICATION, "1": Difficulty.RECALL, "2": Difficulty.UNDERSTANDING,
    "3": Difficulty.APPLICATION, "4": Difficulty.APPLICATION,
}  # fmt: skip


def difficulty_of(text: str) -> Difficulty | None:
    """Return the difficulty a file names in its own words, or None."""
    folded = search_key(text).strip(" .()[]")
    if folded in _SHORT_LEVELS:
        return _SHORT_LEVELS[folded]
    for starts, level in _LEVELS:
        if folded.startswith(starts):
            return level
    return None
