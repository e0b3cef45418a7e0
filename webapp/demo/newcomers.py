"""People on probation in the demo: admitted lately, young, in a cell since that day."""

from datetime import date, timedelta

from sqlalchemy import insert

from foundation.db import session
from foundation.organisation.models import Membership
from webapp.demo.awareness import outsiders
from webapp.demo.classes import Learner


def newcomers(cells: list[int], last: date, count: int) -> list[Learner]:
    """Write down new members, the last one admitted on that day and the others before, by weeks."""
    made = outsiders(cells, count, seed=700)
    for place, one in enumerate(made):
        admit(one, last - timedelta(days=7 * place))
    return made


def admit(one: Learner, day: date) -> None:
    """Let somebody be on probation in the unit that sends him or her, from that day."""
    one.person.admitted_on = day
    row = {"person_id": one.person.id, "unit_id": one.unit_id, "valid_from": day, "valid_to": None}
    session.execute(insert(Membership), [row])
