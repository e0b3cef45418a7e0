"""A class from its rules to the day it opens: learners from Excel, five lessons, slips."""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from foundation import clock
from webapp.check import lists, quiz
from webapp.check.browser import Browser, Unexpected
from webapp.check.copy import Copy
from webapp.check.forms import option_named
from webapp.check.people import Official, sign_in

UNIT = "Đảng bộ xã Mù Cang Chải"
LEARNERS, LESSONS, PERIODS = 40, 5, 5
QUIZ_TITLE = "Kiểm tra cuối khóa"
RULES = {
    "code": "KT-2026",
    "papers-0-weight": "3",
    "papers-1-title": QUIZ_TITLE,
    "papers-1-kind": "quiz",
    "papers-1-weight": "1",
}
"""The essay weighs enough for everybody to pass."""
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị")


@dataclass
class Class:
    """A class with the people who run it and its learners' codes, in the order of the list."""

    copy: Copy
    office: Official
    trainer: Official
    key: str
    names: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    lessons: list[str] = field(default_factory=list)
    learners: list[Browser] = field(default_factory=list)
    batch: str = ""

    @property
    def home(self) -> str:
        """Return the address of the office's pages of the class."""
        return f"/lop/{self.key}"

    @property
    def teaching(self) -> str:
        """Return the address of the trainer's pages of the class."""
        return f"/giang-day/{self.key}"


def create(copy: Copy) -> Class:
    """Write rules, have them approved, write the programme and the class."""
    office = sign_in(copy.base, "vanphongtt")
    version = _programme(office, _rules(office))
    today = clock.today()
    page = office.get("/lop/tao")
    values = {
        "unit": option_named(page, "unit", UNIT),
        "version": option_named(page, "version", version),
        "title": "Lớp nghiệp vụ kiểm tra",
        "code": "KT-01",
        "starts_on": (today - timedelta(days=2)).isoformat(),
        "ends_on": today.isoformat(),
    }
    made = office.submit(page, "starts_on", values)
    key = urlsplit(made.url).path.rpartition("/")[2]
    course = Class(copy, office, sign_in(copy.base, "giangvien"), key)
    trainers = office.get(f"{course.home}/giang-vien")
    [trainer] = trainers.tree.xpath("//label[contains(., 'Lường Văn Phong')]/@for")
    [user] = trainers.tree.xpath(f"//input[@id='{trainer}']/@value")
    office.submit(trainers, "users", {"users": user})
    return course


def _rules(office: Official) -> str:
    page = office.get("/lop/quy-tac/tao")
    made = office.submit(page, "share", RULES | {"unit": option_named(page, "unit", UNIT)})
    [approve] = made.tree.xpath(
        "//tr[contains(., 'KT-2026')]//a[contains(@href, '/quy-tac/')]"
        "[not(contains(@href, '/tao'))]/@href"
    )
    office.press(approve, {"name": "Giàng A Tủa", "office": "Giám đốc"})
    return "KT-2026"


def _programme(office: Official, rules: str) -> str:
    page = office.get("/lop/chuong-trinh/tao")
    name = "Bồi dưỡng để kiểm tra"
    values = {
        "unit": option_named(page, "unit", UNIT),
        "code": "KT",
        "name": name,
        "kind": "FURTHER_TRAINING",
        "audience": "SECRETARY",
        "valid_from": "2026-01-01",
        "periods": LESSONS * PERIODS,
        "periods_per_lesson": PERIODS,
        "items": "\n".join(f"Chuyên đề {n} | {PERIODS}" for n in range(1, LESSONS + 1)),
        "rule_set": option_named(page, "rule_set", rules),
        "gate": "NONE",
        "paper": "CERTIFICATE",
        "address": "COMRADE",
    }
    office.submit(page, "periods", values)
    return name


def enrol(course: Class) -> str:
    """Bring 40 learners in from Excel; the same list again changes nothing."""
    office = course.office
    address = f"{course.home}/hoc-vien"
    unit = option_named(office.get(address), "don-vi", UNIT)
    page = office.get(f"{address}?don-vi={unit}")
    rows: list[list[object]] = []
    for row in page.tree.xpath("//tr[.//input[@name='person']]"):
        name, sent_by, born = (" ".join(cell.text_content().split()) for cell in row)
        if name not in {one[1] for one in rows}:
            rows.append([len(rows) + 1, name, born, sent_by])
    rows = [list(HEADINGS), *rows[:LEARNERS]]
    lists.send(office, f"{address}/tu-excel", rows)
    again = lists.send(office, f"{address}/tu-excel", rows)
    course.names = office.get(address).tree.xpath("//tbody/tr/th[@scope='row']/a/text()")
    if len(course.names) != LEARNERS or "0 dòng" not in again.text:
        raise Unexpected(f"{len(course.names)} learners enrolled: {again.text[:300]}")
    return f"{LEARNERS} learners from Excel, the same list again changed 0 rows"


def begin(course: Class) -> str:
    """Plan the lessons, open the class, print the slips, let everybody come in by the slip."""
    office = course.office
    office.press(f"{course.home}/lich-hoc/chep")
    decision = {"number": "12-QĐ/TTCT", "decided_on": (clock.today() - timedelta(days=2))}
    office.press(f"{course.home}/mo", decision)
    schedule = office.get(f"{course.home}/lich-hoc")
    links = schedule.tree.xpath("//a[contains(@href, '/lich-hoc/')]/@href")
    keys = [urlsplit(one).path.rpartition("/")[2] for one in links]
    course.lessons = [one for one in dict.fromkeys(keys) if one not in {"them", "chep", "huy"}]
    course.codes = quiz.codes_on(office.press(f"{course.home}/phieu").body)
    if (len(course.lessons), len(course.codes)) != (LESSONS, LEARNERS):
        raise Unexpected(f"{len(course.lessons)} lessons, {len(course.codes)} slips")
    course.learners = [_come_in(course.copy.base, code) for code in course.codes]
    return f"{LESSONS} lessons, {LEARNERS} slips"


def _come_in(base: str, code: str) -> Browser:
    learner = Browser(base)
    learner.submit(learner.get("/hoc/"), "code", {"code": code})
    return learner
