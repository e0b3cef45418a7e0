"""Add points taken off for faults the rules name."""

import sqlalchemy as sa
from alembic import op

revision = "c7f04e2b91d8"
down_revision = "c31f7a94e2d8"


def upgrade() -> None:
    """Apply."""
    op.create_table('contest_deduction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=30), nullable=False),
    sa.Column('code', sa.String(length=30), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('entered_by', sa.Integer(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('PROPOSED', 'COUNTED', 'REFUSED', 'UNDONE')", name=op.f('ck_contest_deduction_state_known')),
    sa.ForeignKeyConstraint(['entered_by'], ['account_user.id'], name=op.f('fk_contest_deduction_entered_by_account_user')),
    sa.ForeignKeyConstraint(['entry_id'], ['contest_entry.id'], name=op.f('fk_contest_deduction_entry_id_contest_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_deduction')),
    sa.UniqueConstraint('entry_id', 'key', name=op.f('uq_contest_deduction_entry_id_key')),
    sa.UniqueConstraint('public_id', name=op.f('uq_contest_deduction_public_id'))
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table('contest_deduction')
