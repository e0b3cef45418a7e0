"""add organisation, accounts and audit."""

import sqlalchemy as sa
from alembic import op

revision = "a1f00d000001"
down_revision = None


def upgrade() -> None:
    """Apply."""
    op.create_table('account_throttle',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('door', sa.String(length=20), nullable=False),
    sa.Column('source', sa.String(length=120), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_failure_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_throttle')),
    sa.UniqueConstraint('door', 'source', name=op.f('uq_account_throttle_door_source'))
    )
    op.create_table('audit_entry',
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.String(length=60), nullable=False),
    sa.Column('subject', sa.String(length=80), nullable=False),
    sa.Column('details_digest', sa.String(length=64), nullable=False),
    sa.Column('previous_seal', sa.String(length=64), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_audit_entry')),
    sa.UniqueConstraint('seal', name=op.f('uq_audit_entry_seal'))
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entry_action'), ['action'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_actor_id'), ['actor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_subject'), ['subject'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_unit_id'), ['unit_id'], unique=False)

    op.create_table('audit_head',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('seal', sa.String(length=64), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_audit_head_one_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_head'))
    )
    op.create_table('organisation_cell_kind',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_cell_kind')),
    sa.UniqueConstraint('code', name=op.f('uq_organisation_cell_kind_code'))
    )
    op.create_table('organisation_level',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_level')),
    sa.UniqueConstraint('code', name=op.f('uq_organisation_level_code'))
    )
    op.create_table('organisation_person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('full_name', sa.String(length=120), nullable=False),
    sa.Column('name_key', sa.String(length=400), nullable=False),
    sa.Column('search_key', sa.String(length=120), nullable=False),
    sa.Column('gender', sa.String(length=10), nullable=True),
    sa.Column('ethnicity', sa.String(length=40), nullable=True),
    sa.Column('birth_date', sa.Date(), nullable=True),
    sa.Column('is_demo', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_person')),
    sa.UniqueConstraint('public_id', name=op.f('uq_organisation_person_public_id'))
    )
    with op.batch_alter_table('organisation_person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_person_is_demo'), ['is_demo'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_person_search_key'), ['search_key'], unique=False)
        batch_op.create_index('ix_organisation_person_sorted', ['name_key', 'id'], unique=False)

    op.create_table('organisation_post_kind',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('rank', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_organisation_post_kind'))
    )
    op.create_table('account_user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('username', sa.String(length=60), nullable=False),
    sa.Column('display_name', sa.String(length=120), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('must_change_password', sa.Boolean(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('is_demo', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['organisation_person.id'], name=op.f('fk_account_user_person_id_organisation_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_user')),
    sa.UniqueConstraint('public_id', name=op.f('uq_account_user_public_id')),
    sa.UniqueConstraint('username', name=op.f('uq_account_user_username'))
    )
    with op.batch_alter_table('account_user', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_user_person_id'), ['person_id'], unique=False)

    op.create_table('audit_details',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('salt', sa.String(length=32), nullable=False),
    sa.Column('details', sa.JSON(), nullable=True),
    sa.Column('erased_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['number'], ['audit_entry.number'], name=op.f('fk_audit_details_number_audit_entry')),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_audit_details'))
    )
    op.create_table('organisation_unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('level_id', sa.Integer(), nullable=False),
    sa.Column('kind_id', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('is_demo', sa.Boolean(), nullable=False),
    sa.CheckConstraint('valid_to IS NULL OR valid_to > valid_from', name=op.f('ck_organisation_unit_dates_in_order')),
    sa.ForeignKeyConstraint(['kind_id'], ['organisation_cell_kind.id'], name=op.f('fk_organisation_unit_kind_id_organisation_cell_kind')),
    sa.ForeignKeyConstraint(['level_id'], ['organisation_level.id'], name=op.f('fk_organisation_unit_level_id_organisation_level')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_unit')),
    sa.UniqueConstraint('code', name=op.f('uq_organisation_unit_code')),
    sa.UniqueConstraint('public_id', name=op.f('uq_organisation_unit_public_id'))
    )
    with op.batch_alter_table('organisation_unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_unit_level_id'), ['level_id'], unique=False)

    op.create_table('account_access_code',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('subject_kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('code_hmac', sa.String(length=64), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_single_use', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_account_access_code_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_access_code')),
    sa.UniqueConstraint('code_hmac', name=op.f('uq_account_access_code_code_hmac')),
    sa.UniqueConstraint('public_id', name=op.f('uq_account_access_code_public_id'))
    )
    with op.batch_alter_table('account_access_code', schema=None) as batch_op:
        batch_op.create_index('ix_account_access_code_subject', ['subject_kind', 'subject_id'], unique=False)

    op.create_table('account_role_holding',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('granted_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_account_role_holding_unit_id_organisation_unit')),
    sa.ForeignKeyConstraint(['user_id'], ['account_user.id'], name=op.f('fk_account_role_holding_user_id_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_role_holding')),
    sa.UniqueConstraint('user_id', 'role', 'unit_id', 'valid_from', name=op.f('uq_account_role_holding_user_id_role_unit_id_valid_from'))
    )
    with op.batch_alter_table('account_role_holding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_role_holding_unit_id'), ['unit_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_role_holding_user_id'), ['user_id'], unique=False)

    op.create_table('organisation_membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['organisation_person.id'], name=op.f('fk_organisation_membership_person_id_organisation_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_organisation_membership_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_membership')),
    sa.UniqueConstraint('person_id', 'unit_id', 'valid_from', name=op.f('uq_organisation_membership_person_id_unit_id_valid_from'))
    )
    with op.batch_alter_table('organisation_membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_membership_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_membership_unit_id'), ['unit_id'], unique=False)

    op.create_table('organisation_post',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('kind_code', sa.String(length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['kind_code'], ['organisation_post_kind.code'], name=op.f('fk_organisation_post_kind_code_organisation_post_kind')),
    sa.ForeignKeyConstraint(['person_id'], ['organisation_person.id'], name=op.f('fk_organisation_post_person_id_organisation_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_organisation_post_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_post')),
    sa.UniqueConstraint('person_id', 'unit_id', 'kind_code', 'valid_from', name=op.f('uq_organisation_post_person_id_unit_id_kind_code_valid_from'))
    )
    with op.batch_alter_table('organisation_post', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_post_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_post_unit_id'), ['unit_id'], unique=False)

    op.create_table('organisation_unit_name',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('short_name', sa.String(length=120), nullable=False),
    sa.Column('search_key', sa.String(length=200), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_organisation_unit_name_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_unit_name')),
    sa.UniqueConstraint('unit_id', 'valid_from', name=op.f('uq_organisation_unit_name_unit_id_valid_from'))
    )
    with op.batch_alter_table('organisation_unit_name', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_unit_name_search_key'), ['search_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_unit_name_unit_id'), ['unit_id'], unique=False)

    op.create_table('organisation_unit_parent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('unit_id <> parent_id', name=op.f('ck_organisation_unit_parent_not_its_own_parent')),
    sa.ForeignKeyConstraint(['parent_id'], ['organisation_unit.id'], name=op.f('fk_organisation_unit_parent_parent_id_organisation_unit')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_organisation_unit_parent_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_unit_parent')),
    sa.UniqueConstraint('unit_id', 'valid_from', name=op.f('uq_organisation_unit_parent_unit_id_valid_from'))
    )
    with op.batch_alter_table('organisation_unit_parent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_unit_parent_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_unit_parent_unit_id'), ['unit_id'], unique=False)

    op.create_table('organisation_unit_succession',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('successor_id', sa.Integer(), nullable=False),
    sa.Column('on_day', sa.Date(), nullable=False),
    sa.Column('manner', sa.String(length=20), nullable=False),
    sa.Column('passes_records', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['successor_id'], ['organisation_unit.id'], name=op.f('fk_organisation_unit_succession_successor_id_organisation_unit')),
    sa.ForeignKeyConstraint(['unit_id'], ['organisation_unit.id'], name=op.f('fk_organisation_unit_succession_unit_id_organisation_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_unit_succession')),
    sa.UniqueConstraint('unit_id', 'successor_id', name=op.f('uq_organisation_unit_succession_unit_id_successor_id'))
    )
    with op.batch_alter_table('organisation_unit_succession', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_unit_succession_successor_id'), ['successor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_unit_succession_unit_id'), ['unit_id'], unique=False)

    op.create_table('account_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('code_id', sa.Integer(), nullable=True),
    sa.Column('device', sa.String(length=120), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('(user_id IS NULL) <> (code_id IS NULL)', name=op.f('ck_account_session_one_holder')),
    sa.ForeignKeyConstraint(['code_id'], ['account_access_code.id'], name=op.f('fk_account_session_code_id_account_access_code')),
    sa.ForeignKeyConstraint(['user_id'], ['account_user.id'], name=op.f('fk_account_session_user_id_account_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_account_session_token_hash'))
    )
    with op.batch_alter_table('account_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_session_code_id'), ['code_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_account_session_user_id'), ['user_id'], unique=False)
    _guard_audit()


def _guard_audit() -> None:
    """Let the database itself refuse to change or delete an entry of the log."""
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{deed} BEFORE {deed.upper()} ON audit_entry "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()"
    )


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table('account_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_session_user_id'))
        batch_op.drop_index(batch_op.f('ix_account_session_code_id'))

    op.drop_table('account_session')
    with op.batch_alter_table('organisation_unit_succession', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_unit_succession_unit_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_unit_succession_successor_id'))

    op.drop_table('organisation_unit_succession')
    with op.batch_alter_table('organisation_unit_parent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_unit_parent_unit_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_unit_parent_parent_id'))

    op.drop_table('organisation_unit_parent')
    with op.batch_alter_table('organisation_unit_name', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_unit_name_unit_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_unit_name_search_key'))

    op.drop_table('organisation_unit_name')
    with op.batch_alter_table('organisation_post', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_post_unit_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_post_person_id'))

    op.drop_table('organisation_post')
    with op.batch_alter_table('organisation_membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_membership_unit_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_membership_person_id'))

    op.drop_table('organisation_membership')
    with op.batch_alter_table('account_role_holding', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_role_holding_user_id'))
        batch_op.drop_index(batch_op.f('ix_account_role_holding_unit_id'))

    op.drop_table('account_role_holding')
    with op.batch_alter_table('account_access_code', schema=None) as batch_op:
        batch_op.drop_index('ix_account_access_code_subject')

    op.drop_table('account_access_code')
    with op.batch_alter_table('organisation_unit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_unit_level_id'))

    op.drop_table('organisation_unit')
    op.drop_table('audit_details')
    with op.batch_alter_table('account_user', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_user_person_id'))

    op.drop_table('account_user')
    op.drop_table('organisation_post_kind')
    with op.batch_alter_table('organisation_person', schema=None) as batch_op:
        batch_op.drop_index('ix_organisation_person_sorted')
        batch_op.drop_index(batch_op.f('ix_organisation_person_search_key'))
        batch_op.drop_index(batch_op.f('ix_organisation_person_is_demo'))

    op.drop_table('organisation_person')
    op.drop_table('organisation_level')
    op.drop_table('organisation_cell_kind')
    op.drop_table('audit_head')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_unit_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_subject'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_actor_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_action'))

    op.drop_table('audit_entry')
    op.drop_table('account_throttle')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entry_refuse()")
