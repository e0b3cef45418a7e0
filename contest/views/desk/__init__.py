"""The secretariat's desk: the stage, paper sheets, acts of the day, the hall's screen."""

from contest.views.desk import acts, sheets, stage
from contest.views.desk.blueprint import blueprint

__all__ = ["acts", "blueprint", "sheets", "stage"]
