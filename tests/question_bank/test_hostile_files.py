"""Files that lie or are damaged: refused with a sentence, in time, never with an error of ours."""

import io
import random
import zipfile

import pytest

from benchmarks.import_questions import docx_file
from foundation.encodings import decode
from foundation.errors import Refusal
from foundation.packages import MacrosInside, TooMuchInside, WrongFile
from question_bank.readers.child import MOST_QUESTIONS
from question_bank.rules.sheets import read_csv
from question_bank.services.importing import opening
from question_bank.services.importing.opening import read_file
from question_bank.services.importing.refusals import (
    EmptyFile,
    HasPassword,
    NothingFound,
    OldWord,
    Packed,
    Pdf,
    Photograph,
    PlainText,
    RichText,
    UnknownFormat,
    WebPage,
)
from tests.factories.sheets import a_sheet
from tests.factories.word import a_word_file, three_questions

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def with_member(package: bytes, name: str, content: bytes) -> bytes:
    packed = io.BytesIO(package)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def only(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


DOCTYPE = b"<!-- " + b"x" * 9000 + b' --><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
RENAMED = b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
SHEET = a_sheet(("Câu hỏi", "A", "B", "Đáp án"), ("Hỏi gì?", "Một", "Hai", "B"))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b"\0" * 100, EmptyFile),
        (b"PK\x03\x04 not a zip", WrongFile),
        (three_questions()[:3000], WrongFile),
        (SHEET[:2000], WrongFile),
        (b"%PDF-1.7 something", Pdf),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), Photograph),
        (b"\xff\xd8\xff\xe0" + bytes(200), Photograph),
        (rb"{\rtf1\ansi C\'e2u 1. {= A}}", RichText),
        (
            b"\xef\xbb\xbf<html><body><table><tr><td>A. {=x}</td></tr></table></body></html>",
            WebPage,
        ),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook/>', WebPage),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n<html>", WebPage),
        ("Câu 1. Chi bộ họp khi nào?\nA. Hằng tháng\nB. Hằng năm".encode(), PlainText),
        (b"Rar!\x1a\x07\x01\x00" + bytes(50), Packed),
        (only(**{"de-thi.docx": three_questions()}), Packed),
        (
            only(**{"cau-hoi.xml": b"<?xml version='1.0'?><quiz><question type='x'/></quiz>"}),
            Packed,
        ),
        (OLE + "WordDocument".encode("utf-16-le"), OldWord),
        (OLE + "EncryptedPackage".encode("utf-16-le"), HasPassword),
        (with_member(three_questions(), "word/vbaProject.bin", b"x"), MacrosInside),
        (with_member(SHEET, "xl/vbaProject.bin", b"x"), MacrosInside),
        (only(**{"word__document.xml": b"<a/>", "[Content_Types].xml": RENAMED}), MacrosInside),
        (with_member(three_questions(), "word/x.xml", b"<a>" + b" " * 60_000_000), TooMuchInside),
        (only(**{"word__document.xml": DOCTYPE}), Refusal),
        (only(**{"word__document.xml": b"<w:document"}), Refusal),
        (a_word_file("Không có câu hỏi nào ở đây."), NothingFound),
        (a_sheet(("Một", "Hai", "Ba"), ("1", "2", "3")), NothingFound),
    ],
)
def test_a_file_that_lies_is_refused_with_a_sentence(
    content: bytes, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        read_file(content)


def test_a_flood_of_text_ends_in_a_refusal_not_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = random.Random(1).randbytes(1_200_000).hex().encode()
    flood = b"<w:document><w:body><w:p><w:t>" + noise + b" " * 150_000_000
    with pytest.raises(Refusal):
        read_file(only(**{"word__document.xml": flood}))


def test_damaged_files_are_refused_or_read_never_more() -> None:
    chance = random.Random(7)
    for whole in (three_questions(), SHEET):
        for _ in range(150):
            damaged = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
            for _flip in range(chance.randrange(4)):
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            try:
                opening._look_at(bytes(damaged), opening.format_of(bytes(damaged)))
            except Refusal:
                continue


def test_any_text_is_read_as_a_sheet_or_not_at_all() -> None:
    chance = random.Random(3)
    whole = 'Câu hỏi;A;B;Đáp án\nHỏi "gì"?;Một;Hai;B\n'.encode() * 3
    for _ in range(300):
        damaged = bytearray(whole)
        for _flip in range(chance.randrange(1, 9)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        assert read_csv(decode(bytes(damaged))).format == "csv"


@pytest.mark.parametrize("code", ["gift", "aiken", "csv"])
def test_a_package_is_no_text_whatever_a_person_says(code: str) -> None:
    for content in (three_questions(), OLE, b"%PDF-1.7 x"):
        with pytest.raises(UnknownFormat):
            read_file(content, code)


@pytest.mark.slow
def test_as_many_questions_as_one_file_may_hold_fit_into_the_readers_memory() -> None:
    assert len(read_file(docx_file(MOST_QUESTIONS)).items) == MOST_QUESTIONS
