"""Keep the judgement for a class's report, declared family of markers, and who set its quiz."""

import sqlalchemy as sa
from alembic import op

revision = "5e2b9c07d1a4"
down_revision = "b3e91c07d4f6"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("training_course", schema=None) as batch_op:
        batch_op.add_column(sa.Column("remarks", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("training_course", schema=None) as batch_op:
        batch_op.alter_column("remarks", server_default=None)

    op.create_table(
        "training_tie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("is_self", sa.Boolean(), nullable=False),
        sa.Column("relation", sa.String(length=120), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["training_enrolment.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["account_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("enrolment_id", "user_id"),
        sa.UniqueConstraint("public_id"),
    )
    with op.batch_alter_table("training_tie", schema=None) as batch_op:
        batch_op.create_index("ix_training_tie_user_id", ["user_id"])

    op.create_table(
        "training_quiz_setter",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["training_course.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["account_user.id"]),
        sa.PrimaryKeyConstraint("course_id", "user_id"),
    )
    with op.batch_alter_table("training_quiz_setter", schema=None) as batch_op:
        batch_op.create_index("ix_training_quiz_setter_user_id", ["user_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("training_quiz_setter")
    op.drop_table("training_tie")
    with op.batch_alter_table("training_course", schema=None) as batch_op:
        batch_op.drop_column("remarks")
