"""Keep the words of the decisions that open a class and recognise its results."""

import sqlalchemy as sa
from alembic import op

revision = "8d2e6f13b57a"
down_revision = "c7f04e2b91d8"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('training_course', schema=None) as batch_op:
        batch_op.add_column(sa.Column('opening_paper', sa.JSON(), nullable=True))

    with op.batch_alter_table('training_recognition', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paper', sa.JSON(), nullable=True))


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('training_recognition', schema=None) as batch_op:
        batch_op.drop_column('paper')

    with op.batch_alter_table('training_course', schema=None) as batch_op:
        batch_op.drop_column('opening_paper')
