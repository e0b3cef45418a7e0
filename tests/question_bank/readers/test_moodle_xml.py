"""Moodle XML as versions 2 to 5 export it, and as nobody should send it."""

import time
from fractions import Fraction

import pytest

from foundation.errors import Refusal
from question_bank.readers import moodle_xml
from question_bank.readers.xml import BrokenXml, DocumentType, TooDeep
from question_bank.rules.bodies import Essay, Matching, Numeric, Ordering, RubricPoint, Short
from question_bank.rules.formats import remarks
from question_bank.rules.formats.html import from_html
from question_bank.rules.kinds import Credit, Kind
from tests.question_bank.readers.samples import draft_of, kinds, reasons, sample


def test_every_kind_of_an_export_is_stored_or_listed() -> None:
    found = moodle_xml.read(sample("moodle/export_4.xml"))
    assert kinds(found) == [
        "several", "ordering", "matching", "-", "-", "true_false", "essay", "numeric", "short",
    ]  # fmt: skip
    bodies = [draft_of(item).body for item in found.items if item.draft]
    assert bodies[1] == Ordering(("một", "hai"))
    assert bodies[2] == Matching((("l", "r"),), ("z",))
    assert bodies[4] == Essay((RubricPoint("Nêu đủ", Fraction(5, 2)),))
    assert isinstance(bodies[5], Numeric)
    assert bodies[5].unit == "m"
    assert isinstance(bodies[6], Short)
    assert bodies[6].is_case_sensitive
    assert reasons(found)[1][1] == remarks.UNKNOWN_KIND


def test_pictures_shares_and_sources_come_along() -> None:
    item = moodle_xml.read(sample("moodle/export_4.xml")).items[0]
    draft = draft_of(item)
    assert draft.stem == "Xem hình ![sơ đồ](picture:so-do.png) và chọn **đúng**"
    assert [picture.media_type for picture in draft.pictures] == ["image/png"]
    assert [o.share for o in draft.options] == [Fraction(1, 3), Fraction(2, 3), Fraction(-1, 2)]
    assert draft.explanation == "Vì thế."
    assert draft.source is not None
    assert draft.source.document == "Điều lệ Đảng"
    assert item.topic == "Default for K1/Điều lệ"


def test_an_old_export_notes_what_it_lost_and_lists_other_kinds() -> None:
    found = moodle_xml.read(sample("moodle/old_2.xml"))
    assert len(found.items) == 17
    first = found.items[0]
    draft = draft_of(first)
    assert draft.stem == "Năm nào?\nChọn một."
    assert draft.credit is Credit.SHARES
    assert {note.message for note in first.notes} == {
        remarks.FIXED_ORDER, remarks.OTHER_FEEDBACK, remarks.HINTS, remarks.WEIGHT, remarks.HIDDEN,
    }  # fmt: skip
    stored = [item for item in found.items if item.draft]
    assert [draft_of(item).kind for item in stored] == [Kind.ONE, Kind.SEVERAL]
    assert len(reasons(found)) == 15
    assert reasons(found)[0] == ("2. Kéo thả", remarks.DRAG_INTO_TEXT)


def test_wide_letters_and_old_encodings_are_read() -> None:
    text = sample("moodle/export_4.xml").decode()
    plain = moodle_xml.read(text.encode())
    for encoding in ("utf-16", "utf-16-le", "utf-8-sig"):
        assert moodle_xml.read(text.encode(encoding)) == plain
    lying = text.replace('encoding="UTF-8"', 'encoding="windows-1258"')
    assert moodle_xml.read(lying.encode()) == plain


