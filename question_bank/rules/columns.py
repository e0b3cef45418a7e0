"""Which column of a sheet holds what, told by its name in the many ways offices write it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from foundation.errors import N_
from foundation.text import search_key

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Role(StrEnum):
    """What a column holds; the value is a msgid."""

    NUMBER = N_("Number")
    KIND = N_("Kind")
    TOPIC = N_("Topic")
    DIFFICULTY = N_("Difficulty")
    STEM = N_("Question")
    KEY = N_("Right answer")
    CREDIT = N_("How points are given")
    EXPLANATION = N_("Explanation")
    SOURCE = N_("Source")
    ARTICLE = N_("Article")
    VALID_FROM = N_("Valid from")
    VALID_TO = N_("Valid until, not including")
    TAGS = N_("Tags")
    NAME = N_("Short name")
    GROUP = N_("At most one of this group in a paper")
    POINTS = N_("Points")
    TRUE = N_("True")
    FALSE = N_("False")
    DETAILS = N_("Details for the program")


_NAMES: dict[Role, str] = {
    Role.NUMBER: r"stt|tt|so (tt|thu tu|cau)|no\.?|cau( so)?|#|id|ma( so)?( cau( hoi)?)?",
    Role.KEY: (
        r"(dap an|phuong an|cau tra loi|tra loi|lua chon|y)( tra loi)?( la)? (dung|chinh xac).*"
        r"|key|(correct|right)( (answer|option|choice))?s?(\(s\).*)?|answer keys?|ket qua( dung)?"
        r"|da( dung)?"
    ),
    Role.STEM: (
        r"(noi dung )?cau hoi.*|noi dung( cau)?|de bai|questions?( text)?|stem"
        r"|phan dan|cau dan|tinh huong"
    ),
    Role.TOPIC: r"chu de.*|chuyen de.*|linh vuc.*|topic|category|nhom( cau hoi)?|phan|chuong|bai",
    Role.DIFFICULTY: r"muc do.*|do kho.*|level|difficulty|cap do.*",
    Role.ARTICLE: r"dieu(,? khoan)?(,? diem)?|dieu khoan.*|article",
    Role.SOURCE: (
        r"can cu.*|nguon.*|van ban.*|trich.*|source.*|reference|tai lieu.*|co so phap ly"
    ),
    Role.EXPLANATION: (
        r"giai thich.*|explanation|ghi chu|(general )?feedback|loi giai|huong dan.*|phan hoi"
    ),
    Role.CREDIT: r"cach (tinh|cho) diem|credit",
    Role.KIND: r"loai.*|kind|type|question type|dang( cau hoi)?|hinh thuc.*",
    Role.VALID_FROM: r"hieu luc tu.*|ap dung tu.*|valid from",
    Role.VALID_TO: r"hieu luc den.*|het hieu luc.*|valid (to|until)",
    Role.TAGS: r"nhan|tags?|the",
    Role.NAME: r"ten( cau hoi)?|ten ngan|name|title",
    Role.GROUP: r"nhom loai tru|loai tru|(exclusion )?group",
    Role.POINTS: r"(so )?diem|points?|score|thang diem|mark",
    Role.TRUE: r"dung",
    Role.FALSE: r"sai",
    Role.DETAILS: r"chi tiet cho may",
}
_PATTERNS = [(role, re.compile(pattern)) for role, pattern in _NAMES.items()]
_OPTION = re.compile(
    r"(?:(?:phuong an|dap an|lua chon|cau tra loi|tra loi|option|answer|choice|pa|da|y)"
    r"\s*(?:so\s*|thu\s*)?)?[(\[]?(?P<sign>[a-z]|[1-9])[)\].]?"
)
_WRONG = re.compile(
    r"(?:(?:dap an|phuong an|cau tra loi|tra loi|lua chon|y)(?: tra loi)?|pa|da) (?:sai|nhieu)"
    r"(?: ?(?:so )?[1-9a-j])?|(?:wrong|incorrect)(?: (?:answer|option|choice)s?)?(?: ?[1-9])?"
    r"|distractors?(?: ?[1-9])?"
)
_NEEDLESS = re.compile(r"\s*-\s*max \d+ characters|\(e?s\)$")
"""What programs for games write behind the names of their columns."""
_BARE_KEY = re.compile(r"dap an|answers?|tra loi")


@dataclass(frozen=True)
class Columns:
    """Column of each role, and of each answer to choose, from 0."""

    roles: Mapping[Role, int]
    options: tuple[int, ...]

    def text(self, values: Sequence[str], role: Role) -> str:
        """Return what a row holds for a role, empty where there is no such column."""
        at = self.roles.get(role)
        return values[at].strip() if at is not None and at < len(values) else ""

    def as_json(self) -> dict[str, object]:
        """Return the columns as plain JSON."""
        return {"roles": {r.name: at for r, at in self.roles.items()}, "options": [*self.options]}


def columns_from_json(kept: Mapping[str, object]) -> Columns:
    """Return the columns written by ``as_json``."""
    roles: Mapping[str, int] = kept["roles"]  # type: ignore[assignment]
    options: Sequence[int] = kept["options"]  # type: ignore[assignment]
    return Columns({Role[name]: at for name, at in roles.items()}, tuple(options))


def columns_of(header: Sequence[str]) -> Columns | None:
    """Return what the columns below a row of names hold, or None if it is no such row.

    A row names columns if it names the question's own, and answers to choose or the key.
    """
    roles: dict[Role, int] = {}
    options: dict[str, int] = {}
    bare_key: int | None = None
    for at, name in enumerate(header):
        folded = _folded(name)
        if not folded or len(folded) > 60:
            continue
        if (found := _OPTION.fullmatch(folded)) is not None:
            options.setdefault(_letter(found.group("sign")), at)
        elif _BARE_KEY.fullmatch(folded):
            bare_key = at if bare_key is None else bare_key
        elif (role := _role(folded)) is not None:
            roles.setdefault(role, at)
    _name_key(roles, bare_key)
    in_order = tuple(options[letter] for letter in LETTERS if letter in options)
    in_order = in_order or _right_and_wrong(header, roles)
    has_answers = len(in_order) > 1 or Role.KEY in roles or {Role.TRUE, Role.FALSE} <= set(roles)
    if Role.STEM not in roles or not has_answers:
        return None
    return Columns(roles, in_order)


def _name_key(roles: dict[Role, int], bare_key: int | None) -> None:
    """Take a column that is only called “Đáp án”, or “Đúng” without “Sai”, for that of the key."""
    if bare_key is not None:
        roles.setdefault(Role.KEY, bare_key)
    if Role.TRUE in roles and Role.FALSE not in roles:
        roles.setdefault(Role.KEY, roles.pop(Role.TRUE))


def _folded(name: str) -> str:
    return _NEEDLESS.sub("", search_key(name)).strip(" :.*()")


def _right_and_wrong(header: Sequence[str], roles: Mapping[Role, int]) -> tuple[int, ...]:
    """Return the columns of answers where one has the words of the right one, others of wrong."""
    wrong = [at for at, name in enumerate(header) if _WRONG.fullmatch(_folded(name))]
    return (roles[Role.KEY], *wrong) if wrong and Role.KEY in roles else ()


def _letter(sign: str) -> str:
    return LETTERS[int(sign) - 1] if sign.isdecimal() else sign.upper()


def _role(folded: str) -> Role | None:
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(folded)), None)
