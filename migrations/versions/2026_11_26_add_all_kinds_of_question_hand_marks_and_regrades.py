"""Add all kinds of question, hand marks and regrades."""

import sqlalchemy as sa
from alembic import op

revision = "933fe248bb23"
down_revision = "c4b7e2910d31"


def upgrade() -> None:
    """Apply."""
    op.create_table('question_bank_picture',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('media_type', sa.String(length=40), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['account_user.id'], name=op.f('fk_question_bank_picture_owner_id_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_picture')),
    sa.UniqueConstraint('digest', name=op.f('uq_question_bank_picture_digest'))
    )
    op.create_table('question_bank_shown',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('picture_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['picture_id'], ['question_bank_picture.id'], name=op.f('fk_question_bank_shown_picture_id_question_bank_picture')),
    sa.ForeignKeyConstraint(['version_id'], ['question_bank_version.id'], name=op.f('fk_question_bank_shown_version_id_question_bank_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_shown')),
    sa.UniqueConstraint('version_id', 'name', name=op.f('uq_question_bank_shown_version_id_name'))
    )
    with op.batch_alter_table('question_bank_shown', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_shown_picture_id'), ['picture_id'], unique=False)

    op.create_table('quiz_regrade',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('quiz_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.Integer(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed', sa.JSON(), nullable=True),
    sa.CheckConstraint("mode IN ('new_key', 'full', 'left_out')", name=op.f('ck_quiz_regrade_mode_known')),
    sa.ForeignKeyConstraint(['asked_by'], ['account_user.id'], name=op.f('fk_quiz_regrade_asked_by_account_user')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['account_user.id'], name=op.f('fk_quiz_regrade_confirmed_by_account_user')),
    sa.ForeignKeyConstraint(['question_id'], ['question_bank_question.id'], name=op.f('fk_quiz_regrade_question_id_question_bank_question')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz_quiz.id'], name=op.f('fk_quiz_regrade_quiz_id_quiz_quiz')),
    sa.ForeignKeyConstraint(['version_id'], ['question_bank_version.id'], name=op.f('fk_quiz_regrade_version_id_question_bank_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_regrade')),
    sa.UniqueConstraint('public_id', name=op.f('uq_quiz_regrade_public_id'))
    )
    with op.batch_alter_table('quiz_regrade', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiz_regrade_question_id'), ['question_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_quiz_regrade_quiz_id'), ['quiz_id'], unique=False)

    op.create_table('quiz_hand_mark',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('marker_id', sa.Integer(), nullable=False),
    sa.Column('points', sa.JSON(), nullable=False),
    sa.Column('fatal_mistake', sa.Text(), nullable=False),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.Column('share', sa.String(80), nullable=False),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['quiz_paper_item.id'], name=op.f('fk_quiz_hand_mark_item_id_quiz_paper_item')),
    sa.ForeignKeyConstraint(['marker_id'], ['account_user.id'], name=op.f('fk_quiz_hand_mark_marker_id_account_user')),
    sa.ForeignKeyConstraint(['replaces_id'], ['quiz_hand_mark.id'], name=op.f('fk_quiz_hand_mark_replaces_id_quiz_hand_mark')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_hand_mark')),
    sa.UniqueConstraint('public_id', name=op.f('uq_quiz_hand_mark_public_id')),
    sa.UniqueConstraint('replaces_id', name=op.f('uq_quiz_hand_mark_replaces_id'))
    )
    with op.batch_alter_table('quiz_hand_mark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiz_hand_mark_item_id'), ['item_id'], unique=False)

    with op.batch_alter_table('question_bank_option', schema=None) as batch_op:
        batch_op.add_column(sa.Column('share', sa.String(80), nullable=True))
        batch_op.add_column(sa.Column('feedback', sa.Text(), server_default='', nullable=False))

    with op.batch_alter_table('question_bank_version', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('body', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('credit', sa.String(length=20), server_default='all_or_nothing', nullable=False))
        batch_op.add_column(sa.Column('tags', sa.JSON(), server_default='[]', nullable=False))

    with op.batch_alter_table('quiz_paper_item', schema=None) as batch_op:
        batch_op.add_column(sa.Column('form', sa.String(length=8), server_default='one', nullable=False))
        batch_op.add_column(sa.Column('row_count', sa.Integer(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('weight', sa.String(80), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('share', sa.String(80), nullable=True))

    op.execute("UPDATE quiz_paper_item SET form = 'several' WHERE is_several")

    with op.batch_alter_table('quiz_quiz', schema=None) as batch_op:
        batch_op.add_column(sa.Column('markers', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('third_marker_from', sa.String(80), server_default='1/4', nullable=False))
        batch_op.add_column(sa.Column('measured', sa.JSON(), nullable=True))

    with op.batch_alter_table('quiz_response', schema=None) as batch_op:
        batch_op.alter_column('choice',
               existing_type=sa.VARCHAR(length=40),
               type_=sa.Text(),
               existing_nullable=False)

    with op.batch_alter_table('quiz_response_event', schema=None) as batch_op:
        batch_op.alter_column('choice',
               existing_type=sa.VARCHAR(length=40),
               type_=sa.Text(),
               existing_nullable=False)



def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('quiz_response_event', schema=None) as batch_op:
        batch_op.alter_column('choice',
               existing_type=sa.Text(),
               type_=sa.VARCHAR(length=40),
               existing_nullable=False)

    with op.batch_alter_table('quiz_response', schema=None) as batch_op:
        batch_op.alter_column('choice',
               existing_type=sa.Text(),
               type_=sa.VARCHAR(length=40),
               existing_nullable=False)

    with op.batch_alter_table('quiz_quiz', schema=None) as batch_op:
        batch_op.drop_column('measured')
        batch_op.drop_column('third_marker_from')
        batch_op.drop_column('markers')

    with op.batch_alter_table('quiz_paper_item', schema=None) as batch_op:
        batch_op.drop_column('share')
        batch_op.drop_column('weight')
        batch_op.drop_column('row_count')
        batch_op.drop_column('form')

    with op.batch_alter_table('question_bank_version', schema=None) as batch_op:
        batch_op.drop_column('tags')
        batch_op.drop_column('credit')
        batch_op.drop_column('body')
        batch_op.drop_column('name')

    with op.batch_alter_table('question_bank_option', schema=None) as batch_op:
        batch_op.drop_column('feedback')
        batch_op.drop_column('share')

    with op.batch_alter_table('quiz_hand_mark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiz_hand_mark_item_id'))

    op.drop_table('quiz_hand_mark')
    with op.batch_alter_table('quiz_regrade', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiz_regrade_quiz_id'))
        batch_op.drop_index(batch_op.f('ix_quiz_regrade_question_id'))

    op.drop_table('quiz_regrade')
    with op.batch_alter_table('question_bank_shown', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_shown_picture_id'))

    op.drop_table('question_bank_shown')
    op.drop_table('question_bank_picture')
