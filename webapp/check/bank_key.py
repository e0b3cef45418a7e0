"""A key corrected after use: who would change, two people's word, papers marked anew."""

from dataclasses import dataclass
from urllib.parse import urlencode

from webapp.check.browser import Page, Unexpected
from webapp.check.people import Official, sign_in

MOST_LOOKED_AT = 30
STEM = "Đồng chí hãy cho biết"
OWN_WORD = 409
REASON = "Đáp án trái với văn bản"


@dataclass(frozen=True)
class Used:
    """A question that was asked, and the page that shows what a new key changes."""

    question: str
    preview: str


def correct(base: str, quiz_title: str) -> str:
    """Correct the key of a question a quiz asked; return whom it changed.

    Raises:
        Unexpected: nothing changes, one person is enough, or a paper was not marked anew.
    """
    author, reviewer = sign_in(base, "soancauhoi"), sign_in(base, "duyetcauhoi")
    first, second = sign_in(base, "bantochuc"), sign_in(base, "bantochuc2")
    used = _used(author, first, quiz_title)
    _rewrite(author, used.question)
    for official, act in ((author, "review"), (reviewer, "approved")):
        official.press("/questions/nhieu-cau", {"question": used.question, "act": act})
    shown = first.get(used.preview)
    counts = _counts(shown)
    address = used.preview.partition("?")[0]
    first.press(address, {"mode": "new_key", "reason": REASON})
    first.post(f"{address}/dong-y", {"csrf_token": first.token}, expect=OWN_WORD)
    second.press(f"{address}/dong-y")
    again = _counts(first.get(used.preview))
    if not counts[0] or again[0]:
        raise Unexpected(f"the key changes {counts} before and {again} after it was counted anew")
    return (
        f"points of {counts[0]} people change, {counts[-1]} certificates to be replaced; the "
        "first person alone refused, the second confirmed; all papers marked anew"
    )


def _used(author: Official, organiser: Official, quiz_title: str) -> Used:
    """Return a question of the author's that the quiz asked."""
    listed = author.get(f"/questions/?{urlencode({'state': 'approved', 'q': STEM})}")
    links = listed.tree.xpath("//tbody//th//a/@href")
    for link in links[:MOST_LOOKED_AT]:
        key = str(link).rpartition("/")[2].partition("?")[0]
        uses = organiser.get(f"/cham-lai/{key}")
        found = uses.tree.xpath(
            f"//section[contains(., '{quiz_title}')]//a[contains(@href, 'mode=new_key')]/@href"
        )
        if found:
            return Used(key, str(found[0]))
    raise Unexpected(f"none of {len(links)} questions was asked in “{quiz_title}”")


def _rewrite(author: Official, question: str) -> None:
    """Call the answer after the right one right, as a better reading of the document says."""
    address = f"/questions/{question}/sua"
    fields = dict(author.get(address).form("stem").fields)
    ticks = [name for name in fields if name and name.endswith("is_right")]
    [right] = [place for place, name in enumerate(ticks) if fields[name]]
    texts = [fields[name.replace("is_right", "text")] for name in ticks]
    count = sum(bool(text) for text in texts)
    kept = {
        name: value
        for name, value in fields.items()
        if name and value is not None and name not in ticks
    }
    author.post(address, {**kept, ticks[(right + 1) % count]: "y", "act": "keep"})


def _counts(page: Page) -> list[int]:
    """Return how many points, places, prizes, promotions and certificates change."""
    values = [one.text_content().strip() for one in page.tree.xpath("//dl[1]//dd")]
    return [int(value) if value.isdecimal() else 0 for value in values[:5]]
