"""What people do to the tree of units and to the people in it."""

from foundation.organisation.services.people import (
    PersonDraft,
    admit_person,
    appoint,
    change_person,
    create_person,
    end_post,
    move_person,
    note_admission,
)
from foundation.organisation.services.units import (
    UnitDraft,
    create_unit,
    dissolve_unit,
    move_unit,
    rename_unit,
)
from foundation.organisation.services.vocabulary import ensure_vocabulary

__all__ = [
    "PersonDraft",
    "UnitDraft",
    "admit_person",
    "appoint",
    "change_person",
    "create_person",
    "create_unit",
    "dissolve_unit",
    "end_post",
    "ensure_vocabulary",
    "move_person",
    "move_unit",
    "note_admission",
    "rename_unit",
]
