"""Pages of units and of the people in them."""

from foundation.organisation.views import people, units
from foundation.organisation.views.blueprint import blueprint

__all__ = ["blueprint", "people", "units"]
