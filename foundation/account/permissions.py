"""The whole policy on one page: what may be done, and which role may do it.

A role is held in a unit and is valid there and in every unit below. A route declares one
permission; the query that loads a record checks that it lies in the caller's units.
"""

from enum import StrEnum

from foundation.errors import N_


class Permission(StrEnum):
    """One kind of deed. The value is kept nowhere and shown nowhere."""

    HOME_READ = "home.read"
    """See one's own front page."""
    ACCOUNT_OWN = "account.own"
    """Change one's own password and sign out."""
    ACCOUNT_MANAGE = "account.manage"
    """Create accounts, give roles, reset passwords."""
    UNIT_READ = "unit.read"
    """See the units, and how many are in them: no names."""
    PEOPLE_READ = "people.read"
    """See who is in the units and who is in post."""
    UNIT_MANAGE = "unit.manage"
    """Found, rename, move and dissolve units; write down persons and posts."""
    PEOPLE_IMPORT = "people.import"
    """Bring in lists of persons; say which optional data are kept, and why."""
    AUDIT_READ = "audit.read"
    """Read the record of who did what."""
    SYSTEM_READ = "system.read"
    """See the state of the machine: database, disk, backups, queue."""
    QUESTION_READ = "question.read"
    """Read questions with their keys."""
    QUESTION_WRITE = "question.write"
    """Write and change questions."""
    QUESTION_IMPORT = "question.import"
    """Bring in questions from a file."""
    QUESTION_APPROVE = "question.approve"
    """Approve or retire questions somebody else wrote."""
    QUIZ_MANAGE = "quiz.manage"
    """Set up a quiz: blueprint, times, entry slips."""
    QUIZ_WATCH = "quiz.watch"
    """Watch a running quiz; extra time, reopening, answers typed in from paper."""
    QUIZ_MARK = "quiz.mark"
    """Mark written answers of a quiz by their rubric, without names."""
    QUIZ_TAKE = "quiz.take"
    """Take a quiz; held by whoever came in by an entry code."""
    CONTEST_READ = "contest.read"
    """See contests, their rules and their progress: counts, no names of contestants."""
    CONTEST_NAMES = "contest.names"
    """See who takes part in a contest, with points, before its result is published."""
    CONTEST_MANAGE = "contest.manage"
    """Set up, draw, promote, award, publish."""
    CONTEST_DESK = "contest.desk"
    """Run the stage: order, clock, sheets from paper, acts of the day."""
    CONTEST_JUDGE = "contest.judge"
    """Mark performances from a seat on the panel."""
    DOCUMENT_READ = "document.read"
    """See the register of issued papers and print them."""
    DOCUMENT_ISSUE = "document.issue"
    """Issue, replace and revoke certificates."""
    TRAINING_READ = "training.read"
    """See classes and figures: counts, no names."""
    TRAINING_NAMES = "training.names"
    """See who stands behind a figure: learners, who is missing, who studies elsewhere."""
    TRAINING_MANAGE = "training.manage"
    """Plan the year, open and lead classes, enrol, recognise results."""
    TRAINING_TEACH = "training.teach"
    """Keep the roll and mark papers of one's own classes."""
    TRAINING_APPROVE = "training.approve"
    """Write down who approved a rule set."""
    CLASS_ATTEND = "class.attend"
    """See one's own class and sign in to its lessons; held by whoever came in by a slip."""
    FIGURE_WRITE = "figure.write"
    """Write down what figures need: meetings, studies elsewhere, books, ratings, typed numbers."""
    JOB_READ = "job.read"
    """Watch long work one has started."""


class Role(StrEnum):
    """A part somebody plays; the value is a msgid."""

    ADMINISTRATOR = N_("Administrator")
    ORGANISER = N_("Organiser")
    SECRETARY = N_("Contest secretariat")
    JUDGE = N_("Judge")
    QUESTION_AUTHOR = N_("Question author")
    QUESTION_REVIEWER = N_("Question reviewer")
    TRAINER = N_("Trainer")
    TRAINING_OFFICE = N_("Office of the political centre")
    VIEWER = N_("Superior")
    NAMED_VIEWER = N_("Superior who may see names")


