"""The office's pages: classes, learners, results, programmes, the year's plan."""

from training.views.office import (
    courses,
    gates,
    learners,
    lessons,
    lists,
    outcomes,
    papers,
    plan,
    programmes,
    quiz,
    rule_sets,
)
from training.views.office.blueprint import blueprint

__all__ = [
    "blueprint",
    "courses",
    "gates",
    "learners",
    "lessons",
    "lists",
    "outcomes",
    "papers",
    "plan",
    "programmes",
    "quiz",
    "rule_sets",
]
