"""Pages of lists from files."""

from foundation.importing.views import lists, people
from foundation.importing.views.blueprint import blueprint

__all__ = ["blueprint", "lists", "people"]
