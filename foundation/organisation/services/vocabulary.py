"""The levels, the kinds of cell and the kinds of post that every new database knows."""

from sqlalchemy import select

from foundation.db import session, transactional
from foundation.errors import N_
from foundation.organisation.models import CellKind, Level, PostKind

LEVELS = (
    ("central", N_("Central"), 10),
    ("province", N_("Province"), 20),
    ("district", N_("District"), 30),
    ("commune", N_("Commune"), 40),
    ("grassroots", N_("Grassroots organisation"), 50),
    ("section", N_("Sectional committee"), 60),
    ("cell", N_("Party cell"), 70),
)
CELL_KINDS = (
    ("residential", N_("Residential cell")),
    ("school", N_("School cell")),
    ("health", N_("Health cell")),
    ("military", N_("Military cell")),
    ("office", N_("Office cell")),
    ("police", N_("Police cell")),
    ("enterprise", N_("Enterprise cell")),
)
POST_KINDS = (
    ("secretary", N_("Secretary"), 10),
    ("deputy", N_("Deputy secretary"), 20),
    ("committee_member", N_("Committee member"), 30),
)


@transactional
def ensure_vocabulary() -> None:
    """Add the levels, kinds of cell and kinds of post that are missing; repeatable."""
    levels, cell_kinds, post_kinds = (
        set(session.scalars(select(column)))
        for column in (Level.code, CellKind.code, PostKind.code)
    )
    session.add_all(
        Level(code=code, name=name, rank=rank) for code, name, rank in LEVELS if code not in levels
    )
    session.add_all(
        CellKind(code=code, name=name) for code, name in CELL_KINDS if code not in cell_kinds
    )
    session.add_all(
        PostKind(code=code, name=name, rank=rank)
        for code, name, rank in POST_KINDS
        if code not in post_kinds
    )
