"""A key corrected after use: who would change, two people's word, papers marked anew."""

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any
from urllib.parse import urlsplit

from webapp.check.bank import STEM
from webapp.check.browser import Page, Unexpected
from webapp.check.people import Official, sign_in

ONE_PERSON_IS_NOT_ENOUGH = 409
REASON = "Đáp án trái với văn bản"
SOURCE = "Điều lệ Đảng Cộng sản Việt Nam (Đại hội XI thông qua ngày 19/01/2011)"
"""A Word file names no document; whoever corrects a key by hand has to."""
COUNTED = ("points", "places", "prizes", "promotions", "learners' results", "certificates")
LABELS = (
    "Số người đổi điểm",
    "Số thứ hạng thay đổi",
    "Số giải thay đổi",
    "Số suất lên vòng trên thay đổi",
    "Học viên đổi kết quả",
    "Số giấy phải thay",
)


@dataclass(frozen=True)
class Asked:
    """A question that quizzes asked: how often each answer was chosen, in the stored order."""

    question: str
    chosen: Counter[int]
    right: int

    @property
    def better(self) -> int:
        """Return the wrong answer chosen most: as the new key it changes the most papers."""
        wrong = [place for place in sorted(self.chosen) if place != self.right]
        return max(wrong, key=lambda place: self.chosen[place])

    @property
    def changed(self) -> int:
        """Return how many papers a new key changes."""
        return self.chosen[self.right] + self.chosen[self.better]


def correct(base: str) -> str:
    """Correct the key of the question that changes most; count it anew wherever it was asked.

    Raises:
        Unexpected: nothing changes, one person is enough, or a paper was not marked as shown.
    """
    author, reviewer = sign_in(base, "soancauhoi"), sign_in(base, "duyetcauhoi")
    first, second = sign_in(base, "bantochuc"), sign_in(base, "bantochuc2")
    asked = _most_asked(first)
    _rewrite(author, asked)
    for official, act in ((author, "review"), (reviewer, "approved")):
        official.press("/questions/nhieu-cau", {"question": asked.question, "act": act})
    uses = first.get(f"/cham-lai/{asked.question}")
    previews = uses.tree.xpath("//a[contains(@href, 'mode=new_key')]/@href")
    counted = [_count_anew(first, second, str(one)) for one in previews]
    counts: Counter[str] = reduce(add, counted, Counter())
    if counts["points"] != asked.changed:
        raise Unexpected(f"{asked.changed} papers chose the old or the new key: {counts}")
    told = ", ".join(f"{label} {counts[label]}" for label in COUNTED)
    return (
        f"asked in {len(previews)} quizzes; the previews said what changes: {told}; the first "
        "person alone was refused, the second confirmed; all points are as the previews said"
    )


def _most_asked(organiser: Official) -> Asked:
    """Return the imported question whose new key changes the most papers."""
    found: dict[str, Asked] = {}
    listed = organiser.get("/statistics/")
    for address in listed.tree.xpath("//tbody//th/a/@href"):
        for key, options in questions_of(organiser.get(str(address)), STEM).items():
            [right] = [n for n, row in enumerate(options) if row.xpath("./th/*")]
            chosen = Counter({n: _count(row) for n, row in enumerate(options)})
            known = found.get(key, Asked(key, Counter(), right))
            found[key] = Asked(
                key, Counter({n: known.chosen[n] + chosen[n] for n in chosen}), right
            )
    if not found:
        raise Unexpected("no quiz that is over asked a question of the Word file")
    return max(found.values(), key=lambda one: (one.changed, one.question))


def questions_of(figures: Page, stem: str) -> dict[str, list[Any]]:
    """Return the questions that begin so, each with the rows that say who chose what."""
    found: dict[str, list[Any]] = {}
    for head in figures.tree.xpath("//tbody/tr/th[a]"):
        [link] = head.xpath("./a")
        number, _dot, words = head.text_content().strip().partition(". ")
        if words.startswith(stem):
            named = f"caption[starts-with(normalize-space(), '{number}. ')]"
            key = urlsplit(link.get("href")).path.rpartition("/")[2]
            found.setdefault(key, figures.tree.xpath(f"//table[{named}]/tbody/tr"))
    return found


def _count(row: Any) -> int:
    """Return how many chose an answer; the right one bears a mark beside its words."""
    return int(row.xpath("./td")[0].text_content().replace(".", ""))


def _rewrite(author: Official, asked: Asked) -> None:
    """Call another answer right, as a better reading of the document says."""
    address = f"/questions/{asked.question}/sua"
    fields = dict(author.get(address).form("stem").fields)
    ticks = [name for name in fields if name and name.endswith("is_right")]
    kept = {
        name: value
        for name, value in fields.items()
        if name and value is not None and name not in ticks
    }
    typed = {"document": SOURCE, ticks[asked.better]: "y", "act": "keep"}
    author.post(address, {**kept, **typed})


def _count_anew(first: Official, second: Official, preview: str) -> Counter[str]:
    """Ask, see one person refused, confirm; see the points that were shown; return the counts."""
    shown = first.get(preview)
    counts, then = _counts(shown), _points_then(shown)
    address = preview.partition("?")[0]
    first.press(address, {"mode": "new_key", "reason": REASON})
    own = {"csrf_token": first.token}
    first.post(f"{address}/dong-y", own, expect=ONE_PERSON_IS_NOT_ENOUGH)
    second.press(f"{address}/dong-y")
    if _counts(first.get(preview))["points"] or len(then) != counts["points"]:
        raise Unexpected(f"{preview}: {counts} shown, {len(then)} named, and not all are changed")
    for standings in set(shown.tree.xpath("//a[contains(@href, '/ket-qua')]/@href")):
        _settle(first, str(standings))
        _expect(first.get(str(standings)), then)
    return counts


def _counts(page: Page) -> Counter[str]:
    [facts] = page.tree.xpath("//main//dl[1]")
    words = [one.text_content().strip() for one in facts]
    said = dict(zip(words[::2], words[1::2], strict=True))
    return Counter(
        {name: int(said.get(label, 0)) for name, label in zip(COUNTED, LABELS, strict=True)}
    )


def _points_then(page: Page) -> list[tuple[str, str]]:
    """Return whose points change, and what they would be."""
    rows = page.tree.xpath("//table[.//caption[contains(., 'Điểm bài thi')]]/tbody/tr")
    return [
        (" ".join(row.xpath("string(th)").split()), row.xpath("string(td[last()])").strip())
        for row in rows
    ]


def _settle(organiser: Official, standings: str) -> None:
    """Decide the ties the new points made, and publish the result they held back."""
    has_ties = False
    while "bang-diem" in (page := organiser.get(standings)).body.decode():
        organiser.submit(page, "bang-diem", {"reason": "Đồng chí có tuổi Đảng cao hơn"})
        has_ties = True
    if has_ties:
        organiser.press(f"{standings}/cong-bo", {"reason": REASON})


def _expect(page: Page, then: list[tuple[str, str]]) -> None:
    rows = {
        " ".join(row.xpath("string(th)").split()): [
            cell.text_content().strip() for cell in row.xpath("td")
        ]
        for row in page.tree.xpath("//tbody/tr[th]")
    }
    wrong = [(who, value) for who, value in then if value not in rows.get(who, ())]
    if wrong:
        raise Unexpected(f"{page.url} does not show the new points of {wrong}")
