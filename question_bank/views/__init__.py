"""Pages of the bank; each module adds its own to the blueprint."""

from question_bank.views import (
    bulk,
    exporting,
    importing,
    life,
    likeness,
    listing,
    questions,
    sources,
    writing,
)
from question_bank.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "bulk",
    "exporting",
    "importing",
    "life",
    "likeness",
    "listing",
    "questions",
    "sources",
    "writing",
]
