"""The tables of the training domain, by subject."""

from training.models.indicators import (
    ExternalStudy,
    IndicatorSet,
    IndicatorTarget,
    Meeting,
    OrganisationRating,
    ResolutionBook,
    TypedAggregate,
)

__all__ = [
    "ExternalStudy",
    "IndicatorSet",
    "IndicatorTarget",
    "Meeting",
    "OrganisationRating",
    "ResolutionBook",
    "TypedAggregate",
]
