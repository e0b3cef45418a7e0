"""One blueprint, and the caller's units."""

from flask import Blueprint

from foundation.account import guards
from foundation.account.permissions import Permission

blueprint = Blueprint("organisation", __name__)

READ, PEOPLE = Permission.UNIT_READ, Permission.PEOPLE_READ
MANAGE = Permission.UNIT_MANAGE


def readable() -> frozenset[int]:
    """Return the units the caller may see."""
    return guards.units_where(READ)


def named() -> frozenset[int]:
    """Return the units whose people the caller may see by name."""
    return guards.units_where(PEOPLE)


def manageable() -> frozenset[int]:
    """Return the units the caller may change."""
    return guards.units_where(MANAGE)
