"""Lists are sent, looked at, accepted: nothing is kept before."""

from foundation.importing.services.choosing import (
    choose,
    choose_for_many,
    head_of,
    read_again,
)
from foundation.importing.services.memory import remember_columns
from foundation.importing.services.staging import Sent, send_list
from foundation.importing.services.storing import accept_list, keep_now
from foundation.importing.services.sweeping import sweep_lists
from foundation.importing.services.switches import switch_field, switched_fields

__all__ = [
    "Sent",
    "accept_list",
    "choose",
    "choose_for_many",
    "head_of",
    "keep_now",
    "read_again",
    "remember_columns",
    "send_list",
    "sweep_lists",
    "switch_field",
    "switched_fields",
]
