"""``flask bank export``: the bank's questions in a file of any format."""

import json
import sys
from pathlib import Path

import click
from flask_babel import gettext as _

from foundation import clock
from foundation.errors import Refusal
from question_bank import queries
from question_bank.cli.group import EXIT_REFUSED, group
from question_bank.queries.lists import QuestionFilter
from question_bank.services.exporting import Exported, export_questions
from question_bank.services.formats import format_for_name


@group.command("export")
@click.option(
    "--format",
    "format_name",
    default="",
    help="docx, docx-paper, xlsx, csv, gift, aiken, moodle-xml, qti, qti-3.0.",
)
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
