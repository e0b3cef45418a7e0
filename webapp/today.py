"""What stands first on an official's front page: what goes on now and what waits for him or her."""

from dataclasses import dataclass
from datetime import date, timedelta

from contest.queries import judge as judging
from contest.queries import lists as contests
from contest.queries.judge import Seat
from contest.queries.lists import ContestRow
from contest.rules.states import ContestState, RoundState
from foundation.account import guards
from foundation.account.guards import signed_in_user
from foundation.account.permissions import Permission
from quiz import queries as quizzes
from quiz.queries import MarkingQuiz
from training.models import Course, Lesson
from training.queries import lists as classes

SOON = timedelta(days=14)
"""From how long before its day a contest stands on the front page."""

_UNDER_WAY = (ContestState.RUNNING.name, ContestState.CLOSED.name)
_COMING = (ContestState.DRAFT.name, ContestState.REGISTRATION.name, ContestState.READY.name)


@dataclass(frozen=True)
class Today:
    """What an official's front page begins with."""

    seats: list[Seat]
    lessons: list[tuple[Course, Lesson]]
    quizzes: list[MarkingQuiz]
    contests: list[ContestRow]

    def __bool__(self) -> bool:
        """Return whether anything is to be said."""
        return bool(self.seats or self.lessons or self.quizzes or self.contests)


def today_of(on: date) -> Today:
    """Return what goes on now where the reader works, as far as he or she may open it."""
    user = signed_in_user()
    allowed = guards.permissions(user)
    return Today(
        seats=_seats(user.id) if Permission.CONTEST_JUDGE in allowed else [],
        lessons=_lessons(user.id, on) if Permission.TRAINING_TEACH in allowed else [],
        quizzes=_quizzes(user.id) if Permission.QUIZ_MARK in allowed else [],
        contests=_contests(on) if Permission.CONTEST_READ in allowed else [],
    )


def _seats(user_id: int) -> list[Seat]:
    found = judging.seats_of(user_id)
    return [one for one in found if one.round.state == RoundState.OPEN.name and one.unsigned]


def _lessons(user_id: int, on: date) -> list[tuple[Course, Lesson]]:
    """Return the lessons of the day, and those of days before whose roll was not finished."""
    own = {row.course.id: row.course for row in classes.own_course_rows(user_id, on)}
    found = classes.next_lessons(list(own))
    return [(own[key], lesson) for key, lesson in found.items() if lesson.held_on <= on]


def _quizzes(user_id: int) -> list[MarkingQuiz]:
    found = quizzes.quizzes_to_mark(guards.units_where(Permission.QUIZ_MARK), user_id)
    return [one for one in found if one.waiting]


def _contests(on: date) -> list[ContestRow]:
    """Return contests under way or about to begin, the one under way first, then the next."""
    found = [
        row
        for row in contests.contest_rows(guards.units_where(Permission.CONTEST_READ), on)
        if row.is_within
        and (
            row.contest.state in _UNDER_WAY
            or (row.contest.state in _COMING and row.contest.held_on <= on + SOON)
        )
    ]
    return sorted(
        found,
        key=lambda row: (row.contest.state != ContestState.RUNNING.name, row.contest.held_on),
    )
