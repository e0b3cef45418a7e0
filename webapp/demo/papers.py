"""How the demo's issuers write: terms, heads of papers, who signs and in whose place."""

from datetime import date, datetime

from foundation.db import transactional
from foundation.documents import services
from foundation.documents.numbering import Numbering
from foundation.documents.services import AuthorisationDraft, SettingDraft, SignerDraft
from webapp.demo.accounts import HOME
from webapp.demo.organisation import DISTRICT_ENDS, DemoUnits
from webapp.demo.places import COMMUNES_OF_TODAY

OLD_TERMS = (("2010-2015", date(2010, 8, 20)), ("2015-2020", date(2015, 8, 14)),
             ("2020-2025", date(2020, 8, 7)))  # fmt: skip
TERM_OF_TODAY = ("2025-2030", date(2025, 7, 31))
"""Terms with the last day of the congress; invented, as all words of the demo."""
CENTRE = "Trung tâm Chính trị"
DIRECTOR, DEPUTY = "Giàng A Tủa", "Vàng A Lâu"


@transactional
def load_papers(units: DemoUnits, *, at: datetime) -> None:
    """Let every paper of the demo be numbered, signed and printed."""
    for name, closed_on in OLD_TERMS:
        services.begin_term(units.district, name, closed_on, actor_id=None, at=at)
    _look(units.district, "Huyện ủy Mù Cang Chải", "Mù Cang Chải", at)
    _sign(units.district, "Lò Văn Hiêng", "Giám đốc", OLD_TERMS[0][1], at, until=DISTRICT_ENDS)
    for code, place in COMMUNES_OF_TODAY:
        unit_id = units.communes[code]
        services.begin_term(unit_id, *TERM_OF_TODAY, actor_id=None, at=at)
        _look(unit_id, f"Đảng ủy xã {place}", place, at)
    home = units.communes[HOME]
    head = _sign(home, DIRECTOR, "Giám đốc", DISTRICT_ENDS, at)
    deputy = _sign(home, DEPUTY, "Phó Giám đốc", DISTRICT_ENDS, at, is_head=False)
    _sign(home, "Nguyễn Thị Hạnh", "Trưởng Ban Tổ chức", DISTRICT_ENDS, at)
    leave = AuthorisationDraft(
        head_id=head,
        deputy_id=deputy,
        scope="certificates",
        document_text="Giấy ủy quyền số 03-GUQ/TTCT ngày 04 tháng 8 năm 2025",
        valid_from=date(2025, 8, 4),
        valid_to=None,
    )
    services.authorise(leave, actor_id=None, at=at)


def _look(unit_id: int, upper_body: str, place: str, at: datetime) -> None:
    draft = SettingDraft(unit_id, Numbering.PARTY, "TTCT", upper_body, CENTRE, place)
    services.set_papers(draft, actor_id=None, at=at)


def _sign(
    unit_id: int, name: str, post: str, since: date, at: datetime,
    *, until: date | None = None, is_head: bool = True,
) -> int:  # fmt: skip
    draft = SignerDraft(unit_id, name, post, is_head, since, until)
    return services.add_signer(draft, actor_id=None, at=at).id
