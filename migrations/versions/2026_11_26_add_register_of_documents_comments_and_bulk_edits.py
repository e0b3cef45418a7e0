"""add the register of documents, comments, bulk edits, like pairs and exposure."""

import sqlalchemy as sa
from alembic import op

revision = "d90a3c61f7b4"
down_revision = "933fe248bb23"


def upgrade() -> None:
    """Apply."""
    op.create_table('question_bank_bulk_edit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=True),
    sa.Column('difficulty', sa.String(length=20), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['actor_id'], ['account_user.id'], name=op.f('fk_question_bank_bulk_edit_actor_id_account_user')),
    sa.ForeignKeyConstraint(['topic_id'], ['question_bank_topic.id'], name=op.f('fk_question_bank_bulk_edit_topic_id_question_bank_topic')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_bulk_edit')),
    sa.UniqueConstraint('public_id', name=op.f('uq_question_bank_bulk_edit_public_id'))
    )
    with op.batch_alter_table('question_bank_bulk_edit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_bulk_edit_actor_id'), ['actor_id'], unique=False)

    op.create_table('question_bank_replacement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('replacement_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('from_day', sa.Date(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['account_user.id'], name=op.f('fk_question_bank_replacement_decided_by_account_user')),
    sa.ForeignKeyConstraint(['replacement_id'], ['question_bank_source.id'], name=op.f('fk_question_bank_replacement_replacement_id_question_bank_source')),
    sa.ForeignKeyConstraint(['source_id'], ['question_bank_source.id'], name=op.f('fk_question_bank_replacement_source_id_question_bank_source')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_question_bank_replacement_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_replacement')),
    sa.UniqueConstraint('source_id', 'unit_id', name=op.f('uq_question_bank_replacement_source_id_unit_id'))
    )
    with op.batch_alter_table('question_bank_replacement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_replacement_unit_id'), ['unit_id'], unique=False)

    op.create_table('question_bank_small_office',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('decision', sa.String(length=300), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['account_user.id'], name=op.f('fk_question_bank_small_office_decided_by_account_user')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_question_bank_small_office_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_small_office'))
    )
    with op.batch_alter_table('question_bank_small_office', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_small_office_unit_id'), ['unit_id'], unique=False)

    op.create_table('question_bank_like_pair',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('first_id', sa.Integer(), nullable=False),
    sa.Column('second_id', sa.Integer(), nullable=False),
    sa.Column('likeness', sa.Integer(), nullable=False),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decision', sa.String(length=12), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('first_id < second_id', name=op.f('ck_question_bank_like_pair_in_order')),
    sa.ForeignKeyConstraint(['decided_by'], ['account_user.id'], name=op.f('fk_question_bank_like_pair_decided_by_account_user')),
    sa.ForeignKeyConstraint(['first_id'], ['question_bank_question.id'], name=op.f('fk_question_bank_like_pair_first_id_question_bank_question')),
    sa.ForeignKeyConstraint(['second_id'], ['question_bank_question.id'], name=op.f('fk_question_bank_like_pair_second_id_question_bank_question')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_like_pair')),
    sa.UniqueConstraint('first_id', 'second_id', name=op.f('uq_question_bank_like_pair_first_id_second_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_question_bank_like_pair_public_id'))
    )
    with op.batch_alter_table('question_bank_like_pair', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_like_pair_second_id'), ['second_id'], unique=False)

    op.create_table('question_bank_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['account_user.id'], name=op.f('fk_question_bank_comment_author_id_account_user')),
    sa.ForeignKeyConstraint(['question_id'], ['question_bank_question.id'], name=op.f('fk_question_bank_comment_question_id_question_bank_question')),
    sa.ForeignKeyConstraint(['version_id'], ['question_bank_version.id'], name=op.f('fk_question_bank_comment_version_id_question_bank_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_comment'))
    )
    with op.batch_alter_table('question_bank_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_comment_question_id'), ['question_id'], unique=False)

    with op.batch_alter_table('question_bank_question', schema=None) as batch_op:
        batch_op.add_column(sa.Column('exposure', sa.Integer(), server_default='0', nullable=False))
        batch_op.create_index(batch_op.f('ix_question_bank_question_exposure'), ['exposure'], unique=False)

    with op.batch_alter_table('question_bank_source') as table:
        table.add_column(sa.Column('public_id', sa.String(length=16), nullable=True))
        table.add_column(sa.Column('number', sa.String(length=60), server_default='', nullable=False))
        table.add_column(sa.Column('issuer', sa.String(length=160), server_default='', nullable=False))
        table.add_column(sa.Column('issued_on', sa.Date(), nullable=True))
        table.add_column(sa.Column('note', sa.Text(), server_default='', nullable=False))
    op.execute("UPDATE question_bank_source SET public_id = 'src' || CAST(id AS VARCHAR(12))")
    with op.batch_alter_table('question_bank_source') as table:
        table.alter_column('public_id', existing_type=sa.String(length=16), nullable=False)
        table.create_unique_constraint(op.f('uq_question_bank_source_public_id'), ['public_id'])



def downgrade() -> None:
    """Undo."""

    with op.batch_alter_table('question_bank_source', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_question_bank_source_public_id'), type_='unique')
        batch_op.drop_column('note')
        batch_op.drop_column('issued_on')
        batch_op.drop_column('issuer')
        batch_op.drop_column('number')
        batch_op.drop_column('public_id')

    with op.batch_alter_table('question_bank_question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_question_exposure'))
        batch_op.drop_column('exposure')

    with op.batch_alter_table('question_bank_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_comment_question_id'))

    op.drop_table('question_bank_comment')
    with op.batch_alter_table('question_bank_like_pair', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_like_pair_second_id'))

    op.drop_table('question_bank_like_pair')
    with op.batch_alter_table('question_bank_small_office', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_small_office_unit_id'))

    op.drop_table('question_bank_small_office')
    with op.batch_alter_table('question_bank_replacement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_replacement_unit_id'))

    op.drop_table('question_bank_replacement')
    with op.batch_alter_table('question_bank_bulk_edit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_bulk_edit_actor_id'))

    op.drop_table('question_bank_bulk_edit')
