"""A contest from the list of entries to the certificates, by the pages people use."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from urllib.parse import urlsplit

from foundation import clock
from webapp.check import quiz, stage
from webapp.check.browser import Page, Unexpected
from webapp.check.copy import Copy
from webapp.check.forms import option_named
from webapp.check.people import Official, sign_in
from webapp.check.waiting import wait_for

OPENS, CLOSES, MINUTES = "00:00", "23:59", 30
REFUSED = 409


@dataclass
class Desk:
    """The people who run a contest."""

    copy: Copy
    organiser: Official
    secretary: Official
    judges: list[Official]


@dataclass(frozen=True)
class Pair:
    """Two contestants who are to end equal; ``is_whole``: in every part too."""

    names: tuple[str, str]
    is_whole: bool


def desk_of(copy: Copy) -> Desk:
    """Return the demo's people, signed in."""
    judges = [sign_in(copy.base, name) for name in stage.JUDGES]
    return Desk(copy, sign_in(copy.base, "bantochuc"), sign_in(copy.base, "thuky"), judges)


def create(desk: Desk, unit: str, name: str, campaign: str, upper: str = "") -> str:
    """Create a contest and return its public id."""
    page = desk.organiser.get(f"/contests/tao?campaign={campaign}")
    made = desk.organiser.submit(
        page,
        "organising_body",
        {
            "campaign": campaign,
            "unit": option_named(page, "unit", unit),
            "upper": upper,
            "name": name,
            "level_label": "cấp xã" if not upper else "cấp cơ sở",
            "organising_body": "Ban Tổ chức Hội thi",
            "place": "Mù Cang Chải",
            "held_on": clock.today().isoformat(),
            "rules": "shipped",
        },
    )
    return urlsplit(made.url).path.rpartition("/")[2]


def create_campaign(desk: Desk, unit: str) -> str:
    """Create a campaign and return its public id."""
    page = desk.organiser.get("/contests/dot-thi/tao")
    values = {"name": "Hội thi kiểm tra", "unit": option_named(page, "unit", unit)}
    made = desk.organiser.submit(page, "plan", values)
    return urlsplit(made.url).query.rpartition("=")[2]


def enter(desk: Desk, contest: str, count: int) -> dict[str, list[str]]:
    """Enter at most ``count`` people with names of their own; return their names by category."""
    page = desk.organiser.get(f"/contests/{contest}/thi-sinh")
    ticked: list[str] = []
    names: defaultdict[str, list[str]] = defaultdict(list)
    seen: set[str] = set()
    for row in page.tree.xpath("//tr[.//input[@name='nominee']]"):
        [box] = row.xpath(".//input[@name='nominee']")
        name = row.xpath("string(.//span/text()[1])").strip()
        if any(name in one or one in name for one in seen) or len(ticked) == count:
            continue
        seen.add(name)
        ticked.append(box.get("value"))
        names[row.xpath("string(td[last()])").strip()].append(name)
    desk.organiser.press(f"/contests/{contest}/thi-sinh", {"nominee": ticked})
    return names


def hold_quiz(desk: Desk, contests: dict[str, set[str]], *, kill: bool) -> tuple[int, int]:
    """Hold the quiz of several contests at once; return contestants and answers kept.

    Args:
        contests: public id → names of those who hand in an empty paper.
    """
    codes: list[str] = []
    for contest in contests:
        codes += _prepare_quiz(desk, contest)
    blank = set().union(*contests.values())
    entries = [partial(quiz.by_code, desk.copy.base, code) for code in codes]
    answers = quiz.sit(desk.copy, entries, blank, kill=kill)
    for contest in contests:
        desk.organiser.press(f"/contests/{contest}/quiz/dong")
    return len(codes), answers


def _prepare_quiz(desk: Desk, contest: str) -> list[str]:
    organiser, home = desk.organiser, f"/contests/{contest}/quiz"
    organiser.press(f"/contests/{contest}/thi-sinh/chot")
    page = organiser.get(f"{home}/de-thi")
    times = {"on": clock.today(), "opens": OPENS, "closes": CLOSES, "minutes": MINUTES}
    organiser.submit(page, "minutes", {**times, **_blueprint(page)})
    organiser.press(f"{home}/cong-bo-danh-sach")
    slips = organiser.press(f"{home}/phieu")
    organiser.press(f"{home}/mo")
    return quiz.codes_on(slips.body)


