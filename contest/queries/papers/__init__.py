"""Words of a contest's papers: record of the draw, score sheet, summary table, minutes.

Papers are Vietnamese whatever language the pages are read in.
"""

from contest.queries.papers.results import minutes, summary_table
from contest.queries.papers.stage import draw_record, score_sheet

__all__ = ["draw_record", "minutes", "score_sheet", "summary_table"]
