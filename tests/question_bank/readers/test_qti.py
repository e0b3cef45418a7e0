"""QTI items and packages of several versions and vendors."""

from decimal import Decimal
from fractions import Fraction

import pytest

from foundation.packages import DoctypeInPackage, TooMuchInside, WrongFile
from question_bank.readers import qti
from question_bank.readers.qti import StrangePath
from question_bank.readers.xml import DocumentType
from question_bank.rules.bodies import (
    Accepted,
    AcceptedNumber,
    Matching,
    Numeric,
    Ordering,
    Short,
)
from question_bank.rules.formats import remarks
from question_bank.rules.kinds import Credit, Kind
from tests.factories.drafts import DOT
from tests.question_bank.readers.samples import draft_of, kinds, package, reasons, sample

MANIFEST = """<?xml version="1.0"?><manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1">
<resources>%s</resources></manifest>"""
RESOURCE = (
    '<resource identifier="R%s" type="imsqti_item_xmlv2p2" href="%s"><file href="%s"/></resource>'
)


def _manifest(*paths: str) -> str:
    return MANIFEST % "".join(RESOURCE % (i, path, path) for i, path in enumerate(paths))


BODIES = {
    "numeric_2_1": Numeric((AcceptedNumber(Decimal("3.5"), Decimal("0.5")),)),
    "short_3_0": Short((Accepted("Hồ Chí Minh"), Accepted("Bác Hồ", Fraction(1, 2)))),
    "order_3_0": Ordering(("Đại hội I", "Đại hội II", "Đại hội III")),
    "match_2_2": Matching((("Đại hội I", "1935"), ("Đại hội II", "1951")), ("1960",)),
}


@pytest.mark.parametrize("name", BODIES)
def test_single_items_are_read(name: str) -> None:
    [item] = qti.read(sample(f"qti/{name}.xml")).items
    assert draft_of(item).body == BODIES[name]


def test_a_choice_keeps_prompt_and_feedback() -> None:
    [item] = qti.read(sample("qti/choice_2_1.xml")).items
    draft = draft_of(item)
    assert (item.where, draft.kind, draft.name) == ("cau-1", Kind.ONE, "Thành lập Đảng")
    assert draft.stem.endswith("**ngày nào**?\n\nChọn một phương án.")
    assert [o.is_right for o in draft.options] == [False, True, False]
    assert draft.options[0].feedback == "Đó là ngày sinh của Bác."


def test_a_mapping_becomes_shares() -> None:
    [item] = qti.read(sample("qti/mapped_multiple_2_2.xml")).items
    assert draft_of(item).credit is Credit.PER_OPTION
    assert item.mark == "mapping"


def test_a_place_on_a_picture_is_listed() -> None:
    found = qti.read(sample("qti/hotspot_2_1.xml"))
    assert reasons(found) == [("ban-do", remarks.PLACES_ON_PICTURE)]


def test_the_older_version_is_read_as_canvas_writes_it() -> None:
    found = qti.read(sample("qti/canvas_1_2.xml"))
    assert kinds(found) == [
        "one", "several", "true_false", "short", "essay", "matching", "numeric", "-", "-", "-",
    ]  # fmt: skip
    drafts = [draft_of(item) for item in found.items if item.draft]
    assert drafts[0].options[0].feedback == "Đó là tuổi vào Đoàn."
    assert drafts[0].explanation == "Điều 1 Điều lệ Đảng."
    assert drafts[1].credit is Credit.ALL_OR_NOTHING
    assert drafts[6].body == Numeric((AcceptedNumber(Decimal("5.0"), Decimal("0.5")),))


def test_a_package_finds_pictures_beside_its_items_and_lists_what_is_missing() -> None:
    item = sample("qti/choice_2_1.xml").replace(
        b"<p>\xc4\x90\xe1\xba\xa3ng",
        b'<p><img src="../images/a%20b.png" alt="x"/>\xc4\x90\xe1\xba\xa3ng',
    )
    found = qti.read(
        package(
            {
                "imsmanifest.xml": _manifest("items/q1.xml", "items/q2.xml", "items/q3.xml"),
                "items/q1.xml": item,
                "items/q2.xml": b"<assessmentItem><itemBody>",
                "images/a b.png": DOT,
                "more/inner.zip": package({"x.txt": "x"}),
            }
        )
    )
    assert kinds(found) == ["one", "-", "-"]
    assert draft_of(found.items[0]).pictures[0].content == DOT
    assert reasons(found) == [
        ("items/q2.xml", remarks.BROKEN_ITEM),
        ("items/q3.xml", remarks.FILE_MISSING),
    ]
    assert found.remarks[0][1].message == remarks.INNER_PACKAGE


def test_a_test_gives_order_and_topics() -> None:
    test = """<assessmentTest identifier="t" title="T">
    <testPart identifier="p"><assessmentSection identifier="s" title="Chương II" visible="true">
    <assessmentItemRef identifier="b" href="b.xml"/><assessmentItemRef identifier="a" href="a.xml"/>
    </assessmentSection></testPart></assessmentTest>"""
    resources = RESOURCE % (1, "a.xml", "a.xml") + RESOURCE % (2, "b.xml", "b.xml")
    resources += '<resource identifier="T" type="imsqti_test_xmlv2p2" href="t.xml"/>'
    found = qti.read(
        package(
            {
                "imsmanifest.xml": MANIFEST % resources,
                "t.xml": test,
                "a.xml": sample("qti/numeric_2_1.xml"),
                "b.xml": sample("qti/match_2_2.xml"),
            }
        )
    )
    assert [(item.topic, draft_of(item).kind) for item in found.items] == [
        ("Chương II", Kind.MATCHING),
        ("Chương II", Kind.NUMERIC),
    ]


def test_a_package_without_a_manifest_is_read_all_the_same() -> None:
    found = qti.read(package({"x/one.xml": sample("qti/order_3_0.xml"), "x/notes.xml": "<a/>"}))
    assert kinds(found) == ["ordering"]


def test_hostile_packages_are_refused() -> None:
    bomb = package({"imsmanifest.xml": _manifest("a.xml"), "a.xml": b"<a>" + b" " * 60_000_000})
    doctype = package({"imsmanifest.xml": '<!DOCTYPE a [<!ENTITY x "y">]><manifest/>'})
    for content, refusal in (
        (bomb, TooMuchInside),
        (doctype, DoctypeInPackage),
        (package({"../../etc/x.xml": "<a/>"}), StrangePath),
        (b"PK\x03\x04" + b"x" * 100, WrongFile),
        (package({"a.txt": "x"}), WrongFile),
        (b'<!DOCTYPE a><assessmentItem identifier="x"/>', DocumentType),
    ):
        with pytest.raises(refusal):
            qti.read(content)
