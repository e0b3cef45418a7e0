"""Plays the demo's contests through the same services people use, at the moments of the story."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import select

from contest.models import Contest, Round, RoundEntry
from contest.queries import loading
from contest.queries.standings import standings
from contest.rules.document import RulesDocument, shipped_rules
from contest.services import judging, prizes, results, rounds, setting_up, timing
from contest.services.judging import SheetDraft
from contest.services.rounds import QuizPlan
from contest.services.setting_up import ContestDraft, Nominee
from foundation import clock
from foundation.db import session
from foundation.organisation import queries as organisation
from quiz import services as quizzes
from webapp.demo.sitting import blueprint, sit

QUESTIONS = 20
QUIZ_LENGTH = timedelta(minutes=20)


@dataclass(frozen=True)
class Crew:
    """The ids of whoever acts in a contest."""

    organiser: int
    judges: tuple[int, ...]


@cache
def rules() -> RulesDocument:
    """Return the demo's rules: the shipped set for secretaries."""
    return shipped_rules("secretary")


def a_contest(draft: ContestDraft, crew: Crew, at: datetime) -> Contest:
    """Create a contest."""
    return setting_up.create_contest(draft, actor_id=crew.organiser, at=at)


def round_of(contest: Contest, code: str) -> Round:
    """Return a round of a contest."""
    return loading.contest_whole(contest.id).round(code)


def register_leaders(
    contest: Contest, unit_id: int, crew: Crew, at: datetime, *, most: int,
    posts: tuple[str, ...] = ("secretary",),
) -> None:  # fmt: skip
    """Enter those who hold one of the posts, as many as ``most``, and close the list."""
    day = clock.local(at).date()
    cells = organisation.subtree_ids(unit_id, day) - {unit_id}
    leaders = organisation.leaders(cells, day, post_codes=posts)[:most]
    nominees = [Nominee(row.person_id, row.unit_id) for row in leaders]
    setting_up.register_people(contest.id, nominees, actor_id=crew.organiser, at=at)
    setting_up.close_registration(contest.id, actor_id=crew.organiser, at=at)


def open_quiz(contest: Contest, crew: Crew, opens_at: datetime, closes_at: datetime) -> None:
    """Set the quiz up, publish its list and open it."""
    at = opens_at - timedelta(hours=1)
    one = round_of(contest, "quiz")
    cells = blueprint(contest.unit_id, clock.local(opens_at).date(), QUESTIONS)
    plan = QuizPlan(cells, opens_at, closes_at, QUIZ_LENGTH)
    rounds.set_up_quiz(one.id, plan, actor_id=crew.organiser, at=at)
    rounds.publish_list(one.id, actor_id=crew.organiser, at=at)
    quiz_id = round_of(contest, "quiz").quiz_id or 0
    quizzes.issue_slips(quiz_id, None, actor_id=crew.organiser, at=at)
    rounds.open_round(one.id, actor_id=crew.organiser, at=opens_at)


def take_quiz(
    contest: Contest, chance: random.Random, at: datetime, *, most: int | None = None
) -> None:
    """Let the contestants take the quiz and hand in; the first ``most`` of them."""
    one = round_of(contest, "quiz")
    for round_entry, _entry in loading.round_entries(one.id)[:most]:
        if round_entry.candidate_id is None:
            continue
        sit(round_entry.candidate_id, chance.uniform(0.55, 0.95), chance, at)
        ends = at + timedelta(minutes=chance.randint(9, 19))
        quizzes.hand_in(round_entry.candidate_id, at=ends)


def close_quiz(contest: Contest, crew: Crew, at: datetime) -> None:
    """Close the quiz round."""
    rounds.close_round(round_of(contest, "quiz").id, actor_id=crew.organiser, at=at)


def open_stage(contest: Contest, crew: Crew, at: datetime, seed: str) -> None:
    """Seat the judges, publish the list, draw the order and open the stage."""
    stage = round_of(contest, "stage")
    for number, judge in enumerate(crew.judges):
        setting_up.seat_judge(stage.id, judge, is_head=number == 0, actor_id=crew.organiser, at=at)
    rounds.publish_list(stage.id, actor_id=crew.organiser, at=at)
    witnesses = "hai thí sinh và Tổ Thư ký"
    rounds.draw_by_seed(stage.id, seed, witnesses, actor_id=crew.organiser, at=at)
    rounds.open_round(stage.id, actor_id=crew.organiser, at=at)


def perform(
    contest: Contest, crew: Crew, chance: random.Random, at: datetime, *, most: int | None = None
) -> datetime:
    """Let contestants perform every part, marked and signed by every judge; return when it ends."""
    stage = round_of(contest, "stage")
    parts = rules().round("stage").parts
    for round_entry, _entry in loading.round_entries(stage.id)[:most]:
        talent = chance.uniform(0.62, 0.95)
        for part in parts:
            at += timedelta(minutes=9)
            _appear(round_entry.id, part.code, crew, chance, at)
            for judge in crew.judges:
                _mark(round_entry.id, part.code, judge, (talent, chance), at)
    return at


def _appear(
    round_entry_id: int, part: str, crew: Crew, chance: random.Random, at: datetime
) -> None:
    timing.start_clock(round_entry_id, part, actor_id=crew.organiser, at=at)
    stop = at + timedelta(seconds=chance.randint(220, 400))
    timing.stop_clock(round_entry_id, part, actor_id=crew.organiser, at=stop)


def _mark(
    round_entry_id: int,
    part_code: str,
    judge: int,
    performance: tuple[float, random.Random],
    at: datetime,
) -> None:
    talent, chance = performance
    marks = {}
    for criterion in rules().part(part_code).criteria:
        steps = int(criterion.max_points / criterion.step)
        share = min(max(talent + chance.uniform(-0.12, 0.12), 0), 1)
        marks[criterion.code] = criterion.step * round(steps * share)
    draft = SheetDraft(round_entry_id, part_code, marks, 0)
    sheet = judging.save_sheet(draft, actor_id=judge, at=at)
    judging.sign_sheet(sheet.id, sheet.version, actor_id=judge, at=at + timedelta(minutes=1))


def finish(contest: Contest, crew: Crew, at: datetime, *, goes_up: bool) -> None:
    """Close the stage, settle ties, publish, promote and award."""
    stage = round_of(contest, "stage")
    rounds.close_round(stage.id, actor_id=crew.organiser, at=at)
    for tie in standings(contest.id).ties:
        results.decide_tie(
            contest.id,
            list(tie.entry_ids),
            "Ban Tổ chức họp thống nhất",
            actor_id=crew.organiser,
            at=at,
        )
    results.publish_result(contest.id, actor_id=crew.organiser, at=at)
    if goes_up:
        results.promote(contest.id, actor_id=crew.organiser, at=at)
    prizes.award_prizes(contest.id, actor_id=crew.organiser, at=at)


def candidates_waiting(contest: Contest) -> list[int]:
    """Return candidates of the quiz who have not started, for trying the quiz out."""
    one = round_of(contest, "quiz")
    found = session.scalars(select(RoundEntry.candidate_id).where(RoundEntry.round_id == one.id))
    return [candidate_id for candidate_id in found if candidate_id is not None]


def moment(base: datetime, offset: int, hour: int, minute: int = 0) -> datetime:
    """Return the moment ``offset`` days after ``base``'s day at this hour of Vietnam's clock."""
    day = clock.local(base).replace(hour=hour, minute=minute, second=0, microsecond=0)
    return day + timedelta(days=offset)
