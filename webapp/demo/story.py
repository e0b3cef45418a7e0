"""The demo's two campaigns: the archived one of 2014, and the live one of today."""

import random
from datetime import UTC, datetime, timedelta

from contest.models import Campaign, Contest
from contest.services import prizes, results, setting_up
from contest.services.prizes import SignerWords
from contest.services.setting_up import ContestDraft
from foundation import clock
from foundation.account import services as accounts
from foundation.account.models import RoleHolding
from foundation.account.permissions import Role
from foundation.account.services import AccountDraft
from foundation.db import session, transactional
from webapp.demo import contests as play
from webapp.demo import practice
from webapp.demo.bank import correct_key
from webapp.demo.contests import Crew, moment
from webapp.demo.organisation import DISTRICT_ENDS, DemoUnits

LAST_CENTURY = datetime(2014, 9, 1, 1, tzinfo=UTC)
OLD_PLACES = (("PL", "Púng Luông"), ("LPT", "La Pán Tẩn"), ("KM", "Khao Mang"))
PLACES = (("MD", "Mồ Dề"), ("CQN", "Các cơ quan Nhà nước"), ("KN", "Kim Nọi"))


@transactional
def load_contests(
    units: DemoUnits, officials: dict[str, int], doubtful: int, *, at: datetime
) -> None:
    """Play all campaigns up to where the story stands; kept at once, not deed by deed.

    ``doubtful`` is a question with a wrong key: the practice asks it, then it is corrected.
    """
    chance = random.Random(20260703)
    _play_2014(units, chance)
    judges = tuple(officials[name] for name in ("giamkhao1", "giamkhao2", "giamkhao3"))
    crew = Crew(officials["bantochuc"], judges)
    practice.load_practice(units, crew, doubtful, at=at)
    correct_key(doubtful, officials, at=at - timedelta(days=1))
    _play_today(units, crew, chance, at)


def _play_2014(units: DemoUnits, chance: random.Random) -> None:
    """The contest of 2014: three communes, then the district; all of it in the archive."""
    crew = _crew_of_2014(units)
    then = LAST_CENTURY
    campaign = _campaign("Hội thi Bí thư chi bộ giỏi năm 2014", units.district, crew, then)
    upper = play.a_contest(
        _draft(campaign, units.district, "huyện Mù Cang Chải năm 2014", "cấp huyện",
               moment(then, 30, 8), None),
        crew, then,
    )  # fmt: skip
    for number, (code, place) in enumerate(OLD_PLACES):
        day = moment(then, 5 + number, 8)
        unit_id = units.grassroots[code]
        lower = play.a_contest(
            _draft(campaign, unit_id, f"{place} năm 2014", "cấp cơ sở", day, upper), crew, then
        )
        play.register_leaders(lower, unit_id, crew, then, most=8)
        _whole_day(lower, crew, chance, day, goes_up=True)
        results.archive_contest(lower.id, actor_id=crew.organiser, at=day + timedelta(days=2))
    day = moment(then, 30, 8)
    setting_up.close_registration(upper.id, actor_id=crew.organiser, at=day - timedelta(days=3))
    _whole_day(upper, crew, chance, day, goes_up=False)
    signer = SignerWords("Giàng A Lử", "Trưởng Ban Tổ chức")
    prizes.issue_certificates(upper.id, signer, actor_id=crew.organiser, at=day)
    results.archive_contest(upper.id, actor_id=crew.organiser, at=day + timedelta(days=2))


def _whole_day(
    contest: Contest, crew: Crew, chance: random.Random, day: datetime, *, goes_up: bool
) -> None:
    play.open_quiz(contest, crew, day, day + timedelta(minutes=45))
    play.take_quiz(contest, chance, day + timedelta(minutes=2))
    play.close_quiz(contest, crew, day + timedelta(minutes=50))
    play.open_stage(contest, crew, day + timedelta(hours=1), f"Mù Cang Chải {contest.id}")
    ends = play.perform(contest, crew, chance, day + timedelta(hours=1, minutes=10))
    play.finish(contest, crew, ends + timedelta(minutes=30), goes_up=goes_up)


