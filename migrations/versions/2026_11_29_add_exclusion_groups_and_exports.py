"""Add the group of questions of which a paper holds at most one, and files taken out."""

import sqlalchemy as sa
from alembic import op

revision = "3d7f1c90ab52"
down_revision = "8d2e6f13b57a"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('question_bank_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('exclusion_group', sa.String(length=40), server_default='', nullable=False))
    op.create_table('question_bank_export',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('format', sa.String(length=20), nullable=False),
    sa.Column('versions', sa.JSON(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('file_name', sa.String(length=100), nullable=False),
    sa.Column('written', sa.Integer(), nullable=True),
    sa.Column('losses', sa.JSON(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['job_id'], ['jobs_job.id'], name=op.f('fk_question_bank_export_job_id_jobs_job')),
    sa.ForeignKeyConstraint(['owner_id'], ['account_user.id'], name=op.f('fk_question_bank_export_owner_id_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_export')),
    sa.UniqueConstraint('public_id', name=op.f('uq_question_bank_export_public_id'))
    )
    with op.batch_alter_table('question_bank_export', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_export_owner_id'), ['owner_id'], unique=False)


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('question_bank_export', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_export_owner_id'))

    op.drop_table('question_bank_export')
    with op.batch_alter_table('question_bank_version', schema=None) as batch_op:
        batch_op.drop_column('exclusion_group')
