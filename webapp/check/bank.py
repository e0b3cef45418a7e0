"""The bank's part of the story: a Word file comes in, a second person approves."""

from webapp.check.browser import Page, Unexpected
from webapp.check.people import Official, sign_in
from webapp.check.word_file import word_file

QUESTIONS = 48
REPLACED = "117-Q"
"""Part of the number of a document the starter bank rests on."""
STEM = "Đồng chí hãy cho biết"
"""How the questions of the Word file begin."""
WAITING = "/questions/?state=review&validity=holds"


def import_questions(base: str) -> str:
    """Import a Word file as the author, approve it as the reviewer; return what was done."""
    author, reviewer = sign_in(base, "soancauhoi"), sign_in(base, "duyetcauhoi")
    known = _waiting(reviewer)
    page = author.get("/questions/nhap")
    preview = author.upload(page, "file", "file", "cau-hoi.docx", word_file(QUESTIONS))
    author.press(preview.url)
    approved = 0
    while waiting := _waiting(reviewer) - known:
        reviewer.press("/questions/nhieu-cau", {"question": sorted(waiting), "act": "approved"})
        approved += len(waiting)
        if approved > QUESTIONS:
            raise Unexpected("questions wait for ever")
    if approved < QUESTIONS:
        raise Unexpected(f"{approved} of {QUESTIONS} questions arrived")
    return f"{approved} questions read from Word and approved by a second person"


def _waiting(reviewer: Official) -> set[str]:
    """Return the questions on the first page of those that wait for approval."""
    pieces = reviewer.get(WAITING).body.decode().split('name="question" value="')[1:]
    return {piece.partition('"')[0] for piece in pieces}


def replace_document(organiser: Official, contest: str) -> str:
    """Replace a document of the register; show that its questions left the draw of a quiz."""
    paper = f"/contests/{contest}/quiz/de-thi"
    before = _stock(organiser.get(paper))
    register = organiser.get(f"/questions/van-ban?q={REPLACED}")
    [address] = register.tree.xpath("//tbody//th/a/@href")
    asked = organiser.get(f"{address}/thay")
    preview = organiser.submit(asked, "from_day")
    organiser.submit(preview, "from_day")
    left = before - _stock(organiser.get(paper))
    source = address.rsplit("/", 1)[1]
    holding = organiser.get(f"/questions/?source={source}&validity=holds")
    if left <= 0 or holding.tree.xpath("//tbody//th/a"):
        raise Unexpected(f"{left} questions left the draw when their document was replaced")
    return f"{left} questions left every draw when their document was replaced"


def _stock(page: Page) -> int:
    cells = page.tree.xpath("//input[starts-with(@name, 'cell-')]/@data-has")
    return sum(int(has) for has in cells)
