"""Questions with every argument defaulted."""

from datetime import UTC, datetime
from itertools import count

from foundation.db import transactional
from question_bank import services
from question_bank.models import Question
from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.kinds import Difficulty, Kind, State
from question_bank.services import Keeping

THEN = datetime(2026, 1, 1, tzinfo=UTC)
_number = count(1)


def a_draft(stem: str = "", *, right: int = 1, kind: Kind = Kind.ONE) -> QuestionDraft:
    """Return a question as it is typed; ``right`` answers from the first on are right."""
    return QuestionDraft(
        kind=kind,
        difficulty=Difficulty.RECALL,
        topic_code="charter",
        stem=stem or f"Câu hỏi số {next(_number)} là gì?",
        options=tuple(OptionDraft(f"Phương án {i}", i <= right) for i in range(1, 5)),
        source=SourceDraft("Điều lệ Đảng, thông qua ngày 19/01/2011", "Điều 1"),
    )


@transactional
def a_question(
    unit_id: int | None = None,
    *,
    state: State = State.APPROVED,
    draft: QuestionDraft | None = None,
    author_id: int | None = None,
) -> Question:
    """Return a question of a unit, or of the common bank."""
    services.ensure_topic("charter", "Điều lệ Đảng")
    keeping = Keeping(unit_id, state)
    return services.write_question(draft or a_draft(), keeping, actor_id=author_id, at=THEN)
