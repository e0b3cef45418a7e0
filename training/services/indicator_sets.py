"""Indicators of a resolution or a project, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import select

from foundation.db import session, transactional
from foundation.errors import N_, InvalidInput
from training.models import IndicatorSet, IndicatorTarget
from training.rules.catalogue import CODES
from training.services.indicators import WrittenAlready, log


class NoTargets(InvalidInput):
    """A set of indicators without a figure."""

    message = N_("Choose at least one figure.")


@dataclass(frozen=True)
class SetDraft:
    """A set of indicators with what is to be reached; None where it is only watched."""

    unit_id: int
    code: str
    name: str
    document: str
    document_date: date
    first_year: int
    last_year: int
    targets: Mapping[str, Fraction | None]


@transactional
def write_set(draft: SetDraft, *, actor_id: int, at: datetime) -> IndicatorSet:
    """Write down a set of indicators.

    Raises:
        NoTargets, WrittenAlready: nothing is written.
    """
    targets = {code: draft.targets[code] for code in CODES if code in draft.targets}
    if not targets:
        raise NoTargets
    if session.scalar(select(IndicatorSet.id).where(IndicatorSet.code == draft.code)):
        raise WrittenAlready
    words = {name: value for name, value in draft.__dict__.items() if name != "targets"}
    made = IndicatorSet(**words)
    session.add(made)
    session.flush()
    for position, (code, target) in enumerate(targets.items(), start=1):
        session.add(
            IndicatorTarget(set_id=made.id, position=position, figure_code=code, target=target)
        )
    log("indicators.write", f"indicators:{made.id}", draft.unit_id, actor_id, at,
         code=draft.code, targets=targets)  # fmt: skip
    return made
