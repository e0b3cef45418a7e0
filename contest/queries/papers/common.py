"""What all papers of a contest share: head, signatures, how points and hours are written."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from contest.queries.loading import ContestWhole
from contest.queries.published import ResultRow
from contest.queries.standings import Standings
from foundation import clock
from foundation.documents.paper import Block, Paper, Signing, Text
from foundation.documents.wording import issuing_committee, vietnamese_day
from foundation.organisation import queries as organisation
from foundation.rounding import half_up

NONE = "—"
PROVISIONAL = (
    "Bản in tạm: chưa đủ điểm hoặc còn trường hợp bằng điểm chờ quyết định, nên chưa ghi giải và "
    "người được chọn dự hội thi cấp trên."
)
HOW = "(ký, ghi rõ họ tên)"


def shown(value: Fraction | None) -> str:
    """Return points as papers print them: ``36,75``; a dash for none."""
    return NONE if value is None else f"{half_up(value, 2)}".replace(".", ",")


def hour(moment: datetime) -> str:
    """Return ``8 giờ 05 phút``."""
    at = clock.local(moment)
    return f"{at.hour} giờ {at.minute:02d} phút"


def paper_of(whole: ContestWhole, at: datetime, kind: str, subject: str, **parts: Any) -> Paper:
    """Return a paper under the head of the organising body, with its place and date."""
    return Paper(
        kind=kind,
        subject=subject,
        upper_body=issuing_committee(home_name(whole)),
        issuing_body=whole.contest.organising_body,
        place=whole.contest.place,
        day=vietnamese_day(clock.local(at).date()),
        **parts,
    )


def texts(lines: Sequence[str]) -> tuple[Block, ...]:
    """Return each line as a paragraph."""
    return tuple(Text(line) for line in lines)


def signed_by(office: str, name: str = "") -> Signing:
    """Return who signs by hand, above the name; the office's last two words stay together."""
    words = office.split()
    return Signing(" ".join([*words[:-2], "\N{NO-BREAK SPACE}".join(words[-2:])]), name, how=HOW)


def check_code(versions: Sequence[ResultRow]) -> str:
    """Return the first 16 digits of the digest in force, in fours; nothing before publishing."""
    digits = versions[0].result.digest[:16].upper() if versions else ""
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def is_provisional(found: Standings, versions: Sequence[ResultRow]) -> bool:
    """Return whether points are missing or a tie is open: nobody has a prize yet."""
    return not versions and (not found.is_complete or bool(found.ties))


def cell_name(unit_name: str, home: str) -> str:
    """Return a cell's name; the organisation that holds the contest need not be said each time."""
    return unit_name.removesuffix(f", {home}")


def home_name(whole: ContestWhole) -> str:
    """Return the unit that holds the contest as it was called on the day."""
    contest = whole.contest
    return organisation.unit_names([contest.unit_id], contest.held_on)[contest.unit_id]
