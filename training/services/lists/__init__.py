"""Lists from Excel: who is enrolled, marks, studies elsewhere, meetings.

Importing this registers them.
"""

from training.services.lists import enrolments, marks, meetings, studies

__all__ = ["enrolments", "marks", "meetings", "studies"]
