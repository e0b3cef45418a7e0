"""Two practice quizzes before the contest: one with figures to read, one with essays to mark."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from contest.models import Contest
from contest.queries import loading
from contest.rules.document import RulesDocument, as_json, read_rules
from contest.services import rounds, setting_up
from contest.services.rounds import QuizPlan
from contest.services.setting_up import ContestDraft
from foundation import clock
from foundation.db import session
from question_bank import queries as bank
from question_bank.rules.kinds import Kind
from quiz import services as quizzes
from quiz.models import Quiz
from quiz.queries.blueprints import drawable
from quiz.queries.handmarking import marking_sheet, quiz_to_mark
from quiz.rules.assembly import Drawable, supply
from quiz.services import BlueprintCell, MarkDraft, SectionDraft
from webapp.demo import contests as play
from webapp.demo.answering import Contestant
from webapp.demo.contests import Crew
from webapp.demo.organisation import DemoUnits
from webapp.demo.sitting import sit

SITTERS = 48
"""More than the figures of a question need to be told."""
ASKED = {
    "one": (10, "Chọn một phương án"),
    "several": (2, "Chọn nhiều phương án"),
    "true_false": (3, "Đúng hay sai"),
    "numeric": (1, "Điền số"),
    "short": (2, "Trả lời ngắn"),
    "matching": (1, "Ghép đôi"),
    "ordering": (1, "Sắp xếp"),
}
"""How many questions of each kind the practice asks, the same of everybody; each in a section."""
SECTIONS = (
    SectionDraft(1, "Xử lý tình huống", "Nêu kết luận, căn cứ, cách xử lý và cách phòng ngừa."),
    SectionDraft(2, "Tự luận", "Viết gọn, nêu đúng văn bản đang có hiệu lực."),
)
MARKED = (Fraction(9, 10), Fraction(7, 10), Fraction(4, 10))
"""Shares the first judge gave to the first answers; the last one holds a fatal mistake."""


def load_practice(units: DemoUnits, crew: Crew, doubtful: int, *, at: datetime) -> None:
    """Hold both, days ago: everybody in the commune chose, the secretaries of Mồ Dề wrote.

    The question ``doubtful`` has a wrong key: the better people are, the more they miss it.
    """
    chance = random.Random(20260612)
    began = at - timedelta(days=5)
    home = units.communes["X-MCC"]
    year = clock.local(at).year
    campaign = setting_up.create_campaign(
        f"Thi thử trước Hội thi năm {year}", home, "Kế hoạch của cấp ủy",
        actor_id=crew.organiser, at=began,
    )  # fmt: skip

    def contest(unit_id: int, name: str, level: str) -> Contest:
        draft = ContestDraft(
            campaign.id, unit_id, name, level, "Ban Tổ chức Hội thi", "Mù Cang Chải",
            clock.local(began).date(), _rules(), None,
        )  # fmt: skip
        return play.a_contest(draft, crew, began)

    _choose(contest(home, f"Thi thử trắc nghiệm xã Mù Cang Chải năm {year}", "cấp xã"),
            crew, doubtful, chance, began)  # fmt: skip
    _write(contest(units.grassroots["MD"], f"Thi thử xử lý tình huống Mồ Dề năm {year}",
                   "cấp cơ sở"), crew, chance, began)  # fmt: skip


def _rules() -> RulesDocument:
    """Return the rules of a practice: the contest's quiz alone, for no prize."""
    whole = as_json(play.rules())
    rounds = [one for one in whole["rounds"] if one["mode"] == "quiz"]
    only_quiz = {"title": "Thể lệ thi thử", "rounds": rounds, "ladder": [{"by": "decision"}]}
    return read_rules({**whole, **only_quiz, "promotion": {}, "prizes": []})


def _choose(
    contest: Contest, crew: Crew, doubtful: int, chance: random.Random, at: datetime
) -> None:
    """Let 48 people answer the same questions, one of which works backwards."""
    posts = ("secretary", "deputy")
    play.register_leaders(contest, contest.unit_id, crew, at, posts=posts, most=SITTERS)
    opens = play.moment(at, 1, 8)
    version_id = bank.history(doubtful)[0].id
    cells = _cells(drawable(contest.unit_id, opens), version_id)
    kinds = [kind for kind in ASKED if any(cell.kind == kind for cell in cells)]
    sections = tuple(SectionDraft(n, ASKED[kind][1]) for n, kind in enumerate(kinds, start=1))
    cells = tuple(replace(cell, section=kinds.index(cell.kind) + 1) for cell in cells)
    _open(contest, crew, QuizPlan(cells, opens, *_length(opens), sections))
    _sit_all(contest, chance, opens, frozenset({version_id}))
    play.close_quiz(contest, crew, opens + timedelta(minutes=50))


