"""Migrations build what the models say, lose nothing, and can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from foundation.db import db, is_sqlite
from tests import databases
from webapp import create_app
from webapp.config import ROOT, Settings

MIGRATIONS = ROOT / "migrations"
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}

PARENT_AND_CHILDREN = """
import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade():
    op.create_table("parent", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "child",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "parent_id",
            sa.Integer,
            sa.ForeignKey("parent.id", ondelete="CASCADE", name="fk_child_parent"),
            nullable=False,
        ),
    )
    op.execute("INSERT INTO parent VALUES (1)")
    op.execute("INSERT INTO child VALUES (1, 1), (2, 1)")
"""

CHANGES_PARENT = """
import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade():
    with op.batch_alter_table("parent") as table:
        table.add_column(sa.Column("name", sa.String(20)))
        table.create_unique_constraint("uq_parent_name", ["name"])
"""

LOSES_PARENT = """
from alembic import op

revision = "2"
down_revision = "1"


def upgrade():
    op.execute("DELETE FROM parent")
"""


@pytest.fixture(params=databases.chosen())
def empty_app(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Flask]:
    with databases.fresh(request.param, f"m{worker_id}") as url:
        settings = Settings(
            APP_ENV="test",
            DATABASE_URL=url,
            DATA_DIR=str(tmp_path_factory.mktemp("migrations")),
            SECRET_KEY="tests-only-0123456789abcdefghijklmnop",
        )
        app = create_app(settings)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def _config(versions: Path = MIGRATIONS / "versions") -> Config:
    config = Config(MIGRATIONS / "alembic.ini")
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("version_locations", str(versions))
    config.set_main_option("path_separator", "newline")
    return config


def _triggers() -> list[str]:
    with db.engine.connect() as connection:
        query = TRIGGERS[connection.dialect.name]
        return sorted(connection.execute(text(query)).scalars())


def _tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_migrations_build_exactly_the_models(empty_app: Flask) -> None:
    command.upgrade(_config(), "head")
    with db.engine.connect() as connection:
        built = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(built, db.metadata) == []
    built_triggers = _triggers()
    command.downgrade(_config(), "base")
    db.create_all()
    assert built_triggers == _triggers()


def test_every_migration_can_be_undone(empty_app: Flask) -> None:
    command.upgrade(_config(), "head")
    assert _tables()
    command.downgrade(_config(), "base")
    assert _tables() == set()
    command.upgrade(_config(), "head")


def test_changing_a_table_keeps_the_rows_that_refer_to_it(empty_app: Flask, tmp_path: Path) -> None:
    (tmp_path / "1.py").write_text(PARENT_AND_CHILDREN)
    (tmp_path / "2.py").write_text(CHANGES_PARENT)
    command.upgrade(_config(tmp_path), "head")
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM child")) == 2


def test_a_migration_that_breaks_references_changes_nothing(
    empty_app: Flask, tmp_path: Path
) -> None:
    (tmp_path / "1.py").write_text(PARENT_AND_CHILDREN.replace(', ondelete="CASCADE"', ""))
    command.upgrade(_config(tmp_path), "head")
    (tmp_path / "2.py").write_text(LOSES_PARENT)
    with pytest.raises(Exception, match=r"refer to nothing|violates foreign key"):
        command.upgrade(_config(tmp_path), "head")
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM parent")) == 1
        assert not is_sqlite() or connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_migrations_import_nothing_of_the_application() -> None:
    for path in (MIGRATIONS / "versions").glob("*.py"):
        imports = [
            line for line in path.read_text().splitlines() if line.startswith(("import", "from"))
        ]
        assert set(imports) <= {
            "import sqlalchemy as sa",
            "from alembic import op",
            "from sqlalchemy.dialects import postgresql",
        }, path.name
