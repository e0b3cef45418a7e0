"""add questions, quizzes, contests, papers and jobs."""

import sqlalchemy as sa
from alembic import op

revision = "a1f00d000002"
down_revision = "a1f00d000001"


def upgrade() -> None:
    """Apply."""
    op.create_table('question_bank_source',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=400), nullable=False),
    sa.Column('in_force_from', sa.Date(), nullable=True),
    sa.Column('in_force_to', sa.Date(), nullable=True),
    sa.Column('replaced_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['replaced_by_id'], ['question_bank_source.id'], name=op.f('fk_question_bank_source_replaced_by_id_question_bank_source')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_source')),
    sa.UniqueConstraint('name', name=op.f('uq_question_bank_source_name'))
    )
    op.create_table('question_bank_topic',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_topic')),
    sa.UniqueConstraint('code', name=op.f('uq_question_bank_topic_code'))
    )
    op.create_table('contest_campaign',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('plan', sa.String(length=300), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_contest_campaign_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_campaign')),
    sa.UniqueConstraint('public_id', name=op.f('uq_contest_campaign_public_id'))
    )
    with op.batch_alter_table('contest_campaign', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_campaign_unit_id'), ['unit_id'], unique=False)

    op.create_table('documents_counter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issuer_unit_id', sa.Integer(), nullable=False),
    sa.Column('series', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=20), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['issuer_unit_id'], ['organisation_unit.id'], name=op.f('fk_documents_counter_issuer_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents_counter')),
    sa.UniqueConstraint('issuer_unit_id', 'series', 'period', name=op.f('uq_documents_counter_issuer_unit_id_series_period'))
    )
    op.create_table('documents_issued',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('template', sa.String(length=40), nullable=False),
    sa.Column('issuer_unit_id', sa.Integer(), nullable=False),
    sa.Column('issuer_name', sa.String(length=200), nullable=False),
    sa.Column('series', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=20), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('number_text', sa.String(length=80), nullable=False),
    sa.Column('holder_person_id', sa.Integer(), nullable=True),
    sa.Column('holder_name', sa.String(length=120), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('state_reason', sa.String(length=500), nullable=True),
    sa.Column('state_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('token', sa.String(length=40), nullable=False),
    sa.Column('code', sa.String(length=16), nullable=False),
    sa.Column('subject_kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('issue', sa.Integer(), nullable=False),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('issued_by', sa.Integer(), nullable=True),
    sa.CheckConstraint("state IN ('valid', 'replaced', 'revoked')", name=op.f('ck_documents_issued_state_known')),
    sa.ForeignKeyConstraint(['holder_person_id'], ['organisation_person.id'], name=op.f('fk_documents_issued_holder_person_id_organisation_person')),
    sa.ForeignKeyConstraint(['issued_by'], ['account_user.id'], name=op.f('fk_documents_issued_issued_by_account_user')),
    sa.ForeignKeyConstraint(['issuer_unit_id'], ['organisation_unit.id'], name=op.f('fk_documents_issued_issuer_unit_id_organisation_unit')),
    sa.ForeignKeyConstraint(['replaces_id'], ['documents_issued.id'], name=op.f('fk_documents_issued_replaces_id_documents_issued')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents_issued')),
    sa.UniqueConstraint('code', name=op.f('uq_documents_issued_code')),
    sa.UniqueConstraint('issuer_unit_id', 'series', 'period', 'number', name=op.f('uq_documents_issued_issuer_unit_id_series_period_number')),
    sa.UniqueConstraint('public_id', name=op.f('uq_documents_issued_public_id')),
    sa.UniqueConstraint('subject_kind', 'subject_id', 'issue', name=op.f('uq_documents_issued_subject_kind_subject_id_issue')),
    sa.UniqueConstraint('token', name=op.f('uq_documents_issued_token'))
    )
    with op.batch_alter_table('documents_issued', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_documents_issued_issuer_unit_id'), ['issuer_unit_id'], unique=False)
        batch_op.create_index('ix_documents_issued_subject', ['subject_kind', 'subject_id'], unique=False)

    op.create_table('jobs_job',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('arguments', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('notes', sa.JSON(), nullable=False),
    sa.Column('result', sa.JSON(), nullable=True),
    sa.Column('failure', sa.Text(), nullable=True),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name=op.f('ck_jobs_job_state_known')),
    sa.ForeignKeyConstraint(['owner_id'], ['account_user.id'], name=op.f('fk_jobs_job_owner_id_account_user')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_jobs_job_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_jobs_job')),
    sa.UniqueConstraint('public_id', name=op.f('uq_jobs_job_public_id'))
    )
    with op.batch_alter_table('jobs_job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_jobs_job_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index('ix_jobs_job_state_lease', ['state', 'lease_until'], unique=False)
        batch_op.create_index(batch_op.f('ix_jobs_job_unit_id'), ['unit_id'], unique=False)

    op.create_table('question_bank_import',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('file_digest', sa.String(length=64), nullable=False),
    sa.Column('found', sa.JSON(), nullable=False),
    sa.Column('problems', sa.JSON(), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('stored', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['owner_id'], ['account_user.id'], name=op.f('fk_question_bank_import_owner_id_account_user')),
    sa.ForeignKeyConstraint(['topic_id'], ['question_bank_topic.id'], name=op.f('fk_question_bank_import_topic_id_question_bank_topic')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_question_bank_import_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_import')),
    sa.UniqueConstraint('public_id', name=op.f('uq_question_bank_import_public_id'))
    )
    with op.batch_alter_table('question_bank_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_import_file_digest'), ['file_digest'], unique=False)
        batch_op.create_index(batch_op.f('ix_question_bank_import_unit_id'), ['unit_id'], unique=False)

    op.create_table('question_bank_question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('is_shared_down', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('origin', sa.String(length=80), nullable=True),
    sa.Column('current_version_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('draft', 'review', 'approved', 'retired')", name=op.f('ck_question_bank_question_state_known')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_question_bank_question_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_question')),
    sa.UniqueConstraint('public_id', name=op.f('uq_question_bank_question_public_id')),
    sa.UniqueConstraint('unit_id', 'origin', name=op.f('uq_question_bank_question_unit_id_origin'))
    )
    with op.batch_alter_table('question_bank_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_question_current_version_id'), ['current_version_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_question_bank_question_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_question_bank_question_unit_id'), ['unit_id'], unique=False)

    op.create_table('quiz_quiz',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('heading', sa.String(length=200), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('duration_s', sa.Integer(), nullable=False),
    sa.Column('max_points', sa.String(80), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('seed', sa.String(length=64), nullable=True),
    sa.Column('pool', sa.JSON(), nullable=True),
    sa.Column('locked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('draft', 'locked', 'closed', 'published')", name=op.f('ck_quiz_quiz_state_known')),
    sa.CheckConstraint('duration_s > 0', name=op.f('ck_quiz_quiz_duration_positive')),
    sa.CheckConstraint('opens_at < closes_at', name=op.f('ck_quiz_quiz_opens_before_it_closes')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_quiz_quiz_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_quiz')),
    sa.UniqueConstraint('public_id', name=op.f('uq_quiz_quiz_public_id'))
    )
    with op.batch_alter_table('quiz_quiz', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiz_quiz_unit_id'), ['unit_id'], unique=False)

    op.create_table('contest_contest',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('upper_contest_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('level_label', sa.String(length=60), nullable=False),
    sa.Column('organising_body', sa.String(length=200), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('small_office_decision', sa.String(length=300), nullable=True),
    sa.Column('screen_mode', sa.String(length=20), nullable=False),
    sa.Column('screen_revealed', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['contest_campaign.id'], name=op.f('fk_contest_contest_campaign_id_contest_campaign')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_contest_contest_unit_id_organisation_unit')),
    sa.ForeignKeyConstraint(['upper_contest_id'], ['contest_contest.id'], name=op.f('fk_contest_contest_upper_contest_id_contest_contest')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_contest')),
    sa.UniqueConstraint('public_id', name=op.f('uq_contest_contest_public_id'))
    )
    with op.batch_alter_table('contest_contest', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_contest_campaign_id'), ['campaign_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contest_contest_unit_id'), ['unit_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contest_contest_upper_contest_id'), ['upper_contest_id'], unique=False)

    op.create_table('question_bank_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('difficulty', sa.String(length=20), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('stem', sa.Text(), nullable=False),
    sa.Column('stem_html', sa.Text(), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=True),
    sa.Column('article', sa.String(length=200), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('search_key', sa.Text(), nullable=False),
    sa.Column('likeness_digest', sa.String(length=64), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['account_user.id'], name=op.f('fk_question_bank_version_author_id_account_user')),
    sa.ForeignKeyConstraint(['question_id'], ['question_bank_question.id'], name=op.f('fk_question_bank_version_question_id_question_bank_question')),
    sa.ForeignKeyConstraint(['source_id'], ['question_bank_source.id'], name=op.f('fk_question_bank_version_source_id_question_bank_source')),
    sa.ForeignKeyConstraint(['topic_id'], ['question_bank_topic.id'], name=op.f('fk_question_bank_version_topic_id_question_bank_topic')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_version')),
    sa.UniqueConstraint('question_id', 'number', name=op.f('uq_question_bank_version_question_id_number'))
    )
    with op.batch_alter_table('question_bank_version', schema=None) as batch_op:
        batch_op.create_index('ix_question_bank_version_likeness', ['likeness_digest'], unique=False)
        batch_op.create_index(batch_op.f('ix_question_bank_version_question_id'), ['question_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_question_bank_version_topic_id'), ['topic_id'], unique=False)

    op.create_table('quiz_blueprint_cell',
    sa.Column('quiz_id', sa.Integer(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('difficulty', sa.String(length=20), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.CheckConstraint('count >= 0', name=op.f('ck_quiz_blueprint_cell_count_not_negative')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz_quiz.id'], name=op.f('fk_quiz_blueprint_cell_quiz_id_quiz_quiz')),
    sa.ForeignKeyConstraint(['topic_id'], ['question_bank_topic.id'], name=op.f('fk_quiz_blueprint_cell_topic_id_question_bank_topic')),
    sa.PrimaryKeyConstraint('quiz_id', 'topic_id', 'difficulty', name=op.f('pk_quiz_blueprint_cell'))
    )
    op.create_table('quiz_candidate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('quiz_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('full_name', sa.String(length=120), nullable=False),
    sa.Column('unit_name', sa.String(length=250), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('extra_s', sa.Integer(), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['organisation_person.id'], name=op.f('fk_quiz_candidate_person_id_organisation_person')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz_quiz.id'], name=op.f('fk_quiz_candidate_quiz_id_quiz_quiz')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_candidate')),
    sa.UniqueConstraint('public_id', name=op.f('uq_quiz_candidate_public_id')),
    sa.UniqueConstraint('quiz_id', 'number', name=op.f('uq_quiz_candidate_quiz_id_number')),
    sa.UniqueConstraint('quiz_id', 'person_id', name=op.f('uq_quiz_candidate_quiz_id_person_id'))
    )
    with op.batch_alter_table('quiz_candidate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiz_candidate_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_quiz_candidate_quiz_id'), ['quiz_id'], unique=False)

    op.create_table('contest_act',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('contest_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('subject_name', sa.String(length=250), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.Integer(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['account_user.id'], name=op.f('fk_contest_act_asked_by_account_user')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['account_user.id'], name=op.f('fk_contest_act_confirmed_by_account_user')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest_contest.id'], name=op.f('fk_contest_act_contest_id_contest_contest')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_act')),
    sa.UniqueConstraint('public_id', name=op.f('uq_contest_act_public_id'))
    )
    with op.batch_alter_table('contest_act', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_act_contest_id'), ['contest_id'], unique=False)

    op.create_table('contest_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('contest_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('full_name', sa.String(length=120), nullable=False),
    sa.Column('unit_name', sa.String(length=250), nullable=False),
    sa.Column('category', sa.String(length=30), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=True),
    sa.Column('promoted_from_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['contest_id'], ['contest_contest.id'], name=op.f('fk_contest_entry_contest_id_contest_contest')),
    sa.ForeignKeyConstraint(['person_id'], ['organisation_person.id'], name=op.f('fk_contest_entry_person_id_organisation_person')),
    sa.ForeignKeyConstraint(['promoted_from_id'], ['contest_entry.id'], name=op.f('fk_contest_entry_promoted_from_id_contest_entry')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_contest_entry_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_entry')),
    sa.UniqueConstraint('contest_id', 'number', name=op.f('uq_contest_entry_contest_id_number')),
    sa.UniqueConstraint('contest_id', 'person_id', name=op.f('uq_contest_entry_contest_id_person_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_contest_entry_public_id'))
    )
    with op.batch_alter_table('contest_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_entry_contest_id'), ['contest_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contest_entry_person_id'), ['person_id'], unique=False)

    op.create_table('contest_result',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contest_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('rows', sa.JSON(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('published_by', sa.Integer(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest_contest.id'], name=op.f('fk_contest_result_contest_id_contest_contest')),
    sa.ForeignKeyConstraint(['published_by'], ['account_user.id'], name=op.f('fk_contest_result_published_by_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_result')),
    sa.UniqueConstraint('contest_id', 'version', name=op.f('uq_contest_result_contest_id_version'))
    )
    with op.batch_alter_table('contest_result', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_result_contest_id'), ['contest_id'], unique=False)

    op.create_table('contest_roll_preview',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('contest_id', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('rows', sa.JSON(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['contest_id'], ['contest_contest.id'], name=op.f('fk_contest_roll_preview_contest_id_contest_contest')),
    sa.ForeignKeyConstraint(['made_by'], ['account_user.id'], name=op.f('fk_contest_roll_preview_made_by_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_roll_preview')),
    sa.UniqueConstraint('public_id', name=op.f('uq_contest_roll_preview_public_id'))
    )
    with op.batch_alter_table('contest_roll_preview', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_roll_preview_contest_id'), ['contest_id'], unique=False)

    op.create_table('contest_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contest_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=30), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('mode', sa.String(length=10), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('quiz_id', sa.Integer(), nullable=True),
    sa.Column('list_digest', sa.String(length=64), nullable=True),
    sa.Column('current_entry_id', sa.Integer(), nullable=True),
    sa.Column('current_part', sa.String(length=30), nullable=True),
    sa.ForeignKeyConstraint(['contest_id'], ['contest_contest.id'], name=op.f('fk_contest_round_contest_id_contest_contest')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz_quiz.id'], name=op.f('fk_contest_round_quiz_id_quiz_quiz')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_round')),
    sa.UniqueConstraint('contest_id', 'code', name=op.f('uq_contest_round_contest_id_code')),
    sa.UniqueConstraint('quiz_id', name=op.f('uq_contest_round_quiz_id'))
    )
    with op.batch_alter_table('contest_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_round_contest_id'), ['contest_id'], unique=False)

    op.create_table('contest_rules',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contest_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('document', sa.JSON(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('adopted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['contest_id'], ['contest_contest.id'], name=op.f('fk_contest_rules_contest_id_contest_contest')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_rules')),
    sa.UniqueConstraint('contest_id', 'number', name=op.f('uq_contest_rules_contest_id_number'))
    )
    with op.batch_alter_table('contest_rules', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_rules_contest_id'), ['contest_id'], unique=False)

    op.create_table('contest_tie_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contest_id', sa.Integer(), nullable=False),
    sa.Column('entry_ids', sa.JSON(), nullable=False),
    sa.Column('decided_order', sa.JSON(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest_contest.id'], name=op.f('fk_contest_tie_decision_contest_id_contest_contest')),
    sa.ForeignKeyConstraint(['decided_by'], ['account_user.id'], name=op.f('fk_contest_tie_decision_decided_by_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_tie_decision'))
    )
    with op.batch_alter_table('contest_tie_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_tie_decision_contest_id'), ['contest_id'], unique=False)

    op.create_table('question_bank_option',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('is_right', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['question_bank_version.id'], name=op.f('fk_question_bank_option_version_id_question_bank_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_option')),
    sa.UniqueConstraint('version_id', 'position', name=op.f('uq_question_bank_option_version_id_position'))
    )
    with op.batch_alter_table('question_bank_option', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_option_version_id'), ['version_id'], unique=False)

    op.create_table('question_bank_review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('question_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=True),
    sa.Column('before', sa.String(length=20), nullable=False),
    sa.Column('after', sa.String(length=20), nullable=False),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['question_id'], ['question_bank_question.id'], name=op.f('fk_question_bank_review_question_id_question_bank_question')),
    sa.ForeignKeyConstraint(['reviewer_id'], ['account_user.id'], name=op.f('fk_question_bank_review_reviewer_id_account_user')),
    sa.ForeignKeyConstraint(['version_id'], ['question_bank_version.id'], name=op.f('fk_question_bank_review_version_id_question_bank_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question_bank_review'))
    )
    with op.batch_alter_table('question_bank_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_bank_review_question_id'), ['question_id'], unique=False)

    op.create_table('quiz_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('quiz_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('is_on_paper', sa.Boolean(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deadline', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('receipt_number', sa.Integer(), nullable=True),
    sa.Column('right', sa.Integer(), nullable=True),
    sa.Column('questions', sa.Integer(), nullable=False),
    sa.Column('points', sa.String(80), nullable=True),
    sa.Column('events_digest', sa.String(length=64), nullable=True),
    sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name=op.f('ck_quiz_attempt_ended_unless_open')),
    sa.CheckConstraint("state IN ('open', 'handed_in', 'expired')", name=op.f('ck_quiz_attempt_state_known')),
    sa.ForeignKeyConstraint(['candidate_id'], ['quiz_candidate.id'], name=op.f('fk_quiz_attempt_candidate_id_quiz_candidate')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz_quiz.id'], name=op.f('fk_quiz_attempt_quiz_id_quiz_quiz')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_attempt')),
    sa.UniqueConstraint('candidate_id', name=op.f('uq_quiz_attempt_candidate_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_quiz_attempt_public_id')),
    sa.UniqueConstraint('quiz_id', 'receipt_number', name=op.f('uq_quiz_attempt_quiz_id_receipt_number'))
    )
    with op.batch_alter_table('quiz_attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiz_attempt_quiz_id'), ['quiz_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_quiz_attempt_state'), ['state'], unique=False)

    op.create_table('quiz_time_extension',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('quiz_id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('given_by', sa.Integer(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('minutes > 0', name=op.f('ck_quiz_time_extension_minutes_positive')),
    sa.ForeignKeyConstraint(['candidate_id'], ['quiz_candidate.id'], name=op.f('fk_quiz_time_extension_candidate_id_quiz_candidate')),
    sa.ForeignKeyConstraint(['given_by'], ['account_user.id'], name=op.f('fk_quiz_time_extension_given_by_account_user')),
    sa.ForeignKeyConstraint(['quiz_id'], ['quiz_quiz.id'], name=op.f('fk_quiz_time_extension_quiz_id_quiz_quiz')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_time_extension'))
    )
    with op.batch_alter_table('quiz_time_extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiz_time_extension_candidate_id'), ['candidate_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_quiz_time_extension_quiz_id'), ['quiz_id'], unique=False)

    op.create_table('contest_award',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contest_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest_contest.id'], name=op.f('fk_contest_award_contest_id_contest_contest')),
    sa.ForeignKeyConstraint(['entry_id'], ['contest_entry.id'], name=op.f('fk_contest_award_entry_id_contest_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_award')),
    sa.UniqueConstraint('contest_id', 'entry_id', name=op.f('uq_contest_award_contest_id_entry_id'))
    )
    with op.batch_alter_table('contest_award', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_award_contest_id'), ['contest_id'], unique=False)

    op.create_table('contest_draw',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('seed', sa.String(length=80), nullable=True),
    sa.Column('list_digest', sa.String(length=64), nullable=False),
    sa.Column('numbers', sa.JSON(), nullable=False),
    sa.Column('drawn_order', sa.JSON(), nullable=False),
    sa.Column('witnesses', sa.String(length=300), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=True),
    sa.Column('drawn_by', sa.Integer(), nullable=False),
    sa.Column('drawn_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['drawn_by'], ['account_user.id'], name=op.f('fk_contest_draw_drawn_by_account_user')),
    sa.ForeignKeyConstraint(['round_id'], ['contest_round.id'], name=op.f('fk_contest_draw_round_id_contest_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_draw')),
    sa.UniqueConstraint('round_id', 'number', name=op.f('uq_contest_draw_round_id_number'))
    )
    with op.batch_alter_table('contest_draw', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_draw_round_id'), ['round_id'], unique=False)

    op.create_table('contest_panel_seat',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('is_head', sa.Boolean(), nullable=False),
    sa.Column('absent_reason', sa.String(length=300), nullable=True),
    sa.ForeignKeyConstraint(['round_id'], ['contest_round.id'], name=op.f('fk_contest_panel_seat_round_id_contest_round')),
    sa.ForeignKeyConstraint(['user_id'], ['account_user.id'], name=op.f('fk_contest_panel_seat_user_id_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_panel_seat')),
    sa.UniqueConstraint('round_id', 'user_id', name=op.f('uq_contest_panel_seat_round_id_user_id'))
    )
    with op.batch_alter_table('contest_panel_seat', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_panel_seat_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contest_panel_seat_user_id'), ['user_id'], unique=False)

    op.create_table('contest_round_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=True),
    sa.Column('appearance', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=True),
    sa.ForeignKeyConstraint(['candidate_id'], ['quiz_candidate.id'], name=op.f('fk_contest_round_entry_candidate_id_quiz_candidate')),
    sa.ForeignKeyConstraint(['entry_id'], ['contest_entry.id'], name=op.f('fk_contest_round_entry_entry_id_contest_entry')),
    sa.ForeignKeyConstraint(['round_id'], ['contest_round.id'], name=op.f('fk_contest_round_entry_round_id_contest_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_round_entry')),
    sa.UniqueConstraint('candidate_id', name=op.f('uq_contest_round_entry_candidate_id')),
    sa.UniqueConstraint('round_id', 'appearance', name=op.f('uq_contest_round_entry_round_id_appearance')),
    sa.UniqueConstraint('round_id', 'entry_id', name=op.f('uq_contest_round_entry_round_id_entry_id'))
    )
    with op.batch_alter_table('contest_round_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contest_round_entry_entry_id'), ['entry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contest_round_entry_round_id'), ['round_id'], unique=False)

    op.create_table('quiz_paper_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=24), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('option_order', sa.JSON(), nullable=False),
    sa.Column('option_count', sa.Integer(), nullable=False),
    sa.Column('is_several', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['attempt_id'], ['quiz_attempt.id'], name=op.f('fk_quiz_paper_item_attempt_id_quiz_attempt')),
    sa.ForeignKeyConstraint(['version_id'], ['question_bank_version.id'], name=op.f('fk_quiz_paper_item_version_id_question_bank_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_paper_item')),
    sa.UniqueConstraint('attempt_id', 'position', name=op.f('uq_quiz_paper_item_attempt_id_position')),
    sa.UniqueConstraint('token', name=op.f('uq_quiz_paper_item_token'))
    )
    with op.batch_alter_table('quiz_paper_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiz_paper_item_version_id'), ['version_id'], unique=False)

    op.create_table('quiz_reopening',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.Integer(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['account_user.id'], name=op.f('fk_quiz_reopening_asked_by_account_user')),
    sa.ForeignKeyConstraint(['attempt_id'], ['quiz_attempt.id'], name=op.f('fk_quiz_reopening_attempt_id_quiz_attempt')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['account_user.id'], name=op.f('fk_quiz_reopening_confirmed_by_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_reopening')),
    sa.UniqueConstraint('public_id', name=op.f('uq_quiz_reopening_public_id'))
    )
    with op.batch_alter_table('quiz_reopening', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiz_reopening_attempt_id'), ['attempt_id'], unique=False)

    op.create_table('quiz_typed_paper',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('attempt_id', sa.Integer(), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('typed_by', sa.Integer(), nullable=False),
    sa.Column('typed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.Integer(), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['attempt_id'], ['quiz_attempt.id'], name=op.f('fk_quiz_typed_paper_attempt_id_quiz_attempt')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['account_user.id'], name=op.f('fk_quiz_typed_paper_confirmed_by_account_user')),
    sa.ForeignKeyConstraint(['typed_by'], ['account_user.id'], name=op.f('fk_quiz_typed_paper_typed_by_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_typed_paper')),
    sa.UniqueConstraint('public_id', name=op.f('uq_quiz_typed_paper_public_id'))
    )
    with op.batch_alter_table('quiz_typed_paper', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_quiz_typed_paper_attempt_id'), ['attempt_id'], unique=False)

    op.create_table('contest_scoresheet',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('seat_id', sa.Integer(), nullable=False),
    sa.Column('round_entry_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=30), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('marks', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=True),
    sa.Column('entered_by', sa.Integer(), nullable=False),
    sa.Column('confirmed_by', sa.Integer(), nullable=True),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('DRAFT', 'TYPED', 'SIGNED', 'REPLACED')", name=op.f('ck_contest_scoresheet_state_known')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['account_user.id'], name=op.f('fk_contest_scoresheet_confirmed_by_account_user')),
    sa.ForeignKeyConstraint(['entered_by'], ['account_user.id'], name=op.f('fk_contest_scoresheet_entered_by_account_user')),
    sa.ForeignKeyConstraint(['round_entry_id'], ['contest_round_entry.id'], name=op.f('fk_contest_scoresheet_round_entry_id_contest_round_entry')),
    sa.ForeignKeyConstraint(['seat_id'], ['contest_panel_seat.id'], name=op.f('fk_contest_scoresheet_seat_id_contest_panel_seat')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_scoresheet')),
    sa.UniqueConstraint('public_id', name=op.f('uq_contest_scoresheet_public_id')),
    sa.UniqueConstraint('seat_id', 'round_entry_id', 'part', 'number', name=op.f('uq_contest_scoresheet_seat_id_round_entry_id_part_number'))
    )
    with op.batch_alter_table('contest_scoresheet', schema=None) as batch_op:
        batch_op.create_index('ix_contest_scoresheet_performance', ['round_entry_id', 'part'], unique=False)
        batch_op.create_index(batch_op.f('ix_contest_scoresheet_seat_id'), ['seat_id'], unique=False)

    op.create_table('contest_time',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_entry_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=30), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('stopped_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seconds', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=300), nullable=True),
    sa.ForeignKeyConstraint(['round_entry_id'], ['contest_round_entry.id'], name=op.f('fk_contest_time_round_entry_id_contest_round_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_time')),
    sa.UniqueConstraint('round_entry_id', 'part', name=op.f('uq_contest_time_round_entry_id_part'))
    )
    op.create_table('quiz_response',
    sa.Column('item_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('client', sa.String(length=16), nullable=False),
    sa.Column('choice', sa.String(length=40), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['quiz_paper_item.id'], name=op.f('fk_quiz_response_item_id_quiz_paper_item')),
    sa.PrimaryKeyConstraint('item_id', 'is_late', name=op.f('pk_quiz_response'))
    )
    op.create_table('quiz_response_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('client', sa.String(length=16), nullable=False),
    sa.Column('choice', sa.String(length=40), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('clicked_ms', sa.BigInteger(), nullable=True),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['quiz_paper_item.id'], name=op.f('fk_quiz_response_event_item_id_quiz_paper_item')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_response_event')),
    sa.UniqueConstraint('item_id', 'key', name=op.f('uq_quiz_response_event_item_id_key'))
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table('quiz_response_event')
    op.drop_table('quiz_response')
    op.drop_table('contest_time')
    with op.batch_alter_table('contest_scoresheet', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_scoresheet_seat_id'))
        batch_op.drop_index('ix_contest_scoresheet_performance')

    op.drop_table('contest_scoresheet')
    with op.batch_alter_table('quiz_typed_paper', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiz_typed_paper_attempt_id'))

    op.drop_table('quiz_typed_paper')
    with op.batch_alter_table('quiz_reopening', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiz_reopening_attempt_id'))

    op.drop_table('quiz_reopening')
    with op.batch_alter_table('quiz_paper_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiz_paper_item_version_id'))

    op.drop_table('quiz_paper_item')
    with op.batch_alter_table('contest_round_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_round_entry_round_id'))
        batch_op.drop_index(batch_op.f('ix_contest_round_entry_entry_id'))

    op.drop_table('contest_round_entry')
    with op.batch_alter_table('contest_panel_seat', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_panel_seat_user_id'))
        batch_op.drop_index(batch_op.f('ix_contest_panel_seat_round_id'))

    op.drop_table('contest_panel_seat')
    with op.batch_alter_table('contest_draw', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_draw_round_id'))

    op.drop_table('contest_draw')
    with op.batch_alter_table('contest_award', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_award_contest_id'))

    op.drop_table('contest_award')
    with op.batch_alter_table('quiz_time_extension', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiz_time_extension_quiz_id'))
        batch_op.drop_index(batch_op.f('ix_quiz_time_extension_candidate_id'))

    op.drop_table('quiz_time_extension')
    with op.batch_alter_table('quiz_attempt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiz_attempt_state'))
        batch_op.drop_index(batch_op.f('ix_quiz_attempt_quiz_id'))

    op.drop_table('quiz_attempt')
    with op.batch_alter_table('question_bank_review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_review_question_id'))

    op.drop_table('question_bank_review')
    with op.batch_alter_table('question_bank_option', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_option_version_id'))

    op.drop_table('question_bank_option')
    with op.batch_alter_table('contest_tie_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_tie_decision_contest_id'))

    op.drop_table('contest_tie_decision')
    with op.batch_alter_table('contest_rules', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_rules_contest_id'))

    op.drop_table('contest_rules')
    with op.batch_alter_table('contest_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_round_contest_id'))

    op.drop_table('contest_round')
    with op.batch_alter_table('contest_roll_preview', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_roll_preview_contest_id'))

    op.drop_table('contest_roll_preview')
    with op.batch_alter_table('contest_result', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_result_contest_id'))

    op.drop_table('contest_result')
    with op.batch_alter_table('contest_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_entry_person_id'))
        batch_op.drop_index(batch_op.f('ix_contest_entry_contest_id'))

    op.drop_table('contest_entry')
    with op.batch_alter_table('contest_act', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_act_contest_id'))

    op.drop_table('contest_act')
    with op.batch_alter_table('quiz_candidate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiz_candidate_quiz_id'))
        batch_op.drop_index(batch_op.f('ix_quiz_candidate_person_id'))

    op.drop_table('quiz_candidate')
    op.drop_table('quiz_blueprint_cell')
    with op.batch_alter_table('question_bank_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_version_topic_id'))
        batch_op.drop_index(batch_op.f('ix_question_bank_version_question_id'))
        batch_op.drop_index('ix_question_bank_version_likeness')

    op.drop_table('question_bank_version')
    with op.batch_alter_table('contest_contest', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_contest_upper_contest_id'))
        batch_op.drop_index(batch_op.f('ix_contest_contest_unit_id'))
        batch_op.drop_index(batch_op.f('ix_contest_contest_campaign_id'))

    op.drop_table('contest_contest')
    with op.batch_alter_table('quiz_quiz', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_quiz_quiz_unit_id'))

    op.drop_table('quiz_quiz')
    with op.batch_alter_table('question_bank_question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_question_unit_id'))
        batch_op.drop_index(batch_op.f('ix_question_bank_question_state'))
        batch_op.drop_index(batch_op.f('ix_question_bank_question_current_version_id'))

    op.drop_table('question_bank_question')
    with op.batch_alter_table('question_bank_import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_bank_import_unit_id'))
        batch_op.drop_index(batch_op.f('ix_question_bank_import_file_digest'))

    op.drop_table('question_bank_import')
    with op.batch_alter_table('jobs_job', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_jobs_job_unit_id'))
        batch_op.drop_index('ix_jobs_job_state_lease')
        batch_op.drop_index(batch_op.f('ix_jobs_job_owner_id'))

    op.drop_table('jobs_job')
    with op.batch_alter_table('documents_issued', schema=None) as batch_op:
        batch_op.drop_index('ix_documents_issued_subject')
        batch_op.drop_index(batch_op.f('ix_documents_issued_issuer_unit_id'))

    op.drop_table('documents_issued')
    op.drop_table('documents_counter')
    with op.batch_alter_table('contest_campaign', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contest_campaign_unit_id'))

    op.drop_table('contest_campaign')
    op.drop_table('question_bank_topic')
    op.drop_table('question_bank_source')
