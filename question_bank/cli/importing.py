"""``flask bank import``: a file of any format, from the shell."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _

from foundation import clock
from foundation.errors import N_, InvalidInput, Refusal
from foundation.organisation import queries as organisation
from foundation.packages import content_of
from question_bank import queries, services
from question_bank.cli.group import EXIT_REFUSED, group
from question_bank.rules.importing import NEAR_BANK, NEAR_FILE, Fate, twin_remark
from question_bank.rules.reading import ReadFile, Remark
from question_bank.rules.report import question_report
from question_bank.services.formats import FORMATS
from question_bank.services.importing import Compared

KEPT = (Fate.READY, Fate.NEAR)
DEFAULT_TOPIC = ("general", N_("Not yet sorted"))


class UnitUnknown(InvalidInput):
    """No unit has this code."""

    message = N_("No unit has the code “%(code)s”.")


class TopicUnknown(InvalidInput):
    """No topic has this code."""

    message = N_("No topic has the code “%(code)s”.")


@group.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_code",
    type=click.Choice([n for n, one in FORMATS.items() if one.read]),
    help="Else told by content.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be stored; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.option("--unit", "unit_code", metavar="CODE", help="Else the common bank.")
@click.option("--topic", "topic_code", metavar="CODE", help="Topic where the file names none.")
def import_file(
    file: Path,
    format_code: str | None,
    *,
    dry_run: bool,
    as_json: bool,
    unit_code: str | None,
    topic_code: str | None,
) -> None:
    """Bring the questions of FILE into the bank, for review."""
    try:
        unit_id = _unit(unit_code)
        content = _content(file)
        found = services.read_for_unit(content, format_code, unit_id, file_name=file.name)
        bound = _bound(found, unit_id)
        rows = services.compared(found.items, unit_id, clock.today())
        if not dry_run and any(row.fate in KEPT for row in rows):
            goal = (unit_id, _topic(topic_code))
            rows = services.import_now(found, content, file.name, goal, rows, step=_step(as_json))
    except Refusal as refusal:
        sentence = _sentence(Remark(refusal.message, refusal.facts))
        click.echo(json.dumps({"refused": sentence}, ensure_ascii=False) if as_json else sentence)
        sys.exit(EXIT_REFUSED)
    _tell(found, rows, bound, as_json=as_json)


def _bound(found: ReadFile, unit_id: int | None) -> Mapping[str, queries.BoundSource]:
    """Return to which documents of the register the questions would be bound."""
    cited = {one.draft.source.document for one in found.items if one.draft and one.draft.source}
    return queries.bound_sources(cited, [unit_id] if unit_id else [], clock.today())


def _content(file: Path) -> bytes:
    try:
        return content_of(file)
    except OSError:
        raise services.FileMissing(name=file.name) from None


def _unit(code: str | None) -> int | None:
    if code is None:
        return None
    unit = organisation.unit_by_code(code)
    if unit is None:
        raise UnitUnknown(code=code)
    return unit.id


def _topic(code: str | None) -> int:
    if code is None:
        return services.ensure_topic(DEFAULT_TOPIC[0], _(DEFAULT_TOPIC[1])).id
    topic = queries.topic_by_code(code)
    if topic is None:
        raise TopicUnknown(code=code)
    return topic.id


def _step(as_json: bool) -> Any:
    """Return what tells a person at a terminal how far the work is."""
    if as_json or not sys.stderr.isatty():
        return lambda _done, _total: None
    return lambda done, total: click.echo(f"\r{done}/{total}", nl=done >= total, err=True)


def _tell(
    found: ReadFile,
    rows: Sequence[Compared],
    bound: Mapping[str, queries.BoundSource],
    *,
    as_json: bool,
) -> None:
    kept = [row for row in rows if row.fate in KEPT]
    place = FORMATS[found.format].place
    listed = [
        {"where": _place(place, row.item.where), "why": _why(row)}
        for row in rows
        if row.fate not in KEPT
    ]
    remarks = [
        {"where": _place(place, where), "why": _sentence(remark)} for where, remark in found.remarks
    ]
    if as_json:
        report = {
            "format": found.format,
            "found": len(rows),
            "stored": len(kept),
            "listed": listed,
            "remarks": remarks,
            "questions": [_shown(row, place, bound) for row in kept],
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    click.echo(
        _(
            "%(found)s questions found, %(stored)s stored, %(listed)s listed.",
            found=len(rows),
            stored=len(kept),
            listed=len(listed),
        )
    )
    for line in listed:
        click.echo(f"  {line['where']}: {line['why']}")
    for line in remarks:
        click.echo(f"  {line['where']}: {line['why']}")


def _place(place: str, where: str) -> str:
    return str(_(place) % {"where": where}) if where else ""


def _why(row: Compared) -> str:
    if row.fate is Fate.TWIN:
        return _sentence(twin_remark(row.twin, is_other_key=row.is_other_key))
    return " ".join(_sentence(problem) for problem in row.item.problems)


def _shown(row: Compared, place: str, bound: Mapping[str, queries.BoundSource]) -> dict[str, Any]:
    item = row.item
    if item.draft is None:
        return {}
    source = item.draft.source
    register = bound[source.document] if source else queries.BoundSource()
    notes = [*item.notes, *([register.remark] if register.remark else []), *_near(row)]
    report = question_report(item)
    return report | {
        "register": register.name,
        "notes": [_sentence(note) for note in notes],
        "where": _place(place, item.where),
    }


def _near(row: Compared) -> list[Remark]:
    if row.near is None:
        return []
    key = str(row.near["key"])
    message = NEAR_FILE if key.startswith("#") else NEAR_BANK
    return [Remark(message, {"percent": row.near["percent"], "other": key.removeprefix("#")})]


def _sentence(remark: Remark) -> str:
    facts = {name: _fact(fact) for name, fact in remark.facts.items()}
    return str(_(remark.message) % facts if facts else _(remark.message))


def _fact(fact: object) -> object:
    return _(fact) if isinstance(fact, str) and fact else fact
