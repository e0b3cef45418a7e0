"""Words of a contest's papers: record of the draw, score sheet, summary table, minutes.

Papers are Vietnamese whatever language the pages are read in.
"""

from contest.queries.papers.minutes import minutes, minutes_draft, numbered_minutes
from contest.queries.papers.results import summary_table
from contest.queries.papers.stage import draw_record, score_sheet

__all__ = [
    "draw_record",
    "minutes",
    "minutes_draft",
    "numbered_minutes",
    "score_sheet",
    "summary_table",
]
