"""Let a class have further decisions of recognition, for learners who make up later."""

import sqlalchemy as sa
from alembic import op

revision = "c31f7a94e2d8"
down_revision = "5b0c7d1e9a46"
CURRENT = sa.text('is_current')
NEWEST_FIRST = """
UPDATE training_result SET recognition_id = (
    SELECT min(first.id) FROM training_recognition AS first
    JOIN training_recognition AS own ON own.course_id = first.course_id
    WHERE own.id = training_result.recognition_id
)
"""
FURTHER = """
DELETE FROM training_recognition WHERE id NOT IN (
    SELECT first FROM (SELECT min(id) AS first FROM training_recognition GROUP BY course_id) AS kept
)
"""


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('training_recognition', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_training_recognition_course_id'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_training_recognition_course_id_number'), ['course_id', 'number'])

    with op.batch_alter_table('training_result', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_current', sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.drop_constraint(batch_op.f('uq_training_result_enrolment_id'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_training_result_enrolment_id_recognition_id'), ['enrolment_id', 'recognition_id'])

    with op.batch_alter_table('training_result', schema=None) as batch_op:
        batch_op.alter_column('is_current', server_default=None)
        batch_op.create_index('uq_training_result_current', ['enrolment_id'], unique=True, sqlite_where=CURRENT, postgresql_where=CURRENT)


def downgrade() -> None:
    """Undo: each learner keeps the newest result, under the first decision of the class."""
    op.execute('DELETE FROM training_result WHERE NOT is_current')
    op.execute(NEWEST_FIRST)
    op.execute(FURTHER)
    with op.batch_alter_table('training_result', schema=None) as batch_op:
        batch_op.drop_index('uq_training_result_current')

    with op.batch_alter_table('training_result', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_training_result_enrolment_id_recognition_id'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_training_result_enrolment_id'), ['enrolment_id'])
        batch_op.drop_column('is_current')

    with op.batch_alter_table('training_recognition', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_training_recognition_course_id_number'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_training_recognition_course_id'), ['course_id'])
