"""The bank's part of the story: a Word file comes in, a second person approves."""

from webapp.check.browser import Unexpected
from webapp.check.people import sign_in
from webapp.check.word_file import word_file

QUESTIONS = 48
WAITING = "/questions/?state=review&validity=holds"


def import_questions(base: str) -> str:
    """Import a Word file as the author, approve it as the reviewer; return what was done."""
    author = sign_in(base, "soancauhoi")
    page = author.get("/questions/nhap")
    preview = author.upload(page, "file", "file", "cau-hoi.docx", word_file(QUESTIONS))
    author.press(preview.url)
    reviewer = sign_in(base, "duyetcauhoi")
    approved = 0
    while waiting := _waiting(
        reviewer.get("/questions/?state=review&validity=holds").body.decode()
    ):
        reviewer.press("/questions/nhieu-cau", {"question": waiting, "act": "approved"})
        approved += len(waiting)
        if approved > 10 * QUESTIONS:
            raise Unexpected("questions wait for ever")
    if approved < QUESTIONS:
        raise Unexpected(f"{approved} of {QUESTIONS} questions arrived")
    return f"{approved} questions read from Word and approved by a second person"


def _waiting(page: str) -> list[str]:
    pieces = page.split('name="question" value="')[1:]
    return [piece.partition('"')[0] for piece in pieces]
