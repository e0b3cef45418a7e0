"""Lists from Excel for a class: who is enrolled, and marks. Importing this registers both."""

from training.services.lists import enrolments, marks

__all__ = ["enrolments", "marks"]
