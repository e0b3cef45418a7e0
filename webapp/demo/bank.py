"""Questions of the commune's own: an essay, one with two versions and a thread, two alike."""

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
    SourceDraft(CHARTER),
    group="F001",
)
"""As it was written first, with a wrong key."""
MENDED = replace(
    FIRST,
    options=tuple(replace(one, is_right=one.text == "Đại hội XI") for one in FIRST.options),
)
ALIKE = replace(MENDED, stem="Điều lệ Đảng hiện hành được đại hội nào của Đảng thông qua?")

ESSAY = QuestionDraft(
    Kind.ESSAY,
    Difficulty.APPLICATION,
    "meeting",
    "Đồng chí trình bày việc chuẩn bị một buổi sinh hoạt chi bộ thường kỳ ở chi bộ mình.",
    source=SourceDraft(
        "Hướng dẫn số 42-HD/BTCTW ngày 28/10/2025 của Ban Tổ chức Trung ương về sinh hoạt chi bộ "
        "(thực hiện Chỉ thị 50-CT/TW)",
        "Phần tổ chức sinh hoạt",
    ),
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


def load_own_questions(unit_id: int, officials: Mapping[str, int], *, at: datetime) -> None:
    """Write them as the demo's author and reviewer do."""
    author: dict[str, Any] = {"actor_id": officials["soancauhoi"], "at": at}
    reviewer: dict[str, Any] = {"actor_id": officials["duyetcauhoi"], "at": at}
    essay = services.write_question(ESSAY, Keeping(unit_id, State.REVIEW), **author)
    services.move_question(essay.id, State.APPROVED, **reviewer)
    one = services.write_question(FIRST, Keeping(unit_id, State.REVIEW), **author)
    comment(one.id, "Điều lệ hiện hành do Đại hội XI thông qua, đề nghị sửa đáp án.", **reviewer)
    services.rewrite_question(one.id, MENDED, **author)
    comment(one.id, "Đã sửa đáp án theo trang tên văn bản.", **author)
    services.move_question(one.id, State.REVIEW, **author)
    services.move_question(one.id, State.APPROVED, **reviewer)
    services.write_question(ALIKE, Keeping(unit_id, State.REVIEW), **author)
    compare_all(_Quiet(), {"units": [unit_id], "address": ""})