def _cells(pool: tuple[Drawable, ...], certain: int) -> tuple[BlueprintCell, ...]:
    """Return cells that take all the bank has of them, so that everybody is asked the same."""
    stocks: dict[tuple[int, str, str], set[tuple[str, int]]] = {}
    for one in pool:
        stocks.setdefault((one.topic_id, one.difficulty, one.kind), set()).add(one.only)
    first = next(
        (one.topic_id, one.difficulty, one.kind) for one in pool if one.version_id == certain
    )
    cells: list[BlueprintCell] = []
    left = {kind: count for kind, (count, _) in ASKED.items()}
    for key in sorted(stocks, key=lambda key: (key != first, len(stocks[key]), key)):
        topic, level, kind = key
        cell = BlueprintCell(topic, level, len(stocks[key]), kind)
        if cell.count > left.get(kind, 0) or any(r.missing for r in supply([*cells, cell], pool)):
            continue
        cells.append(cell)
        left[kind] -= cell.count
    return tuple(cells)


def _write(contest: Contest, crew: Crew, chance: random.Random, at: datetime) -> None:
    """Let the secretaries answer a situation and an essay; the first judge marked three."""
    play.register_leaders(contest, contest.unit_id, crew, at, most=8)
    opens = play.moment(at, 2, 8)
    pool = bank.pool(contest.unit_id, clock.local(opens).date())
    asked = {one.kind: (one.topic_id, one.difficulty) for one in pool}
    cells = tuple(
        BlueprintCell(topic, level, 1, kind.code, section)
        for section, kind in ((1, Kind.SITUATION), (2, Kind.ESSAY))
        for topic, level in [asked[kind.code]]
    )
    quiz = _open(contest, crew, QuizPlan(cells, opens, *_length(opens), SECTIONS))
    _sit_all(contest, chance, opens)
    play.close_quiz(contest, crew, opens + timedelta(minutes=50))
    _mark_some(quiz, crew.judges[0], opens + timedelta(days=1))


def _mark_some(quiz: Quiz, judge: int, at: datetime) -> None:
    found = quiz_to_mark(quiz.public_id, {quiz.unit_id}, judge)
    for share, one in zip(MARKED, found.answers, strict=False):
        sheet = marking_sheet(found, one.receipt, one.position)
        points = [Fraction(round(4 * share * line.points), 4) for line in sheet.rubric]
        fatal = 0 if share is MARKED[-1] and sheet.fatal_mistakes else None
        quizzes.sign_mark(one.item_id, MarkDraft(points, fatal), actor_id=judge, at=at)


def _length(opens: datetime) -> tuple[datetime, timedelta]:
    """Return when a practice closes, and how long it takes."""
    return opens + timedelta(minutes=45), timedelta(minutes=40)


def _open(contest: Contest, crew: Crew, plan: QuizPlan) -> Quiz:
    """Set the quiz up and open it; return it."""
    one = play.round_of(contest, "quiz")
    at = plan.opens_at - timedelta(hours=1)
    quiz_id = rounds.set_up_quiz(one.id, plan, actor_id=crew.organiser, at=at)
    rounds.publish_list(one.id, actor_id=crew.organiser, at=at)
    rounds.open_round(one.id, actor_id=crew.organiser, at=plan.opens_at)
    return session.get_one(Quiz, quiz_id)


def _sit_all(
    contest: Contest,
    chance: random.Random,
    at: datetime,
    backwards: frozenset[int] = frozenset(),
) -> None:
    """Let everybody take the quiz, skills spread as people's are."""
    for round_entry, _entry in loading.round_entries(play.round_of(contest, "quiz").id):
        assert round_entry.candidate_id is not None
        who = Contestant(chance.gauss(), backwards)
        sit(round_entry.candidate_id, who.chance, chance, at + timedelta(minutes=2))
        ends = at + timedelta(minutes=chance.randint(18, 39))
        quizzes.hand_in(round_entry.candidate_id, at=ends)
