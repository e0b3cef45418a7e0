"""GIFT files as platforms and people write them."""

from decimal import Decimal
from fractions import Fraction

from question_bank.readers import gift
from question_bank.rules.bodies import AcceptedNumber, Matching, Numeric
from question_bank.rules.formats import remarks
from question_bank.rules.kinds import Credit
from tests.question_bank.readers.samples import draft_of, kinds, reasons, sample


def test_an_export_keeps_category_name_tags_and_feedback() -> None:
    found = gift.read(sample("gift/moodle_export.gift"))
    assert kinds(found) == ["one", "several", "-"]
    first = draft_of(found.items[0])
    assert found.items[0].topic == "Mặc định/Điều lệ Đảng"
    assert first.name == "Tuổi vào Đảng"
    assert first.tags == ("điều lệ", "đảng viên", "id:DL-01")
    assert "**tuổi**" in first.stem
    assert first.options[1].feedback == "Đó là tuổi vào Đoàn."
    assert first.explanation == "Điều 1 Điều lệ Đảng."


def test_even_shares_are_the_rule_for_each_option() -> None:
    draft = draft_of(gift.read(sample("gift/moodle_export.gift")).items[1])
    assert draft.credit is Credit.PER_OPTION
    assert [option.is_right for option in draft.options] == [True, True, False, False]


def test_every_form_of_a_file_written_by_hand_is_read() -> None:
    found = gift.read(sample("gift/by_hand.gift"))
    assert kinds(found) == [
        "true_false", "short", "matching", "one", "numeric", "numeric", "numeric", "true_false",
        "essay", "several",
    ]  # fmt: skip
    drafts = [draft_of(item) for item in found.items]
    assert drafts[3].stem == "Đảng viên dự bị _____ tháng."
    assert drafts[5].body == Numeric((AcceptedNumber(Decimal(3), Decimal(2)),))
    assert drafts[6].body == Numeric(
        (AcceptedNumber(Decimal(10)), AcceptedNumber(Decimal(10), Decimal(2), Fraction(1, 2)))
    )
    assert drafts[7].stem == "Tỷ lệ {a=b} là ~50\\%: đúng hay sai?".replace("\\%", "\\\\%")
    assert isinstance(drafts[2].body, Matching)
    assert drafts[9].options[0].share == Fraction(1, 3)


def test_faults_are_listed_with_their_line_and_the_rest_is_read() -> None:
    found = gift.read(sample("gift/faults.gift"))
    assert kinds(found) == ["one", "-", "one", "-", "-", "-", "-", "-", "-"]
    assert reasons(found) == [
        ("3", remarks.BRACE_OPEN),
        ("7", remarks.UNCLEAR_ANSWER),
        ("9", remarks.BAD_SHARE),
        ("11", remarks.BAD_NUMBER),
        ("13", remarks.SEVERAL_GAPS),
        ("15", remarks.BRACE_CLOSE),
        ("17", remarks.BAD_PAIR),
    ]


def test_old_encodings_are_read_and_said() -> None:
    text = "Chi bộ là gì của Đảng? {=Nền tảng ~Tổ chức quần chúng}\n"
    for encoding in ("utf-8-sig", "utf-16"):
        found = gift.read(text.encode(encoding))
        assert draft_of(found.items[0]).stem == "Chi bộ là gì của Đảng?"
        assert found.remarks == ()
    old = gift.read(
        "Thủ đô của nước Việt Nam là thành phố nào?{=Hà Nội~Huế}".encode("cp1258", "ignore")
    )
    assert old.remarks[0][1].message == remarks.ENCODING


def test_an_empty_file_holds_nothing() -> None:
    assert gift.read(b"").items == ()
    assert gift.read("// chỉ có lời chú\n".encode()).items == ()
