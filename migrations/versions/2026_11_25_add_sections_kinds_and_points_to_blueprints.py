"""add sections, kinds and points to blueprints, and blueprints kept for reuse."""

import sqlalchemy as sa
from alembic import op

revision = "c4b7e2910d31"
down_revision = "1e4dbe05f978"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "quiz_section",
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("instructions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz_quiz.id"], name=op.f("fk_quiz_section_quiz_id_quiz_quiz")
        ),
        sa.PrimaryKeyConstraint("quiz_id", "number", name=op.f("pk_quiz_section")),
    )
    op.create_table(
        "quiz_blueprint_preset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("kept_by", sa.Integer(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["organisation_unit.id"],
            name=op.f("fk_quiz_blueprint_preset_unit_id_organisation_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["kept_by"],
            ["account_user.id"],
            name=op.f("fk_quiz_blueprint_preset_kept_by_account_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_blueprint_preset")),
        sa.UniqueConstraint("public_id", name=op.f("uq_quiz_blueprint_preset_public_id")),
        sa.UniqueConstraint("unit_id", "name", name=op.f("uq_quiz_blueprint_preset_unit_id_name")),
    )
    op.create_index(
        op.f("ix_quiz_blueprint_preset_unit_id"), "quiz_blueprint_preset", ["unit_id"]
    )
    op.create_table(
        "quiz_blueprint_row",
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("difficulty", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("points", sa.String(length=80), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_quiz_blueprint_row_count_not_negative")),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz_quiz.id"], name=op.f("fk_quiz_blueprint_row_quiz_id_quiz_quiz")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["question_bank_topic.id"],
            name=op.f("fk_quiz_blueprint_row_topic_id_question_bank_topic"),
        ),
        sa.PrimaryKeyConstraint(
            "quiz_id",
            "section",
            "topic_id",
            "difficulty",
            "kind",
            name=op.f("pk_quiz_blueprint_row"),
        ),
    )
    op.execute(
        "INSERT INTO quiz_blueprint_row "
        "(quiz_id, section, topic_id, difficulty, kind, count, points) "
        "SELECT quiz_id, 1, topic_id, difficulty, '', count, '1' FROM quiz_blueprint_cell"
    )
    op.drop_table("quiz_blueprint_cell")
    with op.batch_alter_table("quiz_quiz") as table:
        table.add_column(
            sa.Column(
                "prefers_least_seen", sa.Boolean(), server_default=sa.false(), nullable=False
            )
        )
    with op.batch_alter_table("quiz_paper_item") as table:
        table.add_column(sa.Column("section", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    """Undo; cells of several sections and kinds become one."""
    with op.batch_alter_table("quiz_paper_item") as table:
        table.drop_column("section")
    with op.batch_alter_table("quiz_quiz") as table:
        table.drop_column("prefers_least_seen")
    op.create_table(
        "quiz_blueprint_cell",
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("difficulty", sa.String(length=20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_quiz_blueprint_cell_count_not_negative")),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz_quiz.id"], name=op.f("fk_quiz_blueprint_cell_quiz_id_quiz_quiz")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["question_bank_topic.id"],
            name=op.f("fk_quiz_blueprint_cell_topic_id_question_bank_topic"),
        ),
        sa.PrimaryKeyConstraint(
            "quiz_id", "topic_id", "difficulty", name=op.f("pk_quiz_blueprint_cell")
        ),
    )
    op.execute(
        "INSERT INTO quiz_blueprint_cell (quiz_id, topic_id, difficulty, count) "
        "SELECT quiz_id, topic_id, difficulty, SUM(count) FROM quiz_blueprint_row "
        "GROUP BY quiz_id, topic_id, difficulty"
    )
    op.drop_table("quiz_blueprint_row")
    op.drop_index(op.f("ix_quiz_blueprint_preset_unit_id"), "quiz_blueprint_preset")
    op.drop_table("quiz_blueprint_preset")
    op.drop_table("quiz_section")
