"""Questions of the commune's own: an essay, two whose key was corrected, two that read alike."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from question_bank import services
from question_bank.rules.bodies import Essay, RubricPoint
from question_bank.rules.drafting import OptionDraft, QuestionDraft, SourceDraft
from question_bank.rules.kinds import Difficulty, Kind, State
from question_bank.services import Keeping
from question_bank.services.life import comment
from question_bank.services.likeness import compare_all

CHARTER = "Điều lệ Đảng Cộng sản Việt Nam (Đại hội XI thông qua ngày 19/01/2011)"
FIRST = QuestionDraft(
    Kind.ONE,
    Difficulty.RECALL,
    "charter",
    "Điều lệ Đảng hiện hành do đại hội nào của Đảng thông qua?",
    (OptionDraft("Đại hội X"), OptionDraft("Đại hội XI"), OptionDraft("Đại hội XII", True)),
    SourceDraft(CHARTER, "Trang tên văn bản"),
    group="F001",
)
"""As it was written first, with a wrong key."""


def _with_key(draft: QuestionDraft, right: str) -> QuestionDraft:
    options = tuple(replace(one, is_right=one.text == right) for one in draft.options)
    return replace(draft, options=options)


MENDED = _with_key(FIRST, "Đại hội XI")
ALIKE = replace(MENDED, stem="Điều lệ Đảng hiện hành được đại hội nào của Đảng thông qua?")

GUIDE = (
    "Hướng dẫn số 42-HD/BTCTW ngày 28/10/2025 của Ban Tổ chức Trung ương về sinh hoạt chi bộ "
    "(thực hiện Chỉ thị 50-CT/TW)"
)
RIGHT_PART = "Thời gian, địa điểm và nội dung"
DOUBTFUL = QuestionDraft(
    Kind.ONE,
    Difficulty.RECALL,
    "meeting",
    "Theo Hướng dẫn số 42-HD/BTCTW ngày 28/10/2025, trước kỳ sinh hoạt đảng viên được thông báo "
    "những gì?",
    (OptionDraft("Thời gian và địa điểm", True), OptionDraft(RIGHT_PART), OptionDraft("Nội dung")),
    SourceDraft(GUIDE, "Phần tổ chức sinh hoạt"),
    group="F228",
)
"""As the practice quiz asked it, with a wrong key; its figures told, and it was corrected."""
ESSAY = QuestionDraft(
    Kind.ESSAY,
    Difficulty.APPLICATION,
    "meeting",
    "Đồng chí trình bày việc chuẩn bị một buổi sinh hoạt chi bộ thường kỳ ở chi bộ mình.",
    source=SourceDraft(GUIDE, "Phần tổ chức sinh hoạt"),
    body=Essay(
        (
            RubricPoint("Bí thư phân công chuẩn bị, chi ủy họp thống nhất trước", Fraction(4)),
            RubricPoint("Báo trước thời gian, địa điểm, nội dung; gửi tài liệu", Fraction(4)),
            RubricPoint("Liên hệ thực tế chi bộ mình", Fraction(2)),
        ),
        "Bí thư phân công đảng viên chuẩn bị nội dung. Chi ủy họp thống nhất trước kỳ sinh hoạt. "
        "Đảng viên được báo thời gian, địa điểm, nội dung. Tài liệu đưa lên Sổ tay đảng viên điện "
        "tử trước ít nhất 01 ngày. Chi bộ chọn một việc thiết thực để bàn và phân công rõ người.",
        400,
    ),
)
"""The starter bank holds no essay."""


class _Quiet:
    """Progress nobody watches."""

    def step(self, done: int, total: int) -> None:
        """Say nothing."""

    def note(self, text: str) -> None:
        """Say nothing."""


def load_own_questions(unit_id: int, officials: Mapping[str, int], *, at: datetime) -> int:
    """Write them as the demo's author and reviewer do; return the one with a wrong key."""
    author: dict[str, Any] = {"actor_id": officials["soancauhoi"], "at": at}
    reviewer: dict[str, Any] = {"actor_id": officials["duyetcauhoi"], "at": at}
    for draft in (ESSAY, DOUBTFUL):
        kept = services.write_question(draft, Keeping(unit_id, State.REVIEW), **author)
        services.move_question(kept.id, State.APPROVED, **reviewer)
    one = services.write_question(FIRST, Keeping(unit_id, State.REVIEW), **author)
    comment(one.id, "Điều lệ hiện hành do Đại hội XI thông qua, đề nghị sửa đáp án.", **reviewer)
    services.rewrite_question(one.id, MENDED, **author)
    comment(one.id, "Đã sửa đáp án theo trang tên văn bản.", **author)
    services.move_question(one.id, State.REVIEW, **author)
    services.move_question(one.id, State.APPROVED, **reviewer)
    services.write_question(ALIKE, Keeping(unit_id, State.REVIEW), **author)
    compare_all(_Quiet(), {"units": [unit_id], "address": ""})
    return kept.id


def correct_key(question_id: int, officials: Mapping[str, int], *, at: datetime) -> None:
    """Correct the wrong key; the papers that asked the older version are not counted anew yet."""
    author: dict[str, Any] = {"actor_id": officials["soancauhoi"], "at": at}
    reviewer: dict[str, Any] = {"actor_id": officials["duyetcauhoi"], "at": at}
    said = "Chỉ số của đợt thi thử cho thấy câu phân loại ngược, đề nghị xem lại đáp án."
    comment(question_id, said, actor_id=officials["bantochuc"], at=at)
    services.rewrite_question(question_id, _with_key(DOUBTFUL, RIGHT_PART), **author)
    services.move_question(question_id, State.REVIEW, **author)
    services.move_question(question_id, State.APPROVED, **reviewer)
