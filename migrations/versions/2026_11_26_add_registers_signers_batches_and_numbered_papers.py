"""Add registers, signers, terms, batches and numbered papers."""

import sqlalchemy as sa
from alembic import op

revision = "d7e30a55c1f2"
down_revision = "d90a3c61f7b4"


def upgrade() -> None:
    """Apply."""
    op.create_table('documents_paper',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('issuer_unit_id', sa.Integer(), nullable=False),
    sa.Column('issuer_name', sa.String(length=200), nullable=False),
    sa.Column('numbering', sa.String(length=10), nullable=False),
    sa.Column('series', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=20), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('number_text', sa.String(length=80), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('dated_on', sa.Date(), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('issued_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['issued_by'], ['account_user.id'], name=op.f('fk_documents_paper_issued_by_account_user')),
    sa.ForeignKeyConstraint(['issuer_unit_id'], ['organisation_unit.id'], name=op.f('fk_documents_paper_issuer_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents_paper')),
    sa.UniqueConstraint('issuer_unit_id', 'series', 'period', 'number', name=op.f('uq_documents_paper_issuer_unit_id_series_period_number')),
    sa.UniqueConstraint('public_id', name=op.f('uq_documents_paper_public_id')),
    sa.UniqueConstraint('subject', name=op.f('uq_documents_paper_subject'))
    )
    with op.batch_alter_table('documents_paper', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_documents_paper_issuer_unit_id'), ['issuer_unit_id'], unique=False)

    op.create_table('documents_paper_setting',
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('profile', sa.String(length=10), nullable=False),
    sa.Column('sign', sa.String(length=20), nullable=False),
    sa.Column('upper_body', sa.String(length=200), nullable=False),
    sa.Column('issuing_body', sa.String(length=200), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_documents_paper_setting_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('unit_id', name=op.f('pk_documents_paper_setting'))
    )
    op.create_table('documents_signer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('full_name', sa.String(length=120), nullable=False),
    sa.Column('post_title', sa.String(length=120), nullable=False),
    sa.Column('is_head', sa.Boolean(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('valid_to IS NULL OR valid_to > valid_from', name=op.f('ck_documents_signer_dates_in_order')),
    sa.ForeignKeyConstraint(['person_id'], ['organisation_person.id'], name=op.f('fk_documents_signer_person_id_organisation_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_documents_signer_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents_signer')),
    sa.UniqueConstraint('public_id', name=op.f('uq_documents_signer_public_id'))
    )
    with op.batch_alter_table('documents_signer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_documents_signer_unit_id'), ['unit_id'], unique=False)

    op.create_table('documents_term',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=20), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('valid_to IS NULL OR valid_to > valid_from', name=op.f('ck_documents_term_dates_in_order')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_documents_term_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents_term')),
    sa.UniqueConstraint('unit_id', 'name', name=op.f('uq_documents_term_unit_id_name'))
    )
    with op.batch_alter_table('documents_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_documents_term_unit_id'), ['unit_id'], unique=False)

    op.create_table('documents_authorisation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('head_id', sa.Integer(), nullable=False),
    sa.Column('deputy_id', sa.Integer(), nullable=False),
    sa.Column('scope', sa.String(length=20), nullable=False),
    sa.Column('document_text', sa.String(length=120), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint("scope IN ('all', 'certificates', 'papers')", name=op.f('ck_documents_authorisation_scope_known')),
    sa.CheckConstraint('head_id <> deputy_id', name=op.f('ck_documents_authorisation_of_another')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to > valid_from', name=op.f('ck_documents_authorisation_dates_in_order')),
    sa.ForeignKeyConstraint(['deputy_id'], ['documents_signer.id'], name=op.f('fk_documents_authorisation_deputy_id_documents_signer')),
    sa.ForeignKeyConstraint(['head_id'], ['documents_signer.id'], name=op.f('fk_documents_authorisation_head_id_documents_signer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents_authorisation')),
    sa.UniqueConstraint('public_id', name=op.f('uq_documents_authorisation_public_id'))
    )
    with op.batch_alter_table('documents_authorisation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_documents_authorisation_deputy_id'), ['deputy_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_documents_authorisation_head_id'), ['head_id'], unique=False)

    op.create_table('documents_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('back_url', sa.String(length=200), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('job_id', sa.Integer(), nullable=True),
    sa.Column('subject_kind', sa.String(length=20), nullable=False),
    sa.Column('subject_ids', sa.JSON(), nullable=False),
    sa.Column('arguments', sa.JSON(), nullable=False),
    sa.Column('faults', sa.JSON(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('stopped_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['account_user.id'], name=op.f('fk_documents_batch_asked_by_account_user')),
    sa.ForeignKeyConstraint(['job_id'], ['jobs_job.id'], name=op.f('fk_documents_batch_job_id_jobs_job')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_documents_batch_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents_batch')),
    sa.UniqueConstraint('public_id', name=op.f('uq_documents_batch_public_id'))
    )
    with op.batch_alter_table('documents_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_documents_batch_job_id'), ['job_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_documents_batch_unit_id'), ['unit_id'], unique=False)

    op.create_table('documents_register_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('series', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=20), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=10), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('points_at_id', sa.Integer(), nullable=True),
    sa.Column('number_text', sa.String(length=80), nullable=False),
    sa.Column('blank_text', sa.String(length=40), nullable=True),
    sa.Column('holder_name', sa.String(length=120), nullable=False),
    sa.Column('birth_text', sa.String(length=40), nullable=False),
    sa.Column('gender_text', sa.String(length=10), nullable=False),
    sa.Column('unit_text', sa.String(length=300), nullable=False),
    sa.Column('programme_text', sa.String(length=300), nullable=False),
    sa.Column('course_text', sa.String(length=200), nullable=False),
    sa.Column('decision_text', sa.String(length=120), nullable=False),
    sa.Column('grade_text', sa.String(length=80), nullable=False),
    sa.Column('signer_text', sa.String(length=200), nullable=False),
    sa.Column('receiver_text', sa.String(length=120), nullable=False),
    sa.Column('note', sa.String(length=700), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=True),
    sa.CheckConstraint("act IN ('issue', 'reissue', 'replace', 'revoke')", name=op.f('ck_documents_register_line_act_known')),
    sa.ForeignKeyConstraint(['document_id'], ['documents_issued.id'], name=op.f('fk_documents_register_line_document_id_documents_issued')),
    sa.ForeignKeyConstraint(['points_at_id'], ['documents_register_line.id'], name=op.f('fk_documents_register_line_points_at_id_documents_register_line')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_documents_register_line_unit_id_organisation_unit')),
    sa.ForeignKeyConstraint(['written_by'], ['account_user.id'], name=op.f('fk_documents_register_line_written_by_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents_register_line')),
    sa.UniqueConstraint('unit_id', 'series', 'period', 'position', name=op.f('uq_documents_register_line_unit_id_series_period_position'))
    )
    with op.batch_alter_table('documents_register_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_documents_register_line_document_id'), ['document_id'], unique=False)

    with op.batch_alter_table("documents_issued", schema=None) as batch_op:
        batch_op.add_column(sa.Column("register_unit_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("register_name", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("holder_birth_date", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("is_confidential", sa.Boolean(), nullable=True))
    op.execute(
        "UPDATE documents_issued SET register_unit_id = issuer_unit_id, "
        "register_name = issuer_name, is_confidential = (1 = 0)"
    )
    op.execute("UPDATE documents_counter SET series = 'number:' || series")
    with op.batch_alter_table("documents_issued", schema=None) as batch_op:
        batch_op.alter_column("register_unit_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("register_name", existing_type=sa.String(200), nullable=False)
        batch_op.alter_column("is_confidential", existing_type=sa.Boolean(), nullable=False)
        batch_op.drop_constraint(
            batch_op.f("uq_documents_issued_issuer_unit_id_series_period_number"), type_="unique"
        )
        batch_op.create_index(
            batch_op.f("ix_documents_issued_register_unit_id"), ["register_unit_id"], unique=False
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_documents_issued_register_unit_id_series_period_number_issue"),
            ["register_unit_id", "series", "period", "number", "issue"],
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_documents_issued_register_unit_id_organisation_unit"),
            "organisation_unit",
            ["register_unit_id"],
            ["id"],
        )
    _guard()


def _guard() -> None:
    """Let the database itself refuse changing or deleting a line of the register."""
    refusal = "the register is append-only"
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER IF NOT EXISTS documents_register_line_no_{deed} "
                f"BEFORE {deed.upper()} ON documents_register_line "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION documents_register_refuse() RETURNS trigger "
        f"LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
    )
    op.execute(
        "CREATE OR REPLACE TRIGGER documents_register_append_only "
        "BEFORE UPDATE OR DELETE ON documents_register_line "
        "FOR EACH ROW EXECUTE FUNCTION documents_register_refuse()"
    )


def downgrade() -> None:
    """Undo."""
    op.execute("DELETE FROM documents_counter WHERE series NOT LIKE 'number:%'")
    op.execute("UPDATE documents_counter SET series = substr(series, 8)")
    with op.batch_alter_table('documents_issued', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_documents_issued_register_unit_id_organisation_unit'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_documents_issued_register_unit_id_series_period_number_issue'), type_='unique')
        batch_op.drop_index(batch_op.f('ix_documents_issued_register_unit_id'))
        batch_op.create_unique_constraint(batch_op.f('uq_documents_issued_issuer_unit_id_series_period_number'), ['issuer_unit_id', 'series', 'period', 'number'])
        batch_op.drop_column('is_confidential')
        batch_op.drop_column('holder_birth_date')
        batch_op.drop_column('register_name')
        batch_op.drop_column('register_unit_id')

    with op.batch_alter_table('documents_register_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_documents_register_line_document_id'))

    op.drop_table('documents_register_line')
    with op.batch_alter_table('documents_batch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_documents_batch_unit_id'))
        batch_op.drop_index(batch_op.f('ix_documents_batch_job_id'))

    op.drop_table('documents_batch')
    with op.batch_alter_table('documents_authorisation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_documents_authorisation_head_id'))
        batch_op.drop_index(batch_op.f('ix_documents_authorisation_deputy_id'))

    op.drop_table('documents_authorisation')
    with op.batch_alter_table('documents_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_documents_term_unit_id'))

    op.drop_table('documents_term')
    with op.batch_alter_table('documents_signer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_documents_signer_unit_id'))

    op.drop_table('documents_signer')
    op.drop_table('documents_paper_setting')
    with op.batch_alter_table('documents_paper', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_documents_paper_issuer_unit_id'))

    op.drop_table('documents_paper')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION documents_register_refuse()")
