"""Sizes and words of the two manners: pure. Millimetres and points.

Sources: 36-HD/VPTW of 03/04/2018 for Party papers, Nghị định 30/2020/NĐ-CP for state papers.
Handbooks differ on the margins of Party papers; 20-20-30-15 is the widely used set.
"""

from dataclasses import dataclass

from foundation.documents.numbering import Numbering

PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
RECIPIENTS = "Nơi nhận:"


@dataclass(frozen=True)
class Profile:
    """How one manner looks."""

    top: int
    right: int
    bottom: int
    left: int
    upper_pt: float
    issuer_pt: float
    title_pt: float
    kind_pt: float
    subject_pt: float
    body_pt: float
    table_pt: float
    recipients_pt: float
    has_star: bool


def subject_lines(subject: str, profile: Numbering) -> list[str]:
    """Return the lines of a subject: the Party's begins small, as written; the state's does not."""
    lines = subject.splitlines()
    if profile is Numbering.STATE and lines:
        lines[0] = lines[0][:1].upper() + lines[0][1:]
    return lines


PROFILES = {
    Numbering.PARTY: Profile(20, 15, 20, 30, 14, 14, 15, 16, 14.5, 14, 12.5, 12, has_star=True),
    Numbering.STATE: Profile(20, 15, 20, 30, 13, 13, 13, 14, 14, 14, 12.5, 11, has_star=False),
}
