"""Commands ``flask bank …``."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from foundation import clock
from foundation.errors import Refusal
from question_bank import queries, services
from question_bank.queries.checking import Superseded, check_bank
from question_bank.queries.lists import QuestionFilter
from question_bank.rules.importing import Candidate
from question_bank.services.exporting import Exported, export_questions
from question_bank.services.formats import format_for_name

group = AppGroup("bank", help="The question bank.")
EXIT_REFUSED = 2


@group.command("load-starter")
def load_starter() -> None:
    """Add the questions that come with the program; those already there stay."""
    added = services.load_starter(at=clock.now())
    click.echo(_("%(count)s questions added to the common bank.", count=added))


@group.command("check")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def check(as_json: bool) -> None:
    """Count what is approved; name what cites nothing or rests on a document that ended."""
    found = check_bank(clock.today())
    if as_json:
        report = {
            "approved": found.approved,
            "situations": found.situations,
            "without_citation": found.without_citation,
            "superseded": [_superseded(one) for one in found.superseded],
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    click.echo(_("Approved: %(count)s", count=found.approved))
    click.echo(_("Approved situations: %(count)s", count=found.situations))
    click.echo(_("Without a citation: %(count)s", count=found.without_citation))
    click.echo(_("Resting on a document that ended: %(count)s", count=len(found.superseded)))
    for one in found.superseded:
        click.echo(f"  {one.origin or one.public_id}: {one.stem[:80]} ({one.source.name[:60]})")


def _superseded(one: Superseded) -> dict[str, Any]:
    ended = one.source.in_force_to
    return {
        "id": one.public_id,
        "origin": one.origin,
        "stem": one.stem,
        "state": one.state,
        "source": one.source.name,
        "in_force_to": ended.isoformat() if ended else None,
        "replaced_by": one.replaced_by,
    }


@group.command("read")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def read(file: Path, as_json: bool) -> None:
    """Read a Word FILE and say what was found; nothing is stored."""
    try:
        content = file.read_bytes() if file.is_file() else b""
        candidates, problems = services.read_file(content, file.name)
    except Refusal as refusal:
        sentence = _(refusal.message) % refusal.facts if refusal.facts else _(refusal.message)
        click.echo(json.dumps({"refused": sentence}, ensure_ascii=False) if as_json else sentence)
        sys.exit(EXIT_REFUSED)
    listed = [_listed(one) for one in candidates if one.problems]
    listed += [{"where": p["paragraph"], "why": _(str(p["message"]))} for p in problems]
    if as_json:
        report = {
            "found": len(candidates),
            "stored": sum(not one.problems for one in candidates),
            "listed": listed,
            "questions": [_shown(one) for one in candidates if not one.problems],
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    click.echo(_("%(found)s questions found.", found=len(candidates)))
    for row in listed:
        click.echo(f"  {row['where']}: {row['why']}")


def _listed(one: Candidate) -> dict[str, Any]:
    return {"where": one.paragraph, "why": "; ".join(_(problem) for problem in one.problems)}


def _shown(one: Candidate) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "stem": one.stem,
        "options": [{"label": option[0], "text": option[1]} for option in one.options],
        "key": list(one.key),
        "mark": one.sign,
        "topic": one.topic,
        "source": one.source,
        "explanation": one.explanation,
        "notes": [],
    }


@group.command("export")
@click.option("--format", "format_name", default="", help="gift, aiken, moodle-xml, qti, qti-3.0.")
@click.option("--state", default="", help="Only questions in this state.")
@click.option("--topic", default="", help="Only questions of the topic with this code.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(format_name: str, state: str, topic: str, as_json: bool, file: Path) -> None:
    """Write the bank's questions to FILE and say what the format cannot hold."""
    try:
        found = queries.topic_by_code(topic) if topic else None
        asked = QuestionFilter(state=state, topic_id=(found.id if found else -1) if topic else None)
        name = format_name or format_for_name(file.name)
        made = export_questions(name, asked, None, actor_id=None, at=clock.now())
        file.write_bytes(made.content)
    except OSError as error:
        _refuse(_("The file cannot be written: %(path)s", path=error.filename), as_json=as_json)
    except Refusal as refusal:
        sentence = _(refusal.message) % refusal.facts if refusal.facts else _(refusal.message)
        _refuse(sentence, as_json=as_json)
    else:
        _say_exported(made, as_json=as_json)


def _refuse(sentence: str, *, as_json: bool) -> None:
    click.echo(json.dumps({"refused": sentence}, ensure_ascii=False) if as_json else sentence)
    sys.exit(EXIT_REFUSED)


def _say_exported(made: Exported, *, as_json: bool) -> None:
    rows = [
        {"number": one.number, "name": one.name, "why": _(one.remark.message) % one.remark.facts}
        | {"left_out": one.is_left_out}
        for one in made.losses
    ]
    if as_json:
        report = {"found": made.found, "written": made.written, "losses": rows}
        click.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    click.echo(
        _("%(written)s of %(found)s questions written.", written=made.written, found=made.found)
    )
    for row in rows:
        click.echo(f"  {row['number']}. {row['name']}: {row['why']}")
