"""The organisers' pages: contests, entries, the quiz, the panel, results, papers."""

from contest.views.organiser import (
    contests,
    entries,
    judges,
    matrix,
    papers,
    quiz,
    results,
    rolls,
    rules,
    watch,
    watch_acts,
    withholding,
)
from contest.views.organiser.blueprint import blueprint

__all__ = [
    "blueprint",
    "contests",
    "entries",
    "judges",
    "matrix",
    "papers",
    "quiz",
    "results",
    "rolls",
    "rules",
    "watch",
    "watch_acts",
    "withholding",
]
