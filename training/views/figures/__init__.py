"""Pages of figures: the year, the rows behind a figure, indicators, what is written down."""

from training.views.figures import year
from training.views.figures.blueprint import blueprint

__all__ = ["blueprint", "year"]
