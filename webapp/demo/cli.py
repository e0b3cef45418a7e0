"""Commands ``flask demo …``."""

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from foundation import clock
from foundation.text import grouped
from webapp.demo import loading, trying
from webapp.demo.accounts import OFFICIALS, PASSWORD

group = AppGroup("demo", help="The practice data: invented people, real figures.")


@group.command("load")
@click.option("--if-empty", is_flag=True, help="Say nothing if it is loaded already.")
def load(if_empty: bool) -> None:
    """Load the demo into an empty database."""
    if if_empty and loading.is_loaded():
        return
    loading.load(at=clock.now())
    click.echo(_("The demo is loaded."))


@group.command("wipe")
def wipe() -> None:
    """Take the demo away; the database is empty afterwards."""
    loading.wipe()
    click.echo(_("The demo is gone; the database is empty."))


@group.command("logins")
def logins() -> None:
    """Print one sign-in per role, and entry codes for the quiz and for a class."""
    if not loading.is_loaded():
        raise loading.NoDemoHere
    wide = max(len(_(role)) for _username, _name, role in OFFICIALS)
    for username, name, role in OFFICIALS:
        click.echo(f"  {_(role):<{wide}}  {username:<12} {PASSWORD}   ({name})")
    slip = trying.a_slip(at=clock.now())
    if slip is not None:
        words, code = _("Contestant"), grouped(slip.code)
        click.echo(f"  {words:<{wide}}  {code}   ({slip.full_name}, /thi)")
    learner = trying.a_learner_slip(at=clock.now())
    if learner is not None:
        words, code = _("Learner"), grouped(learner.code)
        click.echo(f"  {words:<{wide}}  {code}   ({learner.full_name}, /hoc)")
