"""The tables of the training domain, by subject."""

from training.models.courses import (
    Course,
    CourseMaterial,
    CourseSite,
    CourseTrainer,
    Enrolment,
    Lesson,
)
from training.models.impartial import DeclaredTie, QuizSetter
from training.models.indicators import (
    ExternalStudy,
    IndicatorSet,
    IndicatorTarget,
    Meeting,
    OrganisationRating,
    ResolutionBook,
    TypedAggregate,
)
from training.models.programmes import (
    PlanItem,
    Programme,
    ProgrammeVersion,
    RuleSet,
    YearPlanRow,
)
from training.models.results import (
    AttendanceChange,
    AttendanceConflict,
    AttendanceRecord,
    CourseResult,
    Mark,
    Recognition,
)

__all__ = [
    "AttendanceChange",
    "AttendanceConflict",
    "AttendanceRecord",
    "Course",
    "CourseMaterial",
    "CourseResult",
    "CourseSite",
    "CourseTrainer",
    "DeclaredTie",
    "Enrolment",
    "ExternalStudy",
    "IndicatorSet",
    "IndicatorTarget",
    "Lesson",
    "Mark",
    "Meeting",
    "OrganisationRating",
    "PlanItem",
    "Programme",
    "ProgrammeVersion",
    "QuizSetter",
    "Recognition",
    "ResolutionBook",
    "RuleSet",
    "TypedAggregate",
    "YearPlanRow",
]
