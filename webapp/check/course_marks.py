"""Exit quiz and essays of a class, who passes, and every reason against the others."""

from functools import partial

from foundation import clock
from webapp.check import quiz
from webapp.check.browser import Browser, Page, Unexpected
from webapp.check.course import Class

OPENS, CLOSES, MINUTES = "00:00", "23:59", 30
QUESTIONS = 10
WITHOUT_ESSAY = 37
"""The place in the list of somebody who hands in no essay."""
REFUSED = 3


def hold_quiz(course: Class) -> str:
    """Let the learners take the exit quiz from their class page, all at once."""
    office, home = course.office, f"{course.home}/kiem-tra"
    page = office.get(home)
    times = {"day": clock.today(), "opens": OPENS, "closes": CLOSES, "minutes": MINUTES}
    office.submit(page, "minutes", {**times, **_cells(page)})
    office.press(f"{home}/chot")
    entries = [partial(_enter, learner) for learner in course.learners]
    answers = quiz.sit(course.copy, entries, set(), kill=False)
    office.press(f"{home}/dong")
    return f"{len(entries)} phones at once, {answers} answers acknowledged, lost: 0"


def _cells(page: Page) -> dict[str, int]:
    """Ask one question of each of the fullest cells, and half the paper of the fullest."""
    cells = page.tree.xpath("//input[starts-with(@name, 'cell-')]")
    fullest = sorted(cells, key=lambda one: -int(one.get("data-has")))[: QUESTIONS // 2]
    names = [cell.get("name") for cell in fullest]
    return {**dict.fromkeys(names, 1), names[0]: QUESTIONS - len(names) + 1}


def _enter(learner: Browser) -> tuple[Browser, Page]:
    """Go to the quiz from the class page; the phone stays signed in to both."""
    quiz_page = learner.submit(learner.get("/hoc/lop"), "/hoc/kiem-tra")
    return learner, learner.submit(quiz_page, "bat-dau")


def mark(course: Class) -> str:
    """Mark the essays, and lead the class on to its recognition."""
    course.office.press(f"{course.home}/buoc/cham")
    page = course.trainer.get(f"{course.teaching}/diem?bai=essay")
    fields = page.tree.xpath("//input[starts-with(@name, 'mark-')]/@name")
    marks = {
        name: f"{8 + place % 5 / 4:g}".replace(".", ",")
        for place, name in enumerate(fields)
        if place != WITHOUT_ESSAY
    }
    course.trainer.submit(page, f"mark-{fields[0].removeprefix('mark-')}", marks)
    return f"{len(marks)} essays marked"


def decide(course: Class) -> str:
    """Show the reasons of the refused, and recognise the others by a decision."""
    office, home = course.office, f"{course.home}/ket-qua"
    office.press(f"{course.home}/buoc/cho-cong-nhan")
    page = office.get(f"{home}?xem=chua-dat")
    refused = page.tree.xpath("//tr[.//ul[contains(@class, 'reasons')]]")
    said = []
    for row in refused:
        reasons = [" ".join(one.text_content().split()) for one in row.xpath(".//li")]
        said.append(f"{row.xpath('string(th/a)')}: {'; '.join(reasons)}")
    if len(refused) != REFUSED or not any("trên 25 tiết" in one for one in said):
        raise Unexpected(f"{len(refused)} refused: {said}")
    decision = {"number": "15-QĐ/TTCT", "decided_on": clock.today()}
    office.submit(page, "decided_on", decision)
    passed = len(course.learners) - len(refused)
    lines = "".join(f"\n      {one}" for one in said)
    return f"{passed} pass by decision 15-QĐ/TTCT, refused:{lines}\n   "
