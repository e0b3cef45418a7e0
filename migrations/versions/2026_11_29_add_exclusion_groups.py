"""Add the group of questions of which a paper holds at most one."""

import sqlalchemy as sa
from alembic import op

revision = '3d7f1c90ab52'
down_revision = '5b0c7d1e9a46'


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('question_bank_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('exclusion_group', sa.String(length=40), server_default='', nullable=False))


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('question_bank_version', schema=None) as batch_op:
        batch_op.drop_column('exclusion_group')