def _blueprint(page: Page) -> dict[str, int]:
    """Return one question from each cell that has some, as far as the paper goes."""
    cells = page.tree.xpath("//input[starts-with(@name, 'cell-')]")
    full = [cell.get("name") for cell in cells if int(cell.get("data-has")) > 0]
    if not full:
        raise Unexpected("the bank shows no stock for the paper")
    return dict.fromkeys(full, 1)


def hold_stage(desk: Desk, contest: str, pair: Pair | None) -> tuple[int, int]:
    """Hold the stage round; return performances and signed sheets."""

    def marking(name: str, part: str, field: str, most: Fraction) -> Fraction:
        if pair is None or name not in pair.names:
            return most / 2 - (most / 2) % Fraction(1, 4) + Fraction(len(name) % 3, 4)
        is_lower = not pair.is_whole and (
            (name == pair.names[1] and (part, field) == ("situation", "mark-basis"))
            or (name == pair.names[0] and (part, field) == ("greeting", "mark-content"))
        )
        return most - 1 if is_lower else most

    stage.prepare(desk.organiser, desk.secretary, contest)
    performances = stage.time_all(desk.secretary, contest)
    with ThreadPoolExecutor(len(desk.judges)) as pool:  # judges mark side by side
        sheets = sum(pool.map(partial(stage.mark_all, marking=marking), desk.judges))
    desk.organiser.press(f"/contests/{contest}/stage/dong")
    return performances, sheets


def publish(desk: Desk, contest: str, pair: Pair | None) -> int:
    """Publish the result; while a tie is open it is refused. Return how many were decided.

    Raises:
        Unexpected: the ladder left open what it settles, or settled what it cannot.
    """
    home = f"/contests/{contest}/ket-qua"
    decided = []
    while open_tie := _open_tie(desk.organiser.get(home)):
        desk.organiser.post(f"{home}/cong-bo", {"csrf_token": desk.organiser.token}, expect=REFUSED)
        decided.append(open_tie)
        page = desk.organiser.get(home)
        desk.organiser.submit(page, "bang-diem", {"reason": "Đồng chí có tuổi Đảng cao hơn"})
    desk.organiser.press(f"{home}/cong-bo")
    if pair is not None:
        is_decided = any(all(name in words for name in pair.names) for words in decided)
        if is_decided != pair.is_whole:
            raise Unexpected(f"the tie of {pair.names} was not settled as the ladder says")
        if not pair.is_whole:
            _expect_order(desk.organiser.get(f"/ket-qua/{contest}").text, pair)
    return len(decided)


def _open_tie(page: Page) -> str:
    for form in page.tree.forms:
        if "bang-diem" in (form.action or ""):
            return str(form.text_content())
    return ""


def _expect_order(text: str, pair: Pair) -> None:
    first, second = (text.find(name) for name in pair.names)
    if -1 in (first, second) or first > second:
        raise Unexpected(f"{pair.names[0]} does not stand above {pair.names[1]}")


def promote(desk: Desk, contest: str) -> int:
    """Send the best up; return how many."""
    page = desk.organiser.press(f"/contests/{contest}/len-cap-tren")
    return len(page.tree.xpath("//table//tbody/tr"))


def certificates(desk: Desk, contest: str) -> bytes:
    """Give the prizes, issue certificates; return them as one PDF."""
    home = f"/contests/{contest}/giai-thuong"
    desk.organiser.press(home)
    signer = {"office": "Trưởng Ban Tổ chức", "signer": "Nguyễn Thị Hạnh"}
    batch = desk.organiser.press(f"{home}/giay-chung-nhan", signer)
    wait_for(
        lambda: desk.organiser.get(batch.url),
        lambda page: not page.tree.xpath("//*[@id='batch'][@data-live]"),
        "the certificates are not issued",
    )
    return desk.organiser.get(f"/contests/{contest}/giay-chung-nhan.pdf").body
