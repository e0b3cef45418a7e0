"""A file of each format the bank reads: two good questions, and one item it cannot keep."""

import io
import zipfile
from html import escape

import docx

from webapp.check.lists import workbook

OPTIONS = ("Cấp ủy", "Chi bộ", "Đảng viên", "Đoàn thể")
RIGHT = 1
GOOD, BAD = 2, 1
HEADINGS = ("Câu hỏi", "A", "B", "C", "D", "Đáp án")
MANIFEST = "imsmanifest.xml"
QTI = "http://www.imsglobal.org/xsd/imsqti_v2p2"


def stems(code: str) -> list[str]:
    """Return what the questions of a file ask; no two files ask the same."""
    subjects = ("ai chuẩn bị buổi họp", "ai thực hiện nghị quyết", "hình nào trống")
    return [f"Định dạng {code}: {subject} số {len(code)}?" for subject in subjects]


def files() -> dict[str, tuple[str, bytes]]:
    """Return a file name and its bytes by the format's code."""
    return {
        "docx": ("cau-hoi.docx", _docx(stems("docx"))),
        "xlsx": ("cau-hoi.xlsx", workbook(_rows(stems("xlsx")))),
        "csv": ("cau-hoi.csv", _csv(stems("csv"))),
        "gift": ("cau-hoi.gift", _gift(stems("gift"))),
        "aiken": ("cau-hoi.txt", _aiken(stems("aiken"))),
        "moodle-xml": ("cau-hoi.xml", _moodle(stems("moodle-xml"))),
        "qti": ("cau-hoi.zip", _qti(stems("qti"))),
    }


def _docx(asked: list[str]) -> bytes:
    document = docx.Document()
    for number, stem in enumerate(asked, 1):
        document.add_paragraph(f"Câu {number}. {stem}")
        for place, text in enumerate(OPTIONS):
            run = document.add_paragraph().add_run(f"{'ABCD'[place]}. {text}")
            run.bold = place == RIGHT and number <= GOOD
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _rows(asked: list[str]) -> list[list[str]]:
    rows = [[stem, *OPTIONS, "B" if n < GOOD else ""] for n, stem in enumerate(asked)]
    return [list(HEADINGS), *rows]


def _csv(asked: list[str]) -> bytes:
    lines = [";".join(f'"{cell}"' for cell in row) for row in _rows(asked)]
    return "\r\n".join(lines).encode("utf-8-sig")


def _gift(asked: list[str]) -> bytes:
    shown = " ".join(f"{'=' if n == RIGHT else '~'}{text}" for n, text in enumerate(OPTIONS))
    good = [f"{stem.replace(':', chr(92) + ':')} {{{shown}}}" for stem in asked[:GOOD]]
    return "\n\n".join([*good, f"{asked[GOOD].replace(':', chr(92) + ':')}"]).encode()


def _aiken(asked: list[str]) -> bytes:
    options = "\n".join(f"{'ABCD'[n]}. {text}" for n, text in enumerate(OPTIONS))
    good = [f"{stem}\n{options}\nANSWER: {'ABCD'[RIGHT]}" for stem in asked[:GOOD]]
    return "\n\n".join([*good, f"{asked[GOOD]}\n{options}\n"]).encode()


def _moodle(asked: list[str]) -> bytes:
    answers = "".join(
        f'<answer fraction="{100 if n == RIGHT else 0}"><text>{text}</text></answer>'
        for n, text in enumerate(OPTIONS)
    )
    kinds = ("multichoice", "multichoice", "cloze")
    items = "".join(
        f'<question type="{kind}"><name><text>{kind}</text></name><questiontext format="html">'
        f"<text>{escape(stem)}</text></questiontext><single>true</single>"
        f"{answers if kind == 'multichoice' else ''}</question>"
        for kind, stem in zip(kinds, asked, strict=True)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><quiz>{items}</quiz>'.encode()


def _qti(asked: list[str]) -> bytes:
    packed = io.BytesIO()
    resources = "".join(
        f'<resource identifier="R{n}" type="imsqti_item_xmlv2p2" href="i{n}.xml">'
        f'<file href="i{n}.xml"/></resource>'
        for n in range(len(asked))
    )
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            MANIFEST,
            '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M">'
            f"<organizations/><resources>{resources}</resources></manifest>",
        )
        for number, stem in enumerate(asked):
            package.writestr(f"i{number}.xml", _qti_item(number, stem))
    return packed.getvalue()


def _qti_item(number: int, stem: str) -> str:
    choices = "".join(
        f'<simpleChoice identifier="C{n}">{text}</simpleChoice>' for n, text in enumerate(OPTIONS)
    )
    body = (
        f'<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>{stem}</prompt>'
        f"{choices}</choiceInteraction>"
        if number < GOOD
        else f'<p>{stem}</p><drawingInteraction responseIdentifier="RESPONSE">'
        '<object data="i.png" type="image/png"/></drawingInteraction>'
    )
    return (
        f'<assessmentItem xmlns="{QTI}" identifier="I{number}" title="{number}" adaptive="false" '
        'timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" '
        f'baseType="identifier"><correctResponse><value>C{RIGHT}</value></correctResponse>'
        '</responseDeclaration><outcomeDeclaration identifier="SCORE" cardinality="single" '
        f'baseType="float"/><itemBody>{body}</itemBody><responseProcessing template='
        '"http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct"/></assessmentItem>'
    )
