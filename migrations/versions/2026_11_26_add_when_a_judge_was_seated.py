"""Keep when a judge was seated: a substitute is not waited for where it was over."""

import sqlalchemy as sa
from alembic import op

revision = "5b1e7c90d34f"
down_revision = "3d7f1c90ab52"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("contest_panel_seat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seated_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("contest_panel_seat", schema=None) as batch_op:
        batch_op.drop_column("seated_at")
