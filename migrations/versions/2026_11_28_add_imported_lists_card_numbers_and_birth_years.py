"""Add imported lists, card numbers and birth years."""

import sqlalchemy as sa
from alembic import op

revision = "e89b4a60d7f0"
down_revision = "cfdfd6ea0302"


def upgrade() -> None:
    """Apply."""
    op.create_table('organisation_card_number',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('series', sa.String(length=20), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['organisation_person.id'], name=op.f('fk_organisation_card_number_person_id_organisation_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_card_number')),
    sa.UniqueConstraint('person_id', 'number', name=op.f('uq_organisation_card_number_person_id_number'))
    )
    with op.batch_alter_table('organisation_card_number', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_card_number_number'), ['number'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_card_number_person_id'), ['person_id'], unique=False)

    op.create_table('importing_columns',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_importing_columns_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_importing_columns')),
    sa.UniqueConstraint('unit_id', 'kind', 'digest', name=op.f('uq_importing_columns_unit_id_kind_digest'))
    )
    op.create_table('organisation_collected_field',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.Column('purpose', sa.String(length=300), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['account_user.id'], name=op.f('fk_organisation_collected_field_decided_by_account_user')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_organisation_collected_field_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_collected_field'))
    )
    with op.batch_alter_table('organisation_collected_field', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_collected_field_unit_id'), ['unit_id'], unique=False)

    op.create_table('importing_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('file_digest', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('settings', sa.JSON(), nullable=False),
    sa.Column('layout', sa.JSON(), nullable=False),
    sa.Column('refusal', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('stored', sa.Integer(), nullable=True),
    sa.Column('unchanged', sa.Integer(), nullable=True),
    sa.Column('listed', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['job_id'], ['jobs_job.id'], name=op.f('fk_importing_file_job_id_jobs_job')),
    sa.ForeignKeyConstraint(['owner_id'], ['account_user.id'], name=op.f('fk_importing_file_owner_id_account_user')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_importing_file_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_importing_file')),
    sa.UniqueConstraint('public_id', name=op.f('uq_importing_file_public_id'))
    )
    with op.batch_alter_table('importing_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_importing_file_file_digest'), ['file_digest'], unique=False)
        batch_op.create_index(batch_op.f('ix_importing_file_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_importing_file_unit_id'), ['unit_id'], unique=False)

    op.create_table('importing_row',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('item', sa.JSON(), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('fate', sa.String(length=8), nullable=False),
    sa.Column('is_same', sa.Boolean(), nullable=False),
    sa.Column('doubt', sa.String(length=20), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('is_done', sa.Boolean(), nullable=False),
    sa.Column('joins', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['importing_file.id'], name=op.f('fk_importing_row_file_id_importing_file')),
    sa.ForeignKeyConstraint(['person_id'], ['organisation_person.id'], name=op.f('fk_importing_row_person_id_organisation_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_importing_row_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_importing_row')),
    sa.UniqueConstraint('file_id', 'number', name=op.f('uq_importing_row_file_id_number'))
    )
    with op.batch_alter_table('importing_row', schema=None) as batch_op:
        batch_op.create_index('ix_importing_row_fate', ['file_id', 'fate', 'is_done'], unique=False)

    with op.batch_alter_table('organisation_person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('birth_year', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('birth_month', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('file_number', sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column('phone', sa.String(length=20), nullable=True))
        batch_op.create_index(batch_op.f('ix_organisation_person_file_number'), ['file_number'], unique=False)



def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('organisation_person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_person_file_number'))
        batch_op.drop_column('phone')
        batch_op.drop_column('file_number')
        batch_op.drop_column('birth_month')
        batch_op.drop_column('birth_year')

    with op.batch_alter_table('importing_row', schema=None) as batch_op:
        batch_op.drop_index('ix_importing_row_fate')

    op.drop_table('importing_row')
    with op.batch_alter_table('importing_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_importing_file_unit_id'))
        batch_op.drop_index(batch_op.f('ix_importing_file_owner_id'))
        batch_op.drop_index(batch_op.f('ix_importing_file_file_digest'))

    op.drop_table('importing_file')
    with op.batch_alter_table('organisation_collected_field', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_collected_field_unit_id'))

    op.drop_table('organisation_collected_field')
    op.drop_table('importing_columns')
    with op.batch_alter_table('organisation_card_number', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_card_number_person_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_card_number_number'))

    op.drop_table('organisation_card_number')
