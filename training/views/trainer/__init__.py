"""Trainers' pages: their classes, the roll with its projector, the strip, marks."""

from training.views.trainer import lists, marks, roll, strip, ties
from training.views.trainer.blueprint import blueprint

__all__ = ["blueprint", "lists", "marks", "roll", "strip", "ties"]
