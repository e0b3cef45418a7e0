"""Papers with every argument defaulted."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from foundation.documents import services
from foundation.documents.models import IssuedDocument
from foundation.documents.services import DocumentDraft

THEN = datetime(2026, 12, 12, 2, tzinfo=UTC)
_number = count(1)


def certificate_words(**changes: Any) -> dict[str, Any]:
    """Return the words of a certificate."""
    return {
        "title": "Giấy chứng nhận",
        "upper_body": "Đảng ủy xã Mù Cang Chải",
        "issuing_body": "Ban Tổ chức Hội thi",
        "before": "Ban Tổ chức Hội thi chứng nhận đồng chí",
        "text": ["Bí thư Chi bộ bản Háng Sung, Đảng bộ xã Mồ Dề"],
        "grade": "Giải Nhất",
        "place_date": "Mù Cang Chải, ngày 12 tháng 12 năm 2026",
        "office": "Trưởng ban",
        "signer": "Nguyễn Thị Hạnh",
        **changes,
    }


def a_document_draft(
    unit_id: int, *, holder_name: str = "Giàng A Páo", **changes: Any
) -> DocumentDraft:
    """Return a certificate to be issued for a subject nobody else has."""
    words: dict[str, Any] = {
        "kind": "certificate",
        "template": "certificate",
        "series": "GCN",
        "issuer_unit_id": unit_id,
        "holder_name": holder_name,
        "title": "Giải Nhất Hội thi Bí thư chi bộ giỏi",
        "content": certificate_words(),
        "subject_kind": "test",
        "subject_id": next(_number),
        "issued_on": date(2026, 12, 12),
    }
    return DocumentDraft(**(words | changes))


def a_document(unit_id: int, **changes: Any) -> IssuedDocument:
    """Return an issued certificate."""
    return services.issue(a_document_draft(unit_id, **changes), actor_id=None, at=THEN)
