"""The stage's part of the story: panel, draw, clock, marks, read back and signed."""

import re
from collections.abc import Callable
from fractions import Fraction

from webapp.check.browser import Page, Unexpected
from webapp.check.people import Official

JUDGES = ("giamkhao1", "giamkhao2", "giamkhao3")
SEED = "Mù Cang Chải"
HALL_CLOCK = {"minutes": 5, "seconds": 0, "reason": "Đồng hồ trên trang chưa được bấm"}

Marking = Callable[[str, str, str, Fraction], Fraction]
"""Name of the contestant, part, criterion, maximum → mark."""


def prepare(organiser: Official, desk: Official, contest: str) -> None:
    """Seat the panel, publish the list, draw the order, open the round."""
    stage = f"/contests/{contest}/stage"
    for number, _judge in enumerate(JUDGES):
        page = organiser.get(f"{stage}/giam-khao")
        choices = page.form("judge").inputs["judge"].value_options
        by_name = [value for value in choices if value]
        organiser.submit(
            page, "judge", {"judge": by_name[0], **({"is_head": "y"} if not number else {})}
        )
    organiser.press(f"{stage}/cong-bo-danh-sach")
    drawn = desk.press(
        f"{stage}/boc-tham/hat-giong", {"seed": SEED, "witnesses": "Đại diện các chi bộ"}
    )
    if SEED not in drawn.text:
        raise Unexpected("the draw does not show its seed")
    organiser.press(f"{stage}/mo")


def time_all(desk: Official, contest: str) -> int:
    """Run the clock of everybody in every part; return how many performances."""
    home = f"/desk/{contest}/stage"
    first = desk.get(home).body.decode()
    parts = list(dict.fromkeys(re.findall(r"[?&;]part=(\w+)", first)))
    done = 0
    for part in parts:
        page = desk.get(f"{home}?part={part}").body.decode()
        entries = list(dict.fromkeys(re.findall(r"entry=([\w-]+)", page)))
        for entry in entries:
            desk.press(f"{home}/{entry}/{part}/bat-dau")
            if done == 0:  # one time is read from the clock on the wall
                desk.press(f"{home}/{entry}/{part}/thoi-gian", HALL_CLOCK)
            else:
                desk.press(f"{home}/{entry}/{part}/ket-thuc")
            done += 1
    return done


def mark_all(judge: Official, marking: Marking) -> int:
    """Mark, read back and sign every open sheet of a judge; return how many."""
    seats = judge.get("/judge/")
    signed: set[str] = set()  # the turn on stage stands there twice
    for link in seats.tree.xpath("//ul[contains(@class, 'seat-list')]//a"):
        if "Đã chốt" in link.text_content() or link.get("href") in signed:
            continue
        _mark(judge, link.get("href"), link.xpath("string(.//strong)"), marking)
        signed.add(link.get("href"))
    return len(signed)


def _mark(judge: Official, address: str, title: str, marking: Marking) -> None:
    name, part = title.partition(". ")[2], address.rpartition("/")[2]
    page = judge.get(address)
    marks = {
        field.name: str(
            float(
                marking(
                    name, part, field.name, Fraction(field.get("data-maximum").replace(",", "."))
                )
            )
        ).replace(".", ",")
        for field in page.tree.xpath("//input[starts-with(@name, 'mark-')]")
    }
    read_back: Page = judge.submit(page, "version", {**marks, "act": "sign"})
    if not read_back.url.endswith("doc-lai"):
        raise Unexpected(f"the sheet of {name} is not read back: {read_back.text[:300]}")
    judge.submit(read_back, "chot")
