"""One blueprint, and the caller's units."""

from flask import Blueprint

from foundation.account import guards
from foundation.account.permissions import Permission

blueprint = Blueprint("organisation", __name__)

READ = Permission.UNIT_READ
MANAGE = Permission.UNIT_MANAGE


def readable() -> frozenset[int]:
    """Return the units whose people the caller may see."""
    return guards.units_where(READ)


def manageable() -> frozenset[int]:
    """Return the units the caller may change."""
    return guards.units_where(MANAGE)
