"""Bringing a file in: read and shown first, kept when somebody says so."""

from question_bank.services.importing.choosing import Choices, choose, head_of_import, read_again
from question_bank.services.importing.comparing import Compared, compared
from question_bank.services.importing.opening import format_of, read_file
from question_bank.services.importing.refusals import FileMissing, NothingFound, UnknownFormat
from question_bank.services.importing.shell import import_now, read_for_unit
from question_bank.services.importing.staging import stage_import
from question_bank.services.importing.storing import confirm_import

__all__ = [
    "Choices",
    "Compared",
    "FileMissing",
    "NothingFound",
    "UnknownFormat",
    "choose",
    "compared",
    "confirm_import",
    "format_of",
    "head_of_import",
    "import_now",
    "read_again",
    "read_file",
    "read_for_unit",
    "stage_import",
]