HOSTILE = {
    "entities": (
        b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>',
        DocumentType,
    ),
    "outside": (
        b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz></quiz>',
        DocumentType,
    ),
    "truncated": (b"<quiz><question type='essay'><name>", BrokenXml),
    "deep": (b"<quiz>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</quiz>", TooDeep),
    "wide": (b"<quiz>" + b"<a/>" * 400_000 + b"</quiz>", TooDeep),
    "binary": (bytes(range(256)) * 40, BrokenXml),
    "nothing": (b"", BrokenXml),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_damaged_files_are_refused_whole(name: str) -> None:
    content, refusal = HOSTILE[name]
    with pytest.raises(refusal) as caught:
        moodle_xml.read(content)
    assert isinstance(caught.value, Refusal)


def test_names_of_letters_that_html_knows_are_repaired() -> None:
    text = (
        "<quiz><question type='essay'><name><text>n</text></name><questiontext format='html'>"
        "<text>A&nbsp;B &eacute; <![CDATA[&nbsp;&lt;]]></text></questiontext></question></quiz>"
    )
    assert draft_of(moodle_xml.read(text.encode()).items[0]).stem == "A B é <"


@pytest.mark.parametrize(
    "broken", ["<", "<!--", "<![CDATA[", "<a ", '<a "', "<b x='", "<script>", "&", "<b>", "[a]("]
)
def test_broken_html_costs_no_time(broken: str) -> None:
    began = time.process_time()
    from_html("<p>" + broken * 20_000)
    assert time.process_time() - began < 2


def _rows(kind: str, weights: str) -> bytes:
    return (
        f'<quiz><question type="{kind}"><questiontext><text>Đúng hay sai?</text></questiontext>'
        "<scoringmethod><text>subpoints</text></scoringmethod>"
        '<row number="1"><optiontext format="html"><text>&lt;p&gt;Một&lt;/p&gt;</text></optiontext>'
        '</row><row number="2"><optiontext><text>Hai</text></optiontext></row>'
        '<column number="1"><responsetext><text>Đúng</text></responsetext></column>'
        '<column number="2"><responsetext><text>Sai</text></responsetext></column>'
        f"{weights}</question></quiz>"
    ).encode()


def _weight(row: int, column: int, worth: str) -> str:
    return f'<weight rownumber="{row}" columnnumber="{column}"><value> {worth}\n</value></weight>'


@pytest.mark.parametrize("kind", ["kprime", "mtf"])
def test_statements_that_are_each_true_or_false_are_pairs(kind: str) -> None:
    weights = [_weight(1, 1, "1.000"), _weight(1, 2, "0.000"), _weight(2, 1, "1.000")]
    [item] = moodle_xml.read(_rows(kind, "".join(weights))).items
    assert draft_of(item).body == Matching((("Một", "Đúng"), ("Hai", "Đúng")), ("Sai",))
    assert item.notes == ()


def test_a_statement_without_a_right_column_is_listed() -> None:
    found = moodle_xml.read(_rows("mtf", _weight(1, 1, "1.000")))
    assert reasons(found) == [("1", remarks.NO_KEY_GIVEN)]


def test_several_right_answers_worth_all_points_each_share_them() -> None:
    answers = "".join(
        f'<answer fraction="{worth}"><text>{words}</text></answer>'
        for words, worth in (("Hà Nội", 100), ("Huế", 0), ("Paris", 100))
    )
    draft = draft_of(moodle_xml.read(_of_kind("oumultiresponse", answers)).items[0])
    assert (draft.kind, draft.credit) == (Kind.SEVERAL, Credit.PER_OPTION)
    assert [one.is_right for one in draft.options] == [True, False, True]


def test_a_row_named_by_its_number_is_the_right_one() -> None:
    rows = "".join(
        f'<row number="{n}"><optiontext><text>{n} năm</text></optiontext></row>' for n in (3, 5)
    )
    draft = draft_of(moodle_xml.read(_of_kind("sc", f"<correctrow>5</correctrow>{rows}")).items[0])
    assert draft.kind is Kind.ONE
    assert [(one.text, one.is_right) for one in draft.options] == [
        ("3 năm", False),
        ("5 năm", True),
    ]


def _of_kind(kind: str, more: str) -> bytes:
    stem = "<questiontext><text>Hỏi gì?</text></questiontext>"
    return f'<quiz><question type="{kind}">{stem}{more}</question></quiz>'.encode()
