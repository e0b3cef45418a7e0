"""``flask bank load-starter``."""

import sys

import click
from flask_babel import gettext as _

from foundation import clock
from foundation.account import queries as accounts
from foundation.account.permissions import Permission
from foundation.errors import N_, InvalidInput, Refusal
from question_bank import services
from question_bank.cli.group import EXIT_REFUSED, group
from question_bank.services.starter import Signers


class SignerUnfit(InvalidInput):
    """Whoever answers for questions may write, or approve, them."""

    message = N_("“%(username)s” is no account in use that may do this with questions.")


class SecondSignerMissing(InvalidInput):
    """Two people answer for the bank, or nobody yet."""

    message = N_("Name both: who brings the questions in, and who approves them.")


@group.command("load-starter")
@click.option("--author", metavar="USER", help="Account of who brings the questions in.")
@click.option("--approver", metavar="USER", help="Account of who approves them; somebody else.")
def load_starter(author: str | None, approver: str | None) -> None:
    """Add the questions that come with the program; those already there stay.

    With both names, the questions that nobody here has signed yet bear them.
    """
    try:
        added = services.load_starter(at=clock.now(), signers=_signers(author, approver))
    except Refusal as refusal:
        click.echo(_(refusal.message) % refusal.facts if refusal.facts else _(refusal.message))
        sys.exit(EXIT_REFUSED)
    click.echo(_("%(count)s questions added to the common bank.", count=added))


def _signers(author: str | None, approver: str | None) -> Signers | None:
    if not author and not approver:
        return None
    if not author or not approver:
        raise SecondSignerMissing
    return Signers(
        _account(author, Permission.QUESTION_WRITE),
        _account(approver, Permission.QUESTION_APPROVE),
    )


def _account(username: str, permission: Permission) -> int:
    user = accounts.active_user(username)
    if user is None or permission not in accounts.permissions_by(
        accounts.roles_of(user.id, clock.today())
    ):
        raise SignerUnfit(username=username)
    return user.id
