"""Add studies elsewhere, meetings, books, ratings, typed numbers and indicators."""

import sqlalchemy as sa
from alembic import op

revision = "c804f85da626"
down_revision = "a1f00d000002"


def upgrade() -> None:
    """Apply."""
    op.create_table('training_external_study',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('level', sa.String(length=80), nullable=False),
    sa.Column('institution', sa.String(length=200), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('result', sa.String(length=120), nullable=False),
    sa.CheckConstraint("kind IN ('theory', 'professional')", name=op.f('ck_training_external_study_kind_known')),
    sa.CheckConstraint('ended_on IS NULL OR ended_on >= started_on', name=op.f('ck_training_external_study_dates_in_order')),
    sa.ForeignKeyConstraint(['person_id'], ['organisation_person.id'], name=op.f('fk_training_external_study_person_id_organisation_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_training_external_study_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_external_study')),
    sa.UniqueConstraint('person_id', 'kind', 'started_on', name=op.f('uq_training_external_study_person_id_kind_started_on')),
    sa.UniqueConstraint('public_id', name=op.f('uq_training_external_study_public_id'))
    )
    with op.batch_alter_table('training_external_study', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_external_study_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_training_external_study_unit', ['unit_id', 'started_on'], unique=False)

    op.create_table('training_indicator_set',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('document', sa.String(length=120), nullable=False),
    sa.Column('document_date', sa.Date(), nullable=False),
    sa.Column('first_year', sa.Integer(), nullable=False),
    sa.Column('last_year', sa.Integer(), nullable=False),
    sa.CheckConstraint('last_year >= first_year', name=op.f('ck_training_indicator_set_years_in_order')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_training_indicator_set_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_indicator_set')),
    sa.UniqueConstraint('code', name=op.f('uq_training_indicator_set_code')),
    sa.UniqueConstraint('public_id', name=op.f('uq_training_indicator_set_public_id'))
    )
    with op.batch_alter_table('training_indicator_set', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_indicator_set_unit_id'), ['unit_id'], unique=False)

    op.create_table('training_meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('due', sa.Integer(), nullable=False),
    sa.Column('present', sa.Integer(), nullable=False),
    sa.Column('excused', sa.Integer(), nullable=False),
    sa.Column('theme', sa.String(length=300), nullable=False),
    sa.CheckConstraint("kind IN ('regular', 'thematic', 'extraordinary')", name=op.f('ck_training_meeting_kind_known')),
    sa.CheckConstraint('due > 0 AND present >= 0 AND excused >= 0', name=op.f('ck_training_meeting_counts_positive')),
    sa.CheckConstraint('present + excused <= due', name=op.f('ck_training_meeting_no_more_than_due')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_training_meeting_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_meeting')),
    sa.UniqueConstraint('public_id', name=op.f('uq_training_meeting_public_id')),
    sa.UniqueConstraint('unit_id', 'kind', 'held_on', name=op.f('uq_training_meeting_unit_id_kind_held_on'))
    )
    with op.batch_alter_table('training_meeting', schema=None) as batch_op:
        batch_op.create_index('ix_training_meeting_unit', ['unit_id', 'held_on'], unique=False)

    op.create_table('training_organisation_rating',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('class_code', sa.String(length=20), nullable=False),
    sa.Column('decision', sa.String(length=120), nullable=False),
    sa.CheckConstraint("class_code IN ('top', 'good', 'fair', 'failed')", name=op.f('ck_training_organisation_rating_class_known')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_training_organisation_rating_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_organisation_rating')),
    sa.UniqueConstraint('unit_id', 'year', name=op.f('uq_training_organisation_rating_unit_id_year'))
    )
    op.create_table('training_resolution_book',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('is_kept', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_training_resolution_book_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_resolution_book')),
    sa.UniqueConstraint('unit_id', 'year', name=op.f('uq_training_resolution_book_unit_id_year'))
    )
    op.create_table('training_typed_aggregate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.Column('period_from', sa.Date(), nullable=False),
    sa.Column('period_to', sa.Date(), nullable=False),
    sa.Column('document', sa.String(length=120), nullable=False),
    sa.Column('document_date', sa.Date(), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.CheckConstraint('period_to > period_from', name=op.f('ck_training_typed_aggregate_dates_in_order')),
    sa.CheckConstraint('value >= 0', name=op.f('ck_training_typed_aggregate_value_positive')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_training_typed_aggregate_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_typed_aggregate')),
    sa.UniqueConstraint('public_id', name=op.f('uq_training_typed_aggregate_public_id')),
    sa.UniqueConstraint('unit_id', 'code', 'period_from', 'period_to', name=op.f('uq_training_typed_aggregate_unit_id_code_period_from_period_to'))
    )
    op.create_table('training_indicator_target',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('set_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('figure_code', sa.String(length=60), nullable=False),
    sa.Column('target', sa.String(80), nullable=True),
    sa.ForeignKeyConstraint(['set_id'], ['training_indicator_set.id'], name=op.f('fk_training_indicator_target_set_id_training_indicator_set')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_indicator_target')),
    sa.UniqueConstraint('set_id', 'figure_code', name=op.f('uq_training_indicator_target_set_id_figure_code'))
    )
    with op.batch_alter_table('training_indicator_target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_training_indicator_target_set_id'), ['set_id'], unique=False)



def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('training_indicator_target', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_training_indicator_target_set_id'))

    op.drop_table('training_indicator_target')
    op.drop_table('training_typed_aggregate')
    op.drop_table('training_resolution_book')
    op.drop_table('training_organisation_rating')
    with op.batch_alter_table('training_meeting', schema=None) as batch_op:
        batch_op.drop_index('ix_training_meeting_unit')

    op.drop_table('training_meeting')
    with op.batch_alter_table('training_indicator_set', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_training_indicator_set_unit_id'))

    op.drop_table('training_indicator_set')
    with op.batch_alter_table('training_external_study', schema=None) as batch_op:
        batch_op.drop_index('ix_training_external_study_unit')
        batch_op.drop_index(batch_op.f('ix_training_external_study_person_id'))

    op.drop_table('training_external_study')
