"""Text in, typed values out: programmes, rules, plans, classes, lessons, learners, marks."""

from training.forms.classes import (
    AdmissionForm,
    ApproveForm,
    CourseForm,
    DecisionForm,
    EnrolmentForm,
    ExitQuizForm,
    IssueForm,
    LessonForm,
    MaterialForm,
    NewCourseForm,
    OutsiderForm,
    PlanForm,
    ProgrammeForm,
    ReasonForm,
    RecognitionForm,
    SiteForm,
    TrainersForm,
)
from training.forms.rule_set import RuleSetForm

__all__ = [
    "AdmissionForm",
    "ApproveForm",
    "CourseForm",
    "DecisionForm",
    "EnrolmentForm",
    "ExitQuizForm",
    "IssueForm",
    "LessonForm",
    "MaterialForm",
    "NewCourseForm",
    "OutsiderForm",
    "PlanForm",
    "ProgrammeForm",
    "ReasonForm",
    "RecognitionForm",
    "RuleSetForm",
    "SiteForm",
    "TrainersForm",
]
