"""The secretariat's desk: stage, paper sheets, points off, acts of the day, screen."""

from contest.views.desk import acts, deductions, sheets, stage
from contest.views.desk.blueprint import blueprint

__all__ = ["acts", "blueprint", "deductions", "sheets", "stage"]
