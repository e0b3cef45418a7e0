"""Let the wish to open a paper again be refused."""

import sqlalchemy as sa
from alembic import op

revision = "b3e91c07d4f6"
down_revision = "5b1e7c90d34f"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('quiz_reopening', schema=None) as batch_op:
        batch_op.add_column(sa.Column('refused_by', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('refused_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('refusal', sa.String(length=300), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_quiz_reopening_refused_by_account_user'),
            'account_user', ['refused_by'], ['id'],
        )


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('quiz_reopening', schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f('fk_quiz_reopening_refused_by_account_user'), type_='foreignkey'
        )
        batch_op.drop_column('refusal')
        batch_op.drop_column('refused_at')
        batch_op.drop_column('refused_by')
