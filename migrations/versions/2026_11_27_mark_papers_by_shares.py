"""mark papers by shares."""

import sqlalchemy as sa
from alembic import op

revision = "c4d21f7be903"
down_revision = "d7e30a55c1f2"


def upgrade() -> None:
    """Apply: how a question is answered follows from its version."""
    with op.batch_alter_table("quiz_paper_item") as batch_op:
        batch_op.drop_column("row_count")
        batch_op.drop_column("form")


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("quiz_paper_item") as batch_op:
        batch_op.add_column(
            sa.Column("form", sa.String(length=8), server_default="one", nullable=False)
        )
        batch_op.add_column(sa.Column("row_count", sa.Integer(), server_default="0", nullable=False))
