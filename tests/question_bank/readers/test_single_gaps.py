"""Texts of Moodle with one gap, dragged pairs and wildcards are questions of ours."""

from decimal import Decimal
from fractions import Fraction

import pytest

from question_bank.readers import gift, moodle_xml
from question_bank.rules.bodies import Accepted, AcceptedNumber, Matching, Numeric, Short
from question_bank.rules.formats import remarks
from question_bank.rules.kinds import Kind
from question_bank.rules.reading import ReadItem
from tests.question_bank.readers.samples import draft_of, reasons


def _item(kind: str, stem: str, more: str = "") -> ReadItem:
    text = (
        f"<quiz><question type='{kind}'><name><text>n</text></name><questiontext format='html'>"
        f"<text><![CDATA[{stem}]]></text></questiontext>{more}</question></quiz>"
    )
    [item] = moodle_xml.read_here(text.encode()).items
    return item


def test_one_choice_written_into_a_text_is_a_choice() -> None:
    item = _item("cloze", "<p>Kỳ họp do {1:MULTICHOICE_V:=bí thư#Đúng~%50%phó~ai\\~đó} gọi.</p>")
    draft = draft_of(item)
    assert draft.stem == "Kỳ họp do _____ gọi."
    assert [(one.text, one.share, one.feedback) for one in draft.options] == [
        ("bí thư", Fraction(1), "Đúng"), ("phó", Fraction(1, 2), ""), ("ai~đó", Fraction(0), ""),
    ]  # fmt: skip
    assert item.notes[0].message == remarks.READ_AS_GAP


def test_several_right_words_of_a_gap_share_the_points() -> None:
    draft = draft_of(_item("cloze", "Chọn {2:MULTIRESPONSE:=a~=b~c} nhé"))
    assert draft.kind is Kind.SEVERAL
    assert [one.is_right for one in draft.options] == [True, True, False]


BODIES = {
    "{1:SHORTANSWER_C:=Hồ Chí Minh~%50%Bác Hồ~*}": Short(
        (Accepted("Hồ Chí Minh"), Accepted("Bác Hồ", Fraction(1, 2))), is_case_sensitive=True
    ),
    "{:SA:=tháng}": Short((Accepted("tháng"),)),
    "{1:NUMERICAL:=23.8:0.1~%50%23:2}": Numeric(
        (
            AcceptedNumber(Decimal("23.8"), Decimal("0.1")),
            AcceptedNumber(Decimal(23), Decimal(2), Fraction(1, 2)),
        )
    ),
}


@pytest.mark.parametrize("gap", BODIES)
def test_words_and_numbers_of_a_gap_are_read(gap: str) -> None:
    assert draft_of(_item("cloze", f"Điền: {gap}")).body == BODIES[gap]


@pytest.mark.parametrize(("kind", "box"), [("gapselect", "selectoption"), ("ddwtos", "dragbox")])
def test_a_gap_filled_from_a_list_asks_for_a_word_of_its_group(kind: str, box: str) -> None:
    words = (("tuần", "1"), ("tháng", "1"), ("xã", "2"))
    more = "".join(f"<{box}><text>{w}</text><group>{g}</group></{box}>" for w, g in words)
    draft = draft_of(_item(kind, "Chi bộ họp mỗi [[2]].", more))
    assert draft.stem.replace("\\", "") == "Chi bộ họp mỗi _____."
    assert [(one.text, one.is_right) for one in draft.options] == [("tuần", False), ("tháng", True)]


@pytest.mark.parametrize(
    ("kind", "stem", "reason"),
    [
        ("cloze", "Không có chỗ trống", remarks.NO_FIELD),
        ("cloze", "{1:SA:=a} và {1:SA:=b}", remarks.SEVERAL_GAPS),
        ("cloze", "<p>{1:SA:=a}</p>", remarks.NO_STEM),
        ("cloze", "Chọn {1:HOTSPOT:=a}", remarks.UNKNOWN_KIND),
        ("cloze", "Số mấy {1:NUMERICAL:=không}", remarks.BAD_NUMBER),
        ("gapselect", "Chọn [[3]]", remarks.NO_KEY_GIVEN),
        ("ddwtos", "[[1]] rồi [[2]]", remarks.DRAG_INTO_TEXT),
    ],
)
def test_other_texts_with_gaps_are_listed_with_the_true_reason(
    kind: str, stem: str, reason: str
) -> None:
    item = _item(kind, stem)
    assert [one.message for one in item.problems] == [reason]


def test_dragged_pairs_are_pairs() -> None:
    pairs = (("<p>Mèo</p>", "<p>bắt <b>chuột</b></p>"), ("Chó", "giữ nhà"), ("", "gáy"))
    more = "".join(
        f"<subquestion format='html'><text><![CDATA[{left}]]></text>"
        f"<answer format='html'><text><![CDATA[{right}]]></text></answer></subquestion>"
        for left, right in pairs
    )
    assert draft_of(_item("ddmatch", "Kéo", more)).body == Matching(
        (("Mèo", "bắt **chuột**"), ("Chó", "giữ nhà")), ("gáy",)
    )


def test_a_wildcard_is_left_out_with_a_note_and_a_star_stays_a_star() -> None:
    item = _item(
        "shortanswer", "Ai?",
        "<answer fraction='100'><text>*Nguyễn*Ái Quốc*</text></answer>"
        "<answer fraction='50'><text>a\\*b</text></answer>"
        "<answer fraction='0'><text>*</text></answer>",
    )  # fmt: skip
    body = draft_of(item).body
    assert body == Short((Accepted("Nguyễn Ái Quốc"), Accepted("a*b", Fraction(1, 2))))
    assert [note.message for note in item.notes] == [remarks.WILDCARD, remarks.WRONG_FORMS]
    [short] = gift.read("Ai? {=*Quốc* =%0%*#không}").items
    assert draft_of(short).body == Short((Accepted("Quốc"),))


def test_answers_of_an_embedded_gap_are_no_gift() -> None:
    found = gift.read("Chọn {1:MULTICHOICE:=a~b}\n")
    assert reasons(found) == [("1", remarks.UNCLEAR_ANSWER)]


def test_a_word_to_be_filled_in_between_the_signs_of_the_question_is_a_short_answer() -> None:
    more = "<delimitchars>{}</delimitchars><answer fraction='100'><text>tháng|kỳ</text></answer>"
    draft = draft_of(_item("gapfill", "Chi bộ họp mỗi {tháng|kỳ} [một] lần", more))
    assert (draft.stem, draft.body) == (
        "Chi bộ họp mỗi _____ [một] lần",
        Short((Accepted("tháng"), Accepted("kỳ"))),
    )
    several = _item("gapfill", "Con [mèo] và con [chó]")
    assert [one.message for one in several.problems] == [remarks.SEVERAL_GAPS]
