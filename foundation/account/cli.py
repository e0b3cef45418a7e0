"""Commands ``flask account …``."""

from datetime import datetime

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from foundation import clock
from foundation.account import services
from foundation.account.services import AccountDraft
from foundation.organisation import queries as organisation
from foundation.organisation import services as units
from foundation.organisation.models import Unit
from foundation.organisation.services import UnitDraft

group = AppGroup("account", help="Accounts of officials.")


@group.command("create-admin")
@click.option("--username", prompt="Tên đăng nhập", help="User name of the administrator.")
@click.option("--name", prompt="Họ và tên", help="Name to show.")
@click.option("--unit-code", prompt="Mã đơn vị cao nhất", help="Code of the top unit.")
@click.option("--unit-name", prompt="Tên đơn vị cao nhất", help="Its name, when it is new.")
@click.option("--level", default="commune", show_default=True, help="Its level, when new.")
@click.password_option(prompt="Mật khẩu", confirmation_prompt="Gõ lại mật khẩu")
def create_admin(*, username: str, name: str, password: str, **unit: str) -> None:
    """Create the first administrator and, when it is missing, the top unit."""
    at = clock.now()
    top = _top_unit(unit["unit_code"], unit["unit_name"], unit["level"], at)
    draft = AccountDraft(username, name, password)
    user = services.create_first_administrator(draft, top.id, at=at)
    click.echo(_("Administrator “%(username)s” can sign in now.", username=user.username))


def _top_unit(code: str, name: str, level: str, at: datetime) -> Unit:
    units.ensure_vocabulary()
    known = organisation.unit_by_code(code)
    if known is not None:
        return known
    draft = UnitDraft(
        code=code,
        name=name,
        short_name=name,
        level_code=level,
        kind_code=None,
        parent_id=None,
        valid_from=clock.today(),
    )
    return units.create_unit(draft, actor_id=None, at=at)
