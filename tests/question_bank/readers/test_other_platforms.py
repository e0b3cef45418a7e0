"""Shapes of other platforms: Blackboard, Canvas, an old Moodle, and files written by hand."""

from decimal import Decimal

from question_bank.readers import aiken, gift, moodle_xml, qti
from question_bank.rules.bodies import Accepted, Matching, Numeric, Short
from question_bank.rules.formats import remarks
from question_bank.rules.kinds import Kind
from tests.question_bank.readers.samples import draft_of, kinds, reasons, sample


def test_blackboard_pools_keep_pairs_blanks_and_named_answers() -> None:
    found = qti.read(sample("qti/blackboard_1_2.xml"))
    assert kinds(found) == ["one", "short", "matching", "numeric", "-"]
    assert [item.where for item in found.items] == ["1", "2", "3", "4", "5"]
    named, blank, pairs, number, bowl = found.items
    assert [option.text for option in draft_of(named).options] == ["Có", "Không"]
    assert draft_of(blank).body == Short((Accepted("phê bình"),))
    assert draft_of(pairs).stem == "Ghép văn bản với nội dung."
    assert draft_of(pairs).body == Matching(
        (("Quy định số 24", "Đảng phí"), ("Quy định số 22", "Kiểm tra")), ("Bầu cử",)
    )
    body = draft_of(number).body
    assert isinstance(body, Numeric)
    assert body.accepted[0].value == Decimal(1930)
    assert bowl.problems[0].message == remarks.UNKNOWN_KIND


def test_a_single_gap_of_canvas_is_a_question_and_groups_are_pairs() -> None:
    found = qti.read(sample("qti/canvas_gaps_1_2.xml"))
    assert kinds(found) == ["short", "one", "matching", "-"]
    short, choice, groups, several = found.items
    assert draft_of(short).stem == "Chi bộ họp thường lệ mỗi _____ một lần."
    assert draft_of(short).body == Short((Accepted("tháng"), Accepted("thang")))
    assert [option.is_right for option in draft_of(choice).options] == [False, True]
    assert draft_of(groups).body == Matching(
        (("Khiển trách", "Đảng viên"), ("Cảnh cáo", "Đảng viên"), ("Giải tán", "Tổ chức đảng"))
    )
    assert remarks.NO_GROUP in [note.message for note in groups.notes]
    assert several.problems[0].message == remarks.SEVERAL_GAPS


def test_the_picture_of_an_old_moodle_stands_beside_the_words_and_one_question_is_a_file() -> None:
    found = moodle_xml.read(sample("moodle/single_1_9.xml"))
    draft = draft_of(found.items[0])
    assert draft.stem == "Lá cờ nào đây?\n\n![](picture:co.gif)"
    assert [picture.media_type for picture in draft.pictures] == ["image/gif"]


def test_gift_questions_one_below_the_other_are_told_apart() -> None:
    found = gift.read("Một là gì? {=a ~b}\nHai là gì?\n{\n=a\n~b\n}\nBa {T}.\nBốn {#4}\n")
    assert kinds(found) == ["one", "one", "true_false", "numeric"]
    assert [item.where for item in found.items] == ["1", "2", "7", "8"]


def test_two_gaps_in_one_sentence_of_gift_stay_one_item() -> None:
    found = gift.read("Chọn {=a ~b}\nrồi chọn {=c ~d}.\n")
    assert reasons(found) == [("1", remarks.SEVERAL_GAPS)]


def test_what_follows_the_answer_in_an_aiken_file_belongs_to_its_question() -> None:
    text = (
        "Câu 1: Chi bộ họp khi nào?\nA. Mỗi tháng\nB. Mỗi quý\nANSWER: A\n"
        "FEEDBACK: Họp thường lệ.\nCăn cứ: Điều lệ Đảng\nCâu hai?\nA. x\nB. y\nANSWER: B\n"
    )
    first, second = [draft_of(item) for item in aiken.read(text).items]
    assert first.explanation == "Họp thường lệ."
    assert first.source is not None
    assert first.source.document == "Điều lệ Đảng"
    assert second.stem == "Câu hai?"
    assert second.kind is Kind.ONE
