"""The form that notes a fault: for the secretariat, which takes the points off, and for judges."""

import secrets
from collections.abc import Sequence
from fractions import Fraction

from flask_babel import gettext as _

from contest.forms import FaultForm
from contest.queries.deductions import FaultRow
from contest.rules.document import Fault, Part, RulesDocument
from contest.services.deducting import FaultNote
from foundation.choices import SelectChoice
from foundation.rounding import half_up


def fault_form(rules: RulesDocument, part: str) -> FaultForm:
    """Return the form with the faults of a part and those of the total."""
    form = FaultForm()
    form.fault.choices = [
        SelectChoice(fault.code, f"{fault.title} ({cost_words(of, fault)})")
        for of, fault in rules.faults
        if of is None or of.code == part
    ]
    if not form.key.data:
        form.key.data = secrets.token_urlsafe(12)
    return form


def cost_words(part: Part | None, fault: Fault) -> str:
    """Return what a fault costs each time, in words."""
    if fault.points is not None:
        points = _plain(fault.points)
        if part is None:
            return _("%(points)s points off the total each time", points=points)
        return _("%(points)s points off each time", points=points)
    percent = _plain(fault.percent or Fraction(0))
    if part is None:
        return _("%(percent)s%% off the total each time", percent=percent)
    return _("%(percent)s%% off the part each time", percent=percent)


def _plain(value: Fraction) -> str:
    text = f"{half_up(value, 2)}".replace(".", ",")
    return text.rstrip("0").rstrip(",") if "," in text else text


def noted_words(rows: Sequence[FaultRow]) -> str:
    """Return what is noted already, so that nobody notes it a second time; nothing without it."""
    if not rows:
        return ""
    faults = "; ".join(
        f"{row.fault.title} (× {row.note.times}) – {row.note.reason}" for row in rows
    )
    return _("Noted already: %(faults)s.", faults=faults)


def note_of(form: FaultForm, round_entry_id: int, part: str) -> FaultNote:
    """Return what was typed."""
    return FaultNote(
        round_entry_id=round_entry_id,
        part=part,
        code=str(form.fault.data),
        times=form.times.data or 0,
        reason=str(form.reason.data),
        key=str(form.key.data),
    )
