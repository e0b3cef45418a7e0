"""Lists from Excel: who is enrolled, marks, studies elsewhere. Importing this registers them."""

from training.services.lists import enrolments, marks, studies

__all__ = ["enrolments", "marks", "studies"]
