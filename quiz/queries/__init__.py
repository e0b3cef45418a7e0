"""Reading quizzes: results, what a contestant sees, what the secretariat watches."""

from quiz.queries.facts import (
    QuizFacts,
    attempt_names,
    began,
    candidate_names,
    candidate_of_person,
    has_begun,
    quiz_facts,
)
from quiz.queries.handmarking import (
    MarkingQuiz,
    MarkingSheet,
    WrittenAnswer,
    marking_sheet,
    quiz_to_mark,
    quizzes_to_mark,
    waiting_marks,
)
from quiz.queries.helps import Help, helps
from quiz.queries.marking import prediction_distances
from quiz.queries.regrading import (
    ScoreChange,
    UsedIn,
    outdated_uses,
    points_after,
    ruling_for,
    score_changes,
    used_in,
    used_quiz,
)
from quiz.queries.results import CandidateResult, final_results, supposing
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
    "Help",
    "MarkingQuiz",
    "MarkingSheet",
    "QuizFacts",
    "ReviewedQuestion",
    "ScoreChange",
    "ShownQuestion",
    "TakerPage",
    "TakerResult",
    "UsedIn",
    "WatchBoard",
    "WatchRow",
    "WrittenAnswer",
    "announced",
    "attempt_names",
    "began",
    "candidate_names",
    "candidate_of_person",
    "final_results",
    "has_begun",
    "helps",
    "kept_answers",
    "marking_sheet",
    "may_see_pictures",
    "outdated_uses",
    "paper_sheet",
    "points_after",
    "prediction_distances",
    "quiz_facts",
    "quiz_to_mark",
    "quizzes_to_mark",
    "review",
    "ruling_for",
    "score_changes",
    "supposing",
    "taker_page",
    "taker_result",
    "used_in",
    "used_quiz",
    "waiting_marks",
    "watch",
]
