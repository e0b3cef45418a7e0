"""Pages of figures: the year, the rows behind a figure, indicators, what is written down."""

from training.views.figures import entering, exports, rows, sets, sheets, year, yearly
from training.views.figures.blueprint import blueprint

__all__ = ["blueprint", "entering", "exports", "rows", "sets", "sheets", "year", "yearly"]
