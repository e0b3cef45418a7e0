"""The register as it is printed: columns and rows of words, Vietnamese whatever pages speak.

Columns: what offices write in a register of certificates (sổ cấp giấy chứng nhận).
"""

from collections.abc import Sequence

from foundation.documents.models import RegisterLine
from foundation.documents.paper import Align, Column, Paper, Table
from foundation.documents.queries import PaperLook

COLUMNS = (
    "STT", "Số vào sổ", "Số hiệu phôi", "Họ và tên", "Ngày sinh", "Nam/nữ", "Đơn vị",
    "Chương trình", "Lớp/khóa", "Quyết định công nhận", "Xếp loại", "Ngày cấp", "Người ký",
    "Người nhận ký", "Ghi chú",
)  # fmt: skip


BLANK = "Số hiệu phôi"
GENDERS = {"male": "Nam", "female": "Nữ"}
"""Words for lines that were written with the code."""
WIDTHS = (0.95, 1.8, 1.3, 2.5, 1.95, 1.1, 2.6, 2.4, 3.1, 2.4, 1.2, 1.95, 2.3, 1.5, 2.4)
CENTRED = {"STT", "Số vào sổ", "Số hiệu phôi", "Ngày sinh", "Nam/nữ", "Xếp loại", "Ngày cấp"}


def register_paper(look: PaperLook, title: str, lines: Sequence[RegisterLine]) -> Paper:
    """Return the register as a paper, across the page; numbers of blanks only where there are."""
    places = [
        place
        for place, name in enumerate(COLUMNS)
        if name != BLANK or any(line.blank_text for line in lines)
    ]
    columns = tuple(
        Column(name, WIDTHS[place], Align.CENTER if name in CENTRED else Align.LEFT)
        for place in places
        for name in [COLUMNS[place]]
    )
    rows = tuple(tuple(str(row[place]) for place in places) for row in rows_of(lines))
    return Paper(
        kind="SỔ CẤP GIẤY CHỨNG NHẬN",
        subject=title,
        issuing_body=look.issuing_body,
        upper_body=look.upper_body,
        profile=look.profile,
        blocks=(Table(columns, rows, is_dense=True),),
        is_landscape=True,
    )


def rows_of(lines: Sequence[RegisterLine]) -> list[list[object]]:
    """Return the lines as rows of words."""
    return [
        [
            line.position,
            line.number_text,
            line.blank_text or "",
            line.holder_name,
            line.birth_text,
            GENDERS.get(line.gender_text, line.gender_text),
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
