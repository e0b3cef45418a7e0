"""``flask organisation import-people``: a list of persons from the shell."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy import select

from foundation import clock
from foundation.db import session
from foundation.errors import N_, InvalidInput, Refusal
from foundation.importing import services
from foundation.importing.judged import Fate
from foundation.importing.models import ImportedFile, ImportedRow
from foundation.importing.persons.kind import PEOPLE
from foundation.importing.reading import read_table
from foundation.importing.services import Sent
from foundation.importing.services.staging import judged_rows
from foundation.lazy import say
from foundation.organisation import queries as organisation
from foundation.packages import content_of

EXIT_REFUSED = 2
group = AppGroup("organisation", help="Units and persons.")


class UnitUnknown(InvalidInput):
    """No unit has this code."""

    message = N_("No unit has the code “%(code)s”.")


class NoUnit(InvalidInput):
    """There is none, or more than one at the top."""

    message = N_("Name the unit with --unit CODE.")


class FileMissing(InvalidInput):
    """No such file."""

    message = N_("There is no file “%(name)s”.")


@group.command("import-people")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--unit", "unit_code", metavar="CODE", help="Else the unit at the top.")
@click.option("--dry-run", is_flag=True, help="Say what would be stored; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def import_people(file: Path, *, unit_code: str | None, dry_run: bool, as_json: bool) -> None:
    """Bring the persons of FILE in; doubtful rows are left out and listed."""
    try:
        sent = Sent(_content(file), file.name, PEOPLE.code, _unit(unit_code))
        table = read_table(sent.content)
        if dry_run:
            report = _would(sent, table)
        else:
            report = _kept(services.keep_now(sent, table, _step(as_json)))
    except Refusal as refusal:
        sentence = say(refusal.message, refusal.facts)
        click.echo(json.dumps({"refused": sentence}, ensure_ascii=False) if as_json else sentence)
        sys.exit(EXIT_REFUSED)
    _tell(report, as_json=as_json)


def _content(file: Path) -> bytes:
    try:
        return content_of(file)
    except OSError:
        raise FileMissing(name=file.name) from None


def _unit(code: str | None) -> int:
    if code is None:
        top = organisation.top_unit_ids(clock.today())
        if len(top) != 1:
            raise NoUnit
        return top.pop()
    unit = organisation.unit_by_code(code)
    if unit is None:
        raise UnitUnknown(code=code)
    return unit.id


def _step(as_json: bool) -> Any:
    """Return what tells a person at a terminal how far the work is."""
    if as_json or not sys.stderr.isatty():
        return lambda _done, _total: None
    return lambda done, total: click.echo(f"\r{done}/{total}", nl=done >= total, err=True)


def _would(sent: Sent, table: Any) -> dict[str, Any]:
    file = ImportedFile(kind=sent.kind, unit_id=sent.unit_id, settings={}, layout={})
    read = judged_rows(file, table, clock.now())
    lines = [
        (row.number, row.title, row.fate, row.faults, row.doubts, row.person_id)
        for row in read.rows
    ]
    listed = [
        _line(number, title, [one.as_json() for one in faults], [one.as_json() for one in doubts])
        for number, title, fate, faults, doubts, _person in lines
        if fate not in (Fate.READY, Fate.SAME)
    ]
    fates = [fate for _n, _t, fate, *_rest in lines]
    return _report(read.layout, fates.count(Fate.READY), fates.count(Fate.SAME), listed)


def _kept(file: ImportedFile) -> dict[str, Any]:
    query = select(ImportedRow).where(
        ImportedRow.file_id == file.id,
        ImportedRow.fate.not_in((Fate.READY.code, Fate.SAME.code)),
    )
    listed = [
        _line(row.number, row.title, row.item["faults"], row.item["doubts"])
        for row in session.scalars(query.order_by(ImportedRow.number))
    ]
    return _report(file.layout, file.stored or 0, file.unchanged or 0, listed)


def _line(number: int, title: str, faults: list[Any], doubts: list[Any]) -> dict[str, Any]:
    why = [say(*one) for one in faults] + [say(*one["saying"]) for one in doubts]
    return {"row": number, "name": title, "why": " ".join(why)}


def _report(
    layout: dict[str, Any], stored: int, unchanged: int, listed: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "found": stored + unchanged + len(listed),
        "stored": stored,
        "unchanged": unchanged,
        "listed": listed,
        "not_collected": layout["not_collected"],
        "not_switched_on": layout["not_switched"],
        "unknown_columns": layout["unknown"],
        "passed_over": [{"row": number, "text": text} for number, text in layout["passed_over"]],
    }


def _tell(report: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    click.echo(
        _(
            "%(found)s rows found: %(stored)s stored, %(unchanged)s unchanged, %(listed)s listed.",
            found=report["found"],
            stored=report["stored"],
            unchanged=report["unchanged"],
            listed=len(report["listed"]),
        )
    )
    for line in report["listed"]:
        click.echo(
            "  " + _("Row %(number)s", number=line["row"]) + f", {line['name']}: {line['why']}"
        )
    for label, names in (
        (_("Not collected"), report["not_collected"]),
        (_("Not switched on for this unit"), report["not_switched_on"]),
    ):
        if names:
            click.echo(f"{label}: {', '.join(names)}")
