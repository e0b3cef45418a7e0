"""The register as it is printed: columns and rows of words, Vietnamese whatever pages speak.

Columns: what offices write in a register of certificates (sổ cấp giấy chứng nhận).
"""

from collections.abc import Sequence

from foundation.documents.models import RegisterLine

COLUMNS = (
    "STT", "Số vào sổ", "Số hiệu phôi", "Họ và tên", "Ngày sinh", "Nam/nữ", "Đơn vị",
    "Chương trình", "Lớp/khóa", "Quyết định công nhận", "Xếp loại", "Ngày cấp", "Người ký",
    "Người nhận ký", "Ghi chú",
)  # fmt: skip
REVOKED = "Thu hồi"


def rows_of(lines: Sequence[RegisterLine]) -> list[list[object]]:
    """Return the lines as rows of words."""
    return [
        [
            line.position,
            line.number_text,
            line.blank_text or "",
            line.holder_name,
            line.birth_text,
            line.gender_text,
            line.unit_text,
            line.programme_text,
            line.course_text,
            line.decision_text,
            line.grade_text,
            f"{line.on_day:%d/%m/%Y}",
            line.signer_text,
            line.receiver_text,
            line.note,
        ]
        for line in lines
    ]