_EVERYBODY = frozenset({Permission.HOME_READ, Permission.ACCOUNT_OWN, Permission.JOB_READ})
_SUPERIORS = frozenset({Permission.UNIT_READ, Permission.CONTEST_READ, Permission.TRAINING_READ})
_READERS = frozenset(
    {
        Permission.UNIT_READ,
        Permission.PEOPLE_READ,
        Permission.CONTEST_READ,
        Permission.CONTEST_NAMES,
        Permission.DOCUMENT_READ,
    }
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: _EVERYBODY
    | _READERS
    | {
        Permission.ACCOUNT_MANAGE,
        Permission.UNIT_MANAGE,
        Permission.PEOPLE_IMPORT,
        Permission.AUDIT_READ,
        Permission.SYSTEM_READ,
    },
    Role.ORGANISER: _EVERYBODY
    | _READERS
    | {
        Permission.QUESTION_READ,
        Permission.QUESTION_WRITE,
        Permission.QUESTION_IMPORT,
        Permission.QUESTION_APPROVE,
        Permission.QUIZ_MANAGE,
        Permission.QUIZ_WATCH,
        Permission.QUIZ_MARK,
        Permission.CONTEST_MANAGE,
        Permission.CONTEST_DESK,
        Permission.DOCUMENT_ISSUE,
        Permission.TRAINING_READ,
        Permission.AUDIT_READ,
    },
    Role.SECRETARY: _EVERYBODY | _READERS | {Permission.QUIZ_WATCH, Permission.CONTEST_DESK},
    Role.JUDGE: _EVERYBODY | {Permission.CONTEST_JUDGE, Permission.QUIZ_MARK},
    Role.QUESTION_AUTHOR: _EVERYBODY
    | {Permission.QUESTION_READ, Permission.QUESTION_WRITE, Permission.QUESTION_IMPORT},
    Role.QUESTION_REVIEWER: _EVERYBODY
    | {Permission.QUESTION_READ, Permission.QUESTION_WRITE, Permission.QUESTION_APPROVE},
    Role.TRAINER: _EVERYBODY | {Permission.TRAINING_TEACH, Permission.QUIZ_MARK},
    Role.TRAINING_OFFICE: _EVERYBODY
    | _READERS
    | {
        Permission.PEOPLE_IMPORT,
        Permission.TRAINING_READ,
        Permission.TRAINING_NAMES,
        Permission.TRAINING_MANAGE,
        Permission.TRAINING_TEACH,
        Permission.TRAINING_APPROVE,
        Permission.QUESTION_READ,
        Permission.FIGURE_WRITE,
        Permission.DOCUMENT_ISSUE,
    },
    Role.VIEWER: _EVERYBODY | _SUPERIORS,
    Role.NAMED_VIEWER: _EVERYBODY
    | _SUPERIORS
    | {Permission.PEOPLE_READ, Permission.CONTEST_NAMES, Permission.TRAINING_NAMES},
}

CODE_HOLDER_PERMISSIONS = {
    Permission.QUIZ_TAKE: "candidate",
    Permission.CLASS_ATTEND: "learner",
}
"""What an entry code allows, by the kind of its subject: one quiz, or one class."""

PAPER_PERMISSIONS = {
    Permission.DOCUMENT_READ: {
        "award": Permission.CONTEST_NAMES,
        "course_result": Permission.TRAINING_NAMES,
    },
    Permission.DOCUMENT_ISSUE: {
        "award": Permission.CONTEST_MANAGE,
        "course_result": Permission.TRAINING_MANAGE,
    },
}
"""What else is needed to read or to change a certificate, by the kind of what it attests: who
learnt in a class, even that of awareness of the Party, is not the contest's business."""


def roles_with(permission: Permission) -> frozenset[Role]:
    """Return the roles that hold ``permission``."""
    return frozenset(role for role, held in ROLE_PERMISSIONS.items() if permission in held)
