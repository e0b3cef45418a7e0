"""What people do with quizzes, one transaction each."""

from quiz.queries.blueprints import SectionDraft
from quiz.rules.assembly import BlueprintCell
from quiz.services.handmarking import MarkDraft, set_markers, sign_mark
from quiz.services.helping import (
    confirm_paper,
    first_difference,
    give_extra_time,
    type_paper,
)
from quiz.services.marking import MarksMissing, refuse_unmarked
from quiz.services.regrading import ask_regrade, confirm_regrade
from quiz.services.reopening import ask_reopening, confirm_reopening, refuse_reopening
from quiz.services.setting_up import (
    CandidateDraft,
    QuizDraft,
    Slip,
    add_candidates,
    change_quiz,
    create_quiz,
    issue_slips,
    lock_quiz,
)
from quiz.services.taking import close_expired, close_quiz, hand_in, publish_quiz, start

__all__ = [
    "BlueprintCell",
    "CandidateDraft",
    "MarkDraft",
    "MarksMissing",
    "QuizDraft",
    "SectionDraft",
    "Slip",
    "add_candidates",
    "ask_regrade",
    "ask_reopening",
    "change_quiz",
    "close_expired",
    "close_quiz",
    "confirm_paper",
    "confirm_regrade",
    "confirm_reopening",
    "create_quiz",
    "first_difference",
    "give_extra_time",
    "hand_in",
    "issue_slips",
    "lock_quiz",
    "publish_quiz",
    "refuse_reopening",
    "refuse_unmarked",
    "set_markers",
    "sign_mark",
    "start",
    "type_paper",
]
