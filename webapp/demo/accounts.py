"""One account per role for trying the demo out; all share one password."""

from datetime import datetime

from foundation.account import services
from foundation.account.permissions import Role
from foundation.account.services import AccountDraft
from foundation.db import session, transactional
from webapp.demo.organisation import DemoUnits

PASSWORD = "ruong-bac-thang-2026"  # noqa: S105 - invented people, printed by bin/demo
HOME = "X-MCC"

OFFICIALS: tuple[tuple[str, str, Role], ...] = (
    ("quantri", "Nguyễn Văn Quản", Role.ADMINISTRATOR),
    ("bantochuc", "Nguyễn Thị Hạnh", Role.ORGANISER),
    ("bantochuc2", "Giàng A Tủa", Role.ORGANISER),
    ("thuky", "Lò Thị Mai", Role.SECRETARY),
    ("thuky2", "Vàng Thị Chứ", Role.SECRETARY),
    ("giamkhao1", "Trần Quang Dũng", Role.JUDGE),
    ("giamkhao2", "Sùng Thị Dợ", Role.JUDGE),
    ("giamkhao3", "Hoàng Văn Thắng", Role.JUDGE),
    ("soancauhoi", "Đặng Thị Thủy", Role.QUESTION_AUTHOR),
    ("duyetcauhoi", "Thào A Chống", Role.QUESTION_REVIEWER),
    ("vanphongtt", "Hảng Thị Sua", Role.TRAINING_OFFICE),
    ("giangvien", "Lường Văn Phong", Role.TRAINER),
    ("captren", "Phạm Đức Long", Role.VIEWER),
    ("captrenten", "Mùa A Sùng", Role.NAMED_VIEWER),
)


@transactional
def load_accounts(units: DemoUnits, *, at: datetime) -> dict[str, int]:
    """Create the demo's accounts; return user name → id."""
    made: dict[str, int] = {}
    for username, name, role in OFFICIALS:
        draft = AccountDraft(username, name, PASSWORD, is_demo=True)
        user = services.create_account(draft, actor_id=None, at=at)
        services.grant_role(user.id, role.name, units.communes[HOME], actor_id=None, at=at)
        made[username] = user.id
    session.flush()
    return made
