"""Reading quizzes: results, what a contestant sees, what the secretariat watches."""

from quiz.queries.facts import QuizFacts, candidate_of_person, quiz_facts
from quiz.queries.marking import prediction_distances
from quiz.queries.results import CandidateResult, final_results
from quiz.queries.review import ReviewedQuestion, review
from quiz.queries.taking import (
    TakerPage,
    TakerResult,
    announced,
    kept_answers,
    may_see_pictures,
    taker_page,
    taker_result,
)
from quiz.queries.watching import WatchBoard, WatchRow, paper_sheet, watch
from quiz.rules.asking import ShownQuestion

__all__ = [
    "CandidateResult",
    "QuizFacts",
    "ReviewedQuestion",
    "ShownQuestion",
    "TakerPage",
    "TakerResult",
    "WatchBoard",
    "WatchRow",
    "announced",
    "candidate_of_person",
    "final_results",
    "kept_answers",
    "may_see_pictures",
    "paper_sheet",
    "prediction_distances",
    "quiz_facts",
    "review",
    "taker_page",
    "taker_result",
    "watch",
]
