"""Forget when a session was last seen: it was written once, at its beginning, and never read."""

import sqlalchemy as sa
from alembic import op

revision = "c41f7a9d20e6"
down_revision = "7a4d1e90c2b8"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("account_session", schema=None) as batch_op:
        batch_op.drop_column("seen_at")


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("account_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE account_session SET seen_at = started_at")
    with op.batch_alter_table("account_session", schema=None) as batch_op:
        batch_op.alter_column("seen_at", nullable=False)