def _play_today(units: DemoUnits, crew: Crew, chance: random.Random, at: datetime) -> None:
    """Today's campaign: one contest published, one on stage, one at its quiz; the upper waits."""
    start = at - timedelta(days=6)
    year = clock.local(at).year
    home = units.communes["X-MCC"]
    campaign = _campaign(f"Hội thi Bí thư chi bộ giỏi năm {year}", home, crew, start)
    upper = play.a_contest(
        _draft(campaign, home, f"xã Mù Cang Chải năm {year}", "cấp xã", moment(at, 12, 8), None),
        crew, start,
    )  # fmt: skip
    lower = [
        play.a_contest(
            _draft(campaign, units.grassroots[code], f"{place} năm {year}", "cấp cơ sở",
                   moment(at, day, 8), upper),
            crew, start,
        )
        for (code, place), day in zip(PLACES, (-1, 0, 0), strict=True)
    ]  # fmt: skip
    for contest in lower:
        play.register_leaders(contest, contest.unit_id, crew, start, most=8)
    _whole_day(lower[0], crew, chance, moment(at, -1, 8), goes_up=True)
    _on_stage(lower[1], crew, chance, at)
    _at_quiz(lower[2], crew, chance, at)


def _on_stage(contest: Contest, crew: Crew, chance: random.Random, at: datetime) -> None:
    """The quiz is over, and three contestants have performed."""
    began = at - timedelta(hours=3)
    play.open_quiz(contest, crew, began, began + timedelta(minutes=45))
    play.take_quiz(contest, chance, began + timedelta(minutes=2))
    play.close_quiz(contest, crew, began + timedelta(minutes=50))
    play.open_stage(contest, crew, began + timedelta(hours=1), "Kim Nọi")
    play.perform(contest, crew, chance, began + timedelta(minutes=70), most=3)


def _at_quiz(contest: Contest, crew: Crew, chance: random.Random, at: datetime) -> None:
    """The quiz is open for two more weeks, so that anybody can try it; three have handed in."""
    opened = at - timedelta(minutes=40)
    play.open_quiz(contest, crew, opened, at + timedelta(days=14))
    play.take_quiz(contest, chance, opened + timedelta(minutes=1), most=3)


def _campaign(name: str, unit_id: int, crew: Crew, at: datetime) -> Campaign:
    return setting_up.create_campaign(
        name, unit_id, "Kế hoạch của cấp ủy", actor_id=crew.organiser, at=at
    )


def _draft(  # noqa: PLR0917 - the words of one contest
    campaign: Campaign, unit_id: int, words: str, level: str, day: datetime, upper: Contest | None
) -> ContestDraft:
    return ContestDraft(
        campaign_id=campaign.id,
        unit_id=unit_id,
        name=f"Hội thi Bí thư chi bộ giỏi {words}",
        level_label=level,
        organising_body="Ban Tổ chức Hội thi",
        place="Mù Cang Chải",
        held_on=clock.local(day).date(),
        rules=play.rules(),
        upper_contest_id=upper.id if upper else None,
    )


@transactional
def _crew_of_2014(units: DemoUnits) -> Crew:
    """Return the officials of the district, whose roles ended with it."""
    at = datetime(2012, 1, 1, tzinfo=UTC)
    ids = []
    people = (
        ("huyen2014", "Giàng A Lử", Role.ORGANISER),
        ("chamthi2014a", "Hoàng Văn Sính", Role.JUDGE),
        ("chamthi2014b", "Sùng Thị Mỷ", Role.JUDGE),
        ("chamthi2014c", "Trần Minh Sơn", Role.JUDGE),
    )
    for username, name, role in people:
        user = accounts.create_account(
            AccountDraft(username, name, is_demo=True), actor_id=None, at=at
        )
        held = accounts.grant_role(user.id, role.name, units.district, actor_id=None, at=at)
        session.get_one(RoleHolding, held.id).valid_to = DISTRICT_ENDS
        user.is_active = False
        ids.append(user.id)
    session.flush()
    return Crew(ids[0], tuple(ids[1:]))
