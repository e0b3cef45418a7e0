"""Reading quizzes: results, what a contestant sees, what the secretariat watches."""

from quiz.queries.facts import QuizFacts, candidate_of_person, quiz_facts
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
    "QuizFacts",
    "ShownQuestion",
    "TakerPage",
    "TakerResult",
    "WatchBoard",
    "WatchRow",
    "announced",
    "candidate_of_person",
    "final_results",
    "kept_answers",
    "paper_sheet",
    "quiz_facts",
    "taker_page",
    "taker_result",
    "watch",
]
