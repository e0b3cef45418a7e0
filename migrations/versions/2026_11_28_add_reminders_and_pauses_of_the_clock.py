"""Add reminders of judges, and pauses of the clock of a performance."""

import sqlalchemy as sa
from alembic import op

revision = "5b0c7d1e9a46"
down_revision = "e89b4a60d7f0"


def upgrade() -> None:
    """Apply."""
    op.create_table('contest_reminder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('seat_id', sa.Integer(), nullable=False),
    sa.Column('round_entry_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=30), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['account_user.id'], name=op.f('fk_contest_reminder_asked_by_account_user')),
    sa.ForeignKeyConstraint(['round_entry_id'], ['contest_round_entry.id'], name=op.f('fk_contest_reminder_round_entry_id_contest_round_entry')),
    sa.ForeignKeyConstraint(['seat_id'], ['contest_panel_seat.id'], name=op.f('fk_contest_reminder_seat_id_contest_panel_seat')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_reminder')),
    sa.UniqueConstraint('seat_id', 'round_entry_id', 'part', name=op.f('uq_contest_reminder_seat_id_round_entry_id_part'))
    )
    with op.batch_alter_table('contest_reminder', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_reminder_round_entry_id'), ['round_entry_id'], unique=False)

    with op.batch_alter_table('contest_time', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paused_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('paused_seconds', sa.Integer(), server_default='0', nullable=False))
        batch_op.alter_column('paused_seconds', server_default=None)


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('contest_time', schema=None) as batch_op:
        batch_op.drop_column('paused_seconds')
        batch_op.drop_column('paused_at')

    with op.batch_alter_table('contest_reminder', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_reminder_round_entry_id'))

    op.drop_table('contest_reminder')
