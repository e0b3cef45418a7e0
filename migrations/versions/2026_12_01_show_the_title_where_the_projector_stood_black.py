"""Show the title where the projector stood black from the start."""

from alembic import op

revision = "7a4d1e90c2b8"
down_revision = "5e2b9c07d1a4"


def upgrade() -> None:
    """Apply."""
    op.execute("UPDATE contest_contest SET screen_mode = 'TITLE' WHERE screen_mode = 'BLANK'")


def downgrade() -> None:
    """Undo; which screens stood black is not known any more, and nothing needs it."""
