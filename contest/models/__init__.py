"""Campaigns, contests with their rules, rounds, entries, sheets, acts, results and prizes."""

from contest.models.outcome import Act, Award, Result, TieDecision
from contest.models.setting import (
    Campaign,
    Contest,
    Entry,
    RollPreview,
    Round,
    RoundEntry,
    RulesVersion,
)
from contest.models.stage import Deduction, Draw, PanelSeat, Reminder, Scoresheet, TimeRecord

__all__ = [
    "Act",
    "Award",
    "Campaign",
    "Contest",
    "Deduction",
    "Draw",
    "Entry",
    "PanelSeat",
    "Reminder",
    "Result",
    "RollPreview",
    "Round",
    "RoundEntry",
    "RulesVersion",
    "Scoresheet",
    "TieDecision",
    "TimeRecord",
]
