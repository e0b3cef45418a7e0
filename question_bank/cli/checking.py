"""``flask bank check``: what is approved, what cites nothing, what rests on an ended document."""

import json
from typing import Any

import click
from flask_babel import gettext as _

from foundation import clock
from question_bank.cli.group import group
from question_bank.queries.checking import Superseded, check_bank


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
