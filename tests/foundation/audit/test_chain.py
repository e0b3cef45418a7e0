"""The audit chain: each entry seals the one before; a change behind its back is found."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from foundation.audit import queries
from foundation.audit.services import record
from foundation.db import db, is_sqlite, session, transactional

AT = datetime(2026, 12, 12, 1, 2, 3, 456, tzinfo=UTC)


@transactional
def _record_three() -> None:
    for number in (1, 2, 3):
        record("test.deed", f"row:{number}", actor_id=None, at=AT, unit_id=7, mark=number)


def _behind_the_back(statement: str) -> None:
    """Change the database as somebody with the file in hand would."""
    with db.engine.connect().execution_options(is_write=True) as connection:
        if is_sqlite():
            connection.execute(text("DROP TRIGGER IF EXISTS audit_entry_no_update"))
            connection.execute(text("DROP TRIGGER IF EXISTS audit_entry_no_delete"))
        else:
            connection.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER USER"))
        connection.execute(text(statement))
        connection.commit()


@pytest.fixture
def unguarded(app: Flask):  # type: ignore[no-untyped-def]
    """Put the guards back after a test that took them off."""
    yield
    session.rollback()
    with db.engine.connect().execution_options(is_write=True) as connection:
        from foundation.audit.models import SQLITE_GUARDS

        if is_sqlite():
            for guard in SQLITE_GUARDS:
                connection.execute(text(guard))
        else:
            connection.execute(text("ALTER TABLE audit_entry ENABLE TRIGGER USER"))
        connection.commit()


def test_an_untouched_chain_is_whole(app: Flask) -> None:
    _record_three()
    report = queries.check_chain()
    assert (report.is_whole, report.entries) == (True, 3)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit_entry SET action = 'x.y' WHERE number = 2", 2),
        ("UPDATE audit_entry SET unit_id = 8 WHERE number = 3", 3),
        ("UPDATE audit_details SET details = '{\"mark\": 9}' WHERE number = 1", 1),
        ("DELETE FROM audit_details WHERE number = 2", 2),
    ],
)
def test_the_first_entry_that_was_changed_is_named(
    unguarded: None, statement: str, broken: int
) -> None:
    _record_three()
    _behind_the_back(statement)
    assert queries.check_chain().broken_number == broken


@pytest.mark.parametrize("also", ["", "DELETE FROM audit_head"])
def test_an_entry_cut_off_at_the_end_is_missed(unguarded: None, also: str) -> None:
    _record_three()
    _behind_the_back("DELETE FROM audit_details WHERE number = 3")
    _behind_the_back("DELETE FROM audit_entry WHERE number = 3")
    if also:
        _behind_the_back(also)
    assert queries.check_chain().broken_number == 3


@pytest.mark.parametrize(
    "end",
    ["number = 2, seal = (SELECT previous_seal FROM audit_entry WHERE number = 3)", "seal = 'x'"],
)
def test_what_was_sealed_anew_behind_the_back_differs_from_the_kept_end(
    unguarded: None, end: str
) -> None:
    _record_three()
    _behind_the_back(f"UPDATE audit_head SET {end}")
    assert queries.check_chain().broken_number == 3


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (
            (
                "DELETE FROM audit_details WHERE number = 2",
                "DELETE FROM audit_entry WHERE number = 2",
            ),
            3,
        ),
        (
            (
                "DELETE FROM audit_details",
                "UPDATE audit_entry SET number = 9 WHERE number = 2",
                "UPDATE audit_entry SET number = 2 WHERE number = 3",
                "UPDATE audit_entry SET number = 3 WHERE number = 9",
            ),
            1,
        ),
    ],
)
def test_entries_taken_out_or_put_in_another_order_are_found(
    unguarded: None, statements: tuple[str, ...], broken: int
) -> None:
    _record_three()
    for statement in statements:
        _behind_the_back(statement)
    assert queries.check_chain().broken_number == broken


@pytest.mark.parametrize("deed", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"])
def test_the_program_itself_cannot_change_an_entry(app: Flask, deed: str) -> None:
    _record_three()
    session.execute(text("DELETE FROM audit_details"))
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(deed))
    session.rollback()


def test_details_can_be_erased_and_the_chain_stays_whole(app: Flask) -> None:
    _record_three()
    session.execute(
        text("UPDATE audit_details SET details = NULL, erased_at = '2026-12-31' WHERE number = 2")
    )
    session.commit()
    assert queries.check_chain().is_whole


def test_the_command_names_the_broken_entry(unguarded: None, app: Flask) -> None:
    _record_three()
    assert app.test_cli_runner().invoke(args=["audit", "verify"]).exit_code == 0
    _behind_the_back("UPDATE audit_entry SET subject = 'row:9' WHERE number = 2")
    session.rollback()
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 1
    assert "Entry 2 does not hold" in result.output
