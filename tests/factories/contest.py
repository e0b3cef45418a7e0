"""Contests brought to the point a test begins at, by the services people use."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from contest.models import Contest, Entry, PanelSeat, Round
from contest.queries import loading
from contest.queries.loading import ContestWhole
from contest.rules.document import RulesDocument, read_toml
from contest.services import judging, rounds, setting_up
from contest.services.judging import SheetDraft
from contest.services.rounds import QuizPlan
from contest.services.setting_up import ContestDraft, Nominee
from foundation.account.models import User
from foundation.account.permissions import Role
from foundation.organisation.models import Unit
from question_bank import queries as bank
from quiz.services import BlueprintCell
from tests.factories import organisation as make
from tests.factories.question_bank import a_question

HEAD = """
title = "Thể lệ"
[[categories]]
code = "residential"
name = "Chi bộ bản"
kinds = ["residential"]
[[categories]]
code = "other"
name = "Chi bộ khác"
others = true
"""
QUIZ = """
[[rounds]]
code = "quiz"
title = "Trắc nghiệm"
mode = "quiz"
max_points = "30"
"""
STAGE = """
[[rounds]]
code = "stage"
title = "Sân khấu"
mode = "stage"
min_judges = 2
[[rounds.parts]]
code = "talk"
title = "Thuyết trình"
time = {max_seconds = 300, points_per_minute = "1"}
criteria = [
  {code = "content", title = "Nội dung", max_points = "6", step = "0.25"},
  {code = "speech", title = "Diễn đạt", max_points = "4", step = "0.5"},
]
"""
FAULTS = STAGE.replace(
    "criteria = [",
    """deductions = [
  {code = "dress", title = "Trang phục sai quy định", points = "0.5", max_times = 1},
  {code = "off_topic", title = "Lạc đề", percent = "10"},
]
criteria = [""",
)
TAIL = """
[promotion]
residential = 1
[[prizes]]
name = "Giải Nhất"
count = 1
[[prizes]]
name = "Giải Nhì"
"""


def rules(*parts: str) -> RulesDocument:
    """Return rules made of these rounds, with two categories, a quota and prizes."""
    return read_toml(HEAD + "".join(parts or (QUIZ, STAGE)) + TAIL)


@dataclass(frozen=True)
class Made:
    """A contest with the people around it."""

    contest: Contest
    unit: Unit
    cells: tuple[Unit, ...]
    organiser: User

    @property
    def whole(self) -> ContestWhole:
        """Return the contest as it stands now."""
        return loading.contest_whole(self.contest.id)

    def round(self, code: str) -> Round:
        """Return one of its rounds."""
        return self.whole.round(code)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return its entries by number."""
        return self.whole.entries


def a_contest(
    at: datetime,
    *parts: str,
    cells: int = 3,
    unit: Unit | None = None,
    upper: Contest | None = None,
    is_listed: bool = True,
) -> Made:
    """Return a contest whose entries are the secretaries of its cells.

    Args:
        is_listed: whether the list of entries is closed.
    """
    home = unit or make.a_unit()
    below = tuple(make.a_cell(home, f"Chi bộ bản {n}") for n in range(1, cells + 1))
    people = [make.a_person(cell, f"Giàng A {n}", post="secretary") for n, cell in enumerate(below)]
    organiser = make.a_user(Role.ORGANISER, home.id)
    doer = {"actor_id": organiser.id, "at": at}
    campaign = setting_up.create_campaign("Hội thi năm nay", home.id, "", **doer)
    draft = ContestDraft(
        campaign_id=campaign.id,
        unit_id=home.id,
        name="Hội thi cấp cơ sở" if upper else "Hội thi",
        level_label="cấp cơ sở",
        organising_body="Ban Tổ chức",
        place="Mù Cang Chải",
        held_on=at.date(),
        rules=rules(*parts),
        upper_contest_id=upper.id if upper else None,
    )
    contest = setting_up.create_contest(draft, **doer)
    if is_listed and cells:
        nominees = [Nominee(p.id, cell.id) for p, cell in zip(people, below, strict=True)]
        setting_up.register_people(contest.id, nominees, **doer)
        setting_up.close_registration(contest.id, **doer)
    return Made(contest, home, below, organiser)


def a_quiz_day(at: datetime, *parts: str, **words: object) -> Made:
    """Return a contest whose quiz round is open since a minute."""
    made = a_contest(at, *(parts or (QUIZ,)), **words)  # type: ignore[arg-type]
    for _ in range(3):
        a_question(made.unit.id)
    [topic] = {one.topic_id for one in bank.pool(made.unit.id, at.date())}
    plan = QuizPlan(
        (BlueprintCell(topic, "recall", 2),),
        at - timedelta(minutes=1),
        at + timedelta(minutes=30),
        timedelta(minutes=15),
    )
    doer = {"actor_id": made.organiser.id, "at": at}
    one = made.round("quiz")
    rounds.set_up_quiz(one.id, plan, **doer)
    rounds.publish_list(one.id, **doer)
    rounds.open_round(one.id, **doer)
    return made


@dataclass(frozen=True)
class OnStage:
    """A stage round that is open, with its judges."""

    made: Made
    judges: tuple[User, ...]
    seats: tuple[PanelSeat, ...]

    @property
    def round(self) -> Round:
        """Return the round."""
        return self.made.round("stage")

    @property
    def appearances(self) -> list[tuple[int, Entry]]:
        """Return the ids of the appearances with their entries, in the order drawn."""
        return [(row.id, entry) for row, entry in loading.round_entries(self.round.id)]


def a_stage_day(
    at: datetime, *parts: str, cells: int = 3, judges: int = 2, **words: object
) -> OnStage:
    """Return a contest of one stage round that is open."""
    made = a_contest(at, *(parts or (STAGE,)), cells=cells, **words)  # type: ignore[arg-type]
    doer = {"actor_id": made.organiser.id, "at": at}
    panel = tuple(make.a_user(Role.JUDGE, made.unit.id) for _ in range(judges))
    one = made.round("stage")
    seats = tuple(
        setting_up.seat_judge(one.id, judge.id, is_head=n == 0, **doer)
        for n, judge in enumerate(panel)
    )
    rounds.publish_list(one.id, **doer)
    rounds.draw_by_seed(one.id, "Mù Cang Chải", "", **doer)
    rounds.open_round(one.id, **doer)
    return OnStage(made, panel, seats)


def mark_all(day: OnStage, at: datetime, *totals: str, is_closed: bool = True) -> None:
    """Let every judge sign every sheet; an appearance gets ``totals`` by its place, or 5 points."""
    for place, (round_entry_id, _entry) in enumerate(day.appearances):
        content = Fraction(totals[place]) if place < len(totals) else Fraction(5)
        marks = {"content": content, "speech": Fraction(2)}
        for judge in day.judges:
            draft = SheetDraft(round_entry_id, "talk", marks, 0)
            sheet = judging.save_sheet(draft, actor_id=judge.id, at=at)
            judging.sign_sheet(sheet.id, sheet.version, actor_id=judge.id, at=at)
    if is_closed:
        rounds.close_round(day.round.id, actor_id=day.made.organiser.id, at=at)
