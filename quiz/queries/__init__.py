"""Reading quizzes: results, what a contestant sees, what the secretariat watches."""

from quiz.queries.results import CandidateResult, final_results
from quiz.queries.taking import (
    ShownQuestion,
    TakerPage,
    TakerResult,
    announced,
    kept_answers,
    taker_page,
    taker_result,
)
from quiz.queries.watching import WatchBoard, WatchRow, paper_sheet, watch

__all__ = [
    "CandidateResult",
    "ShownQuestion",
    "TakerPage",
    "TakerResult",
    "WatchBoard",
    "WatchRow",
    "announced",
    "final_results",
    "kept_answers",
    "paper_sheet",
    "taker_page",
    "taker_result",
    "watch",
]
