"""keep the questions of a file as rows, and questions out of sight until all have come."""

import sqlalchemy as sa
from alembic import op

revision = "a225c021c77c"
down_revision = "c4d21f7be903"


def upgrade() -> None:
    """Apply."""
    op.create_table('question_bank_import_row',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('item', sa.JSON(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('fate', sa.String(length=10), nullable=False),
    sa.Column('twin', sa.String(length=200), nullable=False),
    sa.Column('near', sa.JSON(), nullable=True),
    sa.Column('choice', sa.String(length=40), nullable=False),
    sa.Column('is_left_out', sa.Boolean(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=True),
    sa.Column('difficulty', sa.String(length=20), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['import_id'], ['question_bank_import.id'], name=op.f('fk_question_bank_import_row_import_id_question_bank_import')),
    sa.ForeignKeyConstraint(['question_id'], ['question_bank_question.id'], name=op.f('fk_question_bank_import_row_question_id_question_bank_question')),
    sa.ForeignKeyConstraint(['topic_id'], ['question_bank_topic.id'], name=op.f('fk_question_bank_import_row_topic_id_question_bank_topic')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_import_row')),
    sa.UniqueConstraint('import_id', 'position', name=op.f('uq_question_bank_import_row_import_id_position'))
    )
    with op.batch_alter_table('question_bank_import', schema=None) as batch_op:
        batch_op.add_column(sa.Column('format', sa.String(length=20), server_default='', nullable=False))
        batch_op.add_column(sa.Column('state', sa.String(length=10), server_default='ready', nullable=False))
        batch_op.add_column(sa.Column('content', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('settings', sa.JSON(), server_default='{}', nullable=False))
        batch_op.add_column(sa.Column('remarks', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('refusal', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('job_id', sa.Integer(), nullable=True))
        batch_op.alter_column('unit_id',
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.alter_column('owner_id',
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.create_foreign_key(batch_op.f('fk_question_bank_import_job_id_jobs_job'), 'jobs_job', ['job_id'], ['id'])
        batch_op.drop_column('found')
        batch_op.drop_column('problems')
    op.execute("UPDATE question_bank_import SET state = 'stored'")

    with op.batch_alter_table('question_bank_question', schema=None) as batch_op:
        batch_op.add_column(sa.Column('arrives_with', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_question_bank_question_arrives_with'), ['arrives_with'], unique=False)



def downgrade() -> None:
    """Undo."""
    op.execute("DELETE FROM question_bank_import_row")
    op.execute("DELETE FROM question_bank_import WHERE unit_id IS NULL OR owner_id IS NULL")
    with op.batch_alter_table('question_bank_question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_question_arrives_with'))
        batch_op.drop_column('arrives_with')

    with op.batch_alter_table('question_bank_import', schema=None) as batch_op:
        batch_op.add_column(sa.Column('problems', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('found', sa.JSON(), server_default='[]', nullable=False))
        batch_op.drop_constraint(batch_op.f('fk_question_bank_import_job_id_jobs_job'), type_='foreignkey')
        batch_op.alter_column('owner_id',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.alter_column('unit_id',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.drop_column('job_id')
        batch_op.drop_column('refusal')
        batch_op.drop_column('remarks')
        batch_op.drop_column('settings')
        batch_op.drop_column('content')
        batch_op.drop_column('state')
        batch_op.drop_column('format')

    op.drop_table('question_bank_import_row')
