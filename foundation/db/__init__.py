"""The database: base class, column types, session and the only place that commits."""

from foundation.db.columns import ExactNumber, Json, Moment, public_id_column
from foundation.db.engine import db, is_sqlite, session
from foundation.db.model import Base
from foundation.db.transaction import after_commit, transactional, write_lock

__all__ = [
    "Base",
    "ExactNumber",
    "Json",
    "Moment",
    "after_commit",
    "db",
    "is_sqlite",
    "public_id_column",
    "session",
    "transactional",
    "write_lock",
]
