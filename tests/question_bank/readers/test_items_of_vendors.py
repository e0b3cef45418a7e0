"""Items as TAO, OpenOLAT, Inspera and Citolab write them, and all kinds of one Moodle export."""

from decimal import Decimal

import pytest

from question_bank.readers import moodle_xml, qti
from question_bank.rules.bodies import AcceptedNumber, Matching, Numeric, Ordering
from question_bank.rules.formats import remarks
from tests.question_bank.readers.samples import draft_of, kinds, reasons, sample


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("tao_choice_2_1", "Hai"),
        ("tao_several_2_1", "Một Ba"),
        ("tao_own_marking_2_2", "Hai"),
        ("tao_gap_2_1", "tháng"),
        ("openolat_one_2_1", "Một tháng"),
        ("prefixed_2_1", "b"),
        ("inspera_one_2_1", "Tháng"),
        ("citolab_choice_3_0", "Hai"),
    ],
)
def test_choices_of_vendors_keep_their_key(name: str, right: str) -> None:
    [item] = qti.read(sample(f"qti/{name}.xml")).items
    assert " ".join(one.text for one in draft_of(item).options if one.is_right) == right


def test_other_items_of_vendors_keep_what_they_ask_for() -> None:
    names = (
        "tao_order_2_1", "openolat_kprim_2_1", "openolat_number_2_1", "citolab_match_3_0",
    )  # fmt: skip
    order, kprim, number, match = (
        draft_of(qti.read(sample(f"qti/{name}.xml")).items[0]).body for name in names
    )
    assert order == Ordering(("Trước", "Sau"))
    pairs = tuple((f"Câu {at}", rf"\{sign}") for at, sign in zip("abcd", "+-+-", strict=True))
    assert kprim == Matching(pairs)
    assert number == Numeric((AcceptedNumber(Decimal("90.0"), Decimal(5)),))
    assert match == Matching((("1", "x"), ("2", "y")))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("citolab_custom_3_0", remarks.UNKNOWN_KIND),
        ("composite_2_1", remarks.SEVERAL_FIELDS),
        ("upload_2_1", remarks.UPLOAD),
    ],
)
def test_what_the_bank_cannot_hold_is_listed_with_the_reason(name: str, why: str) -> None:
    assert [reason for _, reason in reasons(qti.read(sample(f"qti/{name}.xml")))] == [why]


def test_every_kind_of_a_moodle_export_is_stored_or_listed() -> None:
    found = moodle_xml.read(sample("moodle/all_kinds_4_3.xml"))
    assert kinds(found) == [
        "-", "one", "several", "true_false", "short", "numeric", "matching", "essay", "-", "short",
        "-", "-", "-", "-", "one", "one", "-", "-", "-", "-", "ordering", "-", "-", "-", "one",
        "matching", "one",
    ]  # fmt: skip
    listed = [item for item in found.items if item.draft is None or item.problems]
    assert all(item.problems for item in listed)
    assert len(listed) == 13
    choice = draft_of(found.items[1])
    assert choice.source is not None
    assert choice.source.document == "Điều 25 Điều lệ Đảng"
    assert choice.tags == ("điều lệ", "nhận biết", "id:DL-01")
    assert [picture.name for picture in choice.pictures] == ["anh-1.png"]
    assert [found.items[at].topic for at in (1, 26)] == [
        "Điều lệ Đảng/Chương I",
        "Tình huống / xử lý",
    ]
