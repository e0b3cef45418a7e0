"""What the hall's projector shows."""

from datetime import datetime

from contest.models import Contest
from contest.rules.states import ScreenMode
from foundation.audit.services import record
from foundation.db import session, transactional


@transactional
def show_on_screen(contest_id: int, mode: ScreenMode, *, actor_id: int, at: datetime) -> None:
    """Change what the screen shows; a reveal begins anew with nothing shown."""
    contest = session.get_one(Contest, contest_id)
    contest.screen_mode, contest.screen_revealed = mode.name, 0
    _record(contest, actor_id, at)


@transactional
def reveal(contest_id: int, shown: int, *, actor_id: int, at: datetime) -> None:
    """Show so many places of the reveal; the same again changes nothing."""
    contest = session.get_one(Contest, contest_id)
    if contest.screen_mode != ScreenMode.REVEAL.name or contest.screen_revealed >= shown:
        return
    contest.screen_revealed = shown
    _record(contest, actor_id, at)


def _record(contest: Contest, actor_id: int, at: datetime) -> None:
    record(
        "screen.show",
        f"contest:{contest.id}",
        actor_id=actor_id,
        at=at,
        unit_id=contest.unit_id,
        mode=contest.screen_mode,
        revealed=contest.screen_revealed,
    )
