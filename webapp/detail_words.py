"""The words of what a log entry keeps beside its action: every key, in one place."""

from enum import StrEnum

from contest.rules.states import ActKind, RoundMode, ScreenMode, SheetState
from foundation.account.permissions import Role
from foundation.errors import N_
from question_bank.rules.kinds import State as QuestionState
from quiz.rules.states import AttemptState
from training.rules.roll import Ruling
from training.rules.states import CourseState, EnrolmentState, Gate, RollSource

LABELS = {
    "about": N_("What it is about"),
    "absent": N_("Absent without leave"),
    "added": N_("Questions added"),
    "admitted_on": N_("Admitted to the Party on"),
    "after": N_("State afterwards"),
    "application": N_("Request by the holder"),
    "before": N_("State before"),
    "birth_date": N_("Birth date"),
    "candidate": N_("Contestant"),
    "changed": N_("Papers whose points change"),
    "closes_at": N_("Closes at"),
    "code": N_("Code"),
    "course": N_("Class"),
    "courses": N_("Number of classes"),
    "deadline": N_("Deadline of the paper"),
    "decision": N_("Decision"),
    "deputy": N_("Deputy who signs"),
    "document": N_("Paper of authorisation"),
    "ended": N_("Papers ended"),
    "ends_on": N_("Last day"),
    "entries": N_("Contestants"),
    "field": N_("Kind of data"),
    "file": N_("File"),
    "first_day": N_("Term begins on"),
    "format": N_("Kind of file"),
    "found": N_("Rows found"),
    "from_day": N_("From day"),
    "gate": N_("End of the class"),
    "head": N_("Head who authorises"),
    "held_on": N_("Day held"),
    "holder": N_("Holder"),
    "identity_check": N_("How the holder was recognised"),
    "is_active": N_("Account is open"),
    "is_head": N_("Head of the panel"),
    "is_self": N_("The learner is the official"),
    "is_taken": N_("Sign-in counts"),
    "issued": N_("Papers issued"),
    "judge": N_("Judge"),
    "kept": N_("Left as they were"),
    "kind": N_("Which kind"),
    "learner": N_("Learner no."),
    "learners": N_("Number of learners"),
    "left": N_("Unit left"),
    "left_out": N_("Left out"),
    "listed": N_("Rows of the list"),
    "manner": N_("Manner"),
    "markers": N_("Markers"),
    "minutes": N_("More minutes"),
    "mode": N_("Kind of picture"),
    "name": N_("Name"),
    "new": N_("Afterwards"),
    "not_kept": N_("Not kept"),
    "number": N_("Number"),
    "numbers": N_("Contestant numbers"),
    "office": N_("Office of the signer"),
    "official_on": N_("Official member since"),
    "old": N_("Before"),
    "of": N_("Declared by"),
    "on": N_("From day"),
    "opens_at": N_("Opens at"),
    "order": N_("Order"),
    "parent_id": N_("Under the unit"),
    "part": N_("Code of the part"),
    "passed": N_("Learners who passed"),
    "people": N_("Who"),
    "periods": N_("Periods"),
    "person_id": N_("Person"),
    "place": N_("Place name"),
    "pool": N_("Questions to draw from"),
    "post": N_("Post"),
    "prefers_least_seen": N_("Seldom seen questions first"),
    "prizes": N_("Prizes"),
    "profile": N_("Manner of papers"),
    "purpose": N_("Purpose"),
    "question": N_("Question"),
    "questions": N_("Number of questions"),
    "records_to": N_("Successor that keeps the records"),
    "relation": N_("What the learner is to the official"),
    "remarks": N_("Judgement, faults, wishes"),
    "restored": N_("Put back"),
    "retired": N_("Question retired"),
    "role": N_("Role"),
    "round_entry": N_("Contestant"),
    "rows": N_("Rows"),
    "rules": N_("Rules"),
    "ruling": N_("How the sign-in was judged"),
    "scope": N_("May sign"),
    "seconds": N_("Seconds"),
    "seed": N_("Seed"),
    "share": N_("Share of the points"),
    "sign": N_("Sign of the unit in numbers"),
    "signed": N_("Questions approved"),
    "since": N_("From day"),
    "source": N_("How it was noted"),
    "starts_on": N_("First day"),
    "state": N_("State"),
    "stood": N_("Seconds halted"),
    "stored": N_("Rows stored"),
    "successors": N_("Successors"),
    "title": N_("Title"),
    "total": N_("Total"),
    "unchanged": N_("Already known"),
    "units": N_("Units"),
    "until": N_("Until"),
    "upper": N_("Upper contest"),
    "used": N_("Seconds used"),
    "username": N_("User name"),
    "users": N_("Accounts"),
    "version": N_("Version"),
    "witnesses": N_("Witnesses"),
    "written": N_("Questions written"),
    "year": N_("Year"),
}
"""Key of an entry's details → its name for a reader."""

TECHNICAL = frozenset(
    (
        "act",
        "cells",
        "changes",
        "classes",
        "code_id",
        "columns",
        "digest",
        "events",
        "marks",
        "next_sheet",
        "programme",
        "receipt",
        "replacement",
        "replaces",
        "result",
        "revealed",
        "seat",
        "size",
        "stands_for",
        "subjects",
        "targets",
        "third_from",
        "versions",
    )
)
"""Numbers of rows, digests and tables: only in the entry as it is sealed."""

SAID = frozenset({"reason"})
"""Said beside the deed already."""

REFERENCES = {
    "candidate": "candidate",
    "course": "course",
    "judge": "user",
    "left": "unit",
    "markers": "user",
    "of": "user",
    "parent_id": "unit",
    "person_id": "person",
    "records_to": "unit",
    "round_entry": "round_entry",
    "successors": "unit",
    "upper": "contest",
    "users": "user",
}
"""Key whose value is the number of a row → what kind of row."""

STATES: dict[str, tuple[type[StrEnum], ...]] = {
    "after": (CourseState, QuestionState, EnrolmentState),
    "before": (CourseState, QuestionState, EnrolmentState),
    "gate": (Gate,),
    "kind": (ActKind,),
    "mode": (ScreenMode, RoundMode),
    "role": (Role,),
    "ruling": (Ruling,),
    "source": (RollSource,),
    "state": (QuestionState, CourseState, EnrolmentState, AttemptState, SheetState),
}
"""Key whose value is the name of a state → where its words stand."""

WORDS = {
    "manner": {
        "dissolved": N_("Dissolved"),
        "merged": N_("Merged into another"),
        "split": N_("Split into several"),
    },
    "profile": {"party": N_("Party"), "state": N_("State administration")},
    "scope": {"certificates": N_("Certificates"), "papers": N_("Decisions and other papers")},
    "state": {"done": N_("Done"), "failed": N_("Failed"), "stored": N_("Stored")},
}
"""Key → value → its words, where no enumeration has them."""

EXACT = frozenset({"total", "share"})
"""Points, kept as fractions."""
