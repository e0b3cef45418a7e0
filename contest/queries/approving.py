"""What the minutes say about how the questions of a contest were approved."""

from contest.queries.loading import ContestWhole
from question_bank.queries.life import approved_alone
from quiz.queries.exposure import versions_drawn


def approval_words(whole: ContestWhole) -> list[str]:
    """Return a line for each decision by which one person wrote and approved questions."""
    quizzes = [one.quiz_id for one in whole.rounds if one.quiz_id is not None]
    drawn = {version for quiz_id in quizzes for version in versions_drawn(quiz_id)}
    return [
        f"{count} câu hỏi trong đề do một người soạn và duyệt theo: {decision}."
        for decision, count in sorted(approved_alone(drawn).items())
    ]
