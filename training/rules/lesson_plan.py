"""From the bài of a programme to lessons of a class: a long bài takes several lessons."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class PlannedItem:
    """A bài with its tiết."""

    id: int
    title: str
    periods: int


@dataclass(frozen=True)
class PlannedLesson:
    """A lesson to be held."""

    item_id: int
    title: str
    periods: int


def lesson_plan(items: Iterable[PlannedItem], per_lesson: int) -> list[PlannedLesson]:
    """Return lessons of at most ``per_lesson`` tiết that hold exactly the tiết of all items."""
    lessons: list[PlannedLesson] = []
    for item in items:
        parts = -(-item.periods // per_lesson)
        left = item.periods
        for part in range(1, parts + 1):
            periods = min(per_lesson, left)
            left -= periods
            title = f"{item.title} ({part}/{parts})" if parts > 1 else item.title
            lessons.append(PlannedLesson(item.id, title, periods))
    return lessons
