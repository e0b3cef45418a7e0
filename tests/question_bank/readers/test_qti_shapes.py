"""Shapes of QTI 2 and 3 as vendors and the standard's own examples write them."""

from decimal import Decimal

import pytest

from question_bank.readers import qti
from question_bank.rules.bodies import Accepted, AcceptedNumber, Matching, Numeric, Short
from question_bank.rules.formats import remarks
from question_bank.rules.kinds import Kind
from question_bank.rules.reading import ReadItem
from question_bank.rules.report import question_report
from tests.factories.drafts import DOT
from tests.question_bank.readers.samples import draft_of, package

ITEM = """<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t">
<responseDeclaration identifier="R" cardinality="%s" baseType="%s">%s</responseDeclaration>
%s<itemBody>%s</itemBody>%s</assessmentItem>"""
ENTRY = '<p>Điền: <textEntryInteraction responseIdentifier="R"/>.</p>'


def _key(*values: str) -> str:
    words = "".join(f"<value>{one}</value>" for one in values)
    return f"<correctResponse>{words}</correctResponse>"


def _item(
    declared: tuple[str, str, str], body: str, *, marked: str = "", before: str = ""
) -> ReadItem:
    cardinality, base, key = declared
    text = ITEM % (cardinality, base, key, before, body, marked)
    [item] = qti.read_here(text.encode()).items
    return item


def _tested(test: str) -> str:
    return (
        f"<responseProcessing><responseCondition><responseIf>{test}"
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
        "</setOutcomeValue></responseIf></responseCondition></responseProcessing>"
    )


def _equal(settings: str, name: str = "equal") -> str:
    return _tested(
        f'<{name} {settings}><variable identifier="R"/><correct identifier="R"/></{name}>'
    )


@pytest.mark.parametrize(
    ("marked", "value", "tolerance"),
    [
        (_equal('toleranceMode="absolute" tolerance="0.5"'), "200", "0.5"),
        (_equal('toleranceMode="relative" tolerance="5 5"'), "200", "10"),
        (_equal('toleranceMode="absolute" tolerance="1 3"'), "201", "2"),
        (_equal('toleranceMode="exact"'), "200", "0"),
        (_equal('roundingMode="decimalPlaces" figures="2"', "equalRounded"), "200", "0.005"),
        (_equal('roundingMode="significantFigures" figures="2"', "equalRounded"), "200", "5"),
    ],
)
def test_how_far_a_number_may_be_off_is_kept(marked: str, value: str, tolerance: str) -> None:
    item = _item(("single", "float", _key("200")), ENTRY, marked=marked)
    body = draft_of(item).body
    assert body == Numeric((AcceptedNumber(Decimal(value), Decimal(tolerance)),))
    uneven = value != "200"
    assert (remarks.UNEVEN in [note.message for note in item.notes]) is uneven


def test_capitals_count_where_a_test_says_so_or_only_they_differ() -> None:
    strict = _equal('caseSensitive="true"', "stringMatch")
    item = _item(("single", "string", _key("Bác")), ENTRY, marked=strict)
    assert draft_of(item).body == Short((Accepted("Bác"),), is_case_sensitive=True)
    mapping = '<mapping><mapEntry mapKey="A" mappedValue="1"/>%s</mapping>'
    other = '<mapEntry mapKey="a" mappedValue="0.5"/>'
    for entries, is_strict in ((mapping % "", False), (mapping % other, True)):
        body = draft_of(_item(("single", "string", entries), ENTRY)).body
        assert isinstance(body, Short)
        assert body.is_case_sensitive is is_strict


def test_a_pattern_is_noted_and_a_gap_keeps_its_full_stop() -> None:
    marked = _tested('<patternMatch pattern="Bác?"><variable identifier="R"/></patternMatch>')
    item = _item(("single", "string", _key("Bác")), ENTRY, marked=marked)
    assert draft_of(item).stem.replace("\\", "") == "Điền: _____."
    assert [note.message for note in item.notes] == [remarks.PATTERN]


def test_words_chosen_in_a_text_are_options() -> None:
    body = (
        '<hottextInteraction responseIdentifier="R" maxChoices="1"><prompt>Tìm lỗi.</prompt><p>'
        '<hottext identifier="A">Chi bộ</hottext> họp <hottext identifier="B">mỗi năm</hottext>'
        " một lần.</p></hottextInteraction>"
    )
    draft = draft_of(_item(("single", "identifier", _key("B")), body))
    assert draft.stem == "Tìm lỗi.\n\n**Chi bộ** họp **mỗi năm** một lần."
    assert [(one.text, one.is_right) for one in draft.options] == [
        ("Chi bộ", False), ("mỗi năm", True),
    ]  # fmt: skip


def test_a_left_text_without_a_partner_turns_the_pairs_round() -> None:
    def side(*names: str) -> str:
        each = (
            f'<simpleAssociableChoice identifier="{n}">{n}{n}</simpleAssociableChoice>'
            for n in names
        )
        return f"<simpleMatchSet>{''.join(each)}</simpleMatchSet>"

    body = (
        '<matchInteraction responseIdentifier="R"><prompt>Nối</prompt>'
        f"{side('a', 'b', 'c')}{side('x', 'y')}</matchInteraction>"
    )
    item = _item(("multiple", "directedPair", _key("a x", "b y")), body)
    assert draft_of(item).body == Matching((("xx", "aa"), ("yy", "bb")), ("cc",))


CHOICE = (
    '<choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>%s</prompt>'
    '<simpleChoice identifier="A">%s</simpleChoice><simpleChoice identifier="B">khác</simpleChoice>'
    "</choiceInteraction>"
)


@pytest.mark.parametrize(
    ("before", "body", "reason"),
    [
        ("<templateProcessing/>", CHOICE % ("Mấy?", "một"), remarks.CALCULATED),
        ("", CHOICE % ('Số <printedVariable identifier="X"/>?', "một"), remarks.CALCULATED),
        (
            "",
            '<p>Vẽ</p><customInteraction responseIdentifier="R"/>',
            remarks.UNKNOWN_KIND,
        ),
    ],
)
def test_numbers_made_for_each_person_and_programs_are_listed(
    before: str, body: str, reason: str
) -> None:
    item = _item(("single", "identifier", _key("A")), body, before=before)
    assert [one.message for one in item.problems] == [reason]


def test_a_formula_is_said_on_one_line() -> None:
    formula = (
        '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mfrac><m:mrow><m:mn>1</m:mn>'
        "<m:mo>+</m:mo><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup></m:mrow><m:mn>2</m:mn>"
        "</m:mfrac><m:mo>=</m:mo><m:msqrt><m:mn>9</m:mn></m:msqrt></m:math>"
    )
    item = _item(("single", "identifier", _key("A")), CHOICE % (f"Giải {formula}", "một"))
    assert draft_of(item).stem == "Giải (1 + x^2)/2 = √(9)"
    assert [note.message for note in item.notes] == [remarks.FORMULA]


def test_an_option_that_was_only_a_lost_picture_says_its_name() -> None:
    body = CHOICE % ("Hình nào?", '<img src="anh/co.png" alt=""/>')
    item = _item(("single", "identifier", _key("A")), body)
    assert draft_of(item).options[0].text == "(co.png)"
    assert [note.message for note in item.notes] == [remarks.PICTURE_MISSING]


def test_a_text_shared_by_items_stands_before_each() -> None:
    reference = '<assessmentStimulusRef identifier="S" href="../doc/s.xml"/>'
    member = ITEM % ("single", "identifier", _key("A"), reference, CHOICE % ("Hỏi?", "một"), "")
    passage = (
        '<assessmentStimulus><stimulusBody><p>Đọc đoạn sau. <img src="a.png" alt="x"/></p>'
        "</stimulusBody></assessmentStimulus>"
    )
    members: dict[str, bytes | str] = {
        "items/i.xml": member,
        "doc/s.xml": passage,
        "doc/a.png": DOT,
    }
    [item] = qti.read_here(package(members)).items
    draft = draft_of(item)
    assert draft.stem == "Đọc đoạn sau. ![x](picture:a.png)\n\nHỏi?"
    assert draft.kind is Kind.ONE
    assert item.notes == ()
    del members["doc/s.xml"]
    [item] = qti.read_here(package(members)).items
    assert [note.message for note in item.notes] == [remarks.SHARED_LOST]


def _accepts(value: str, outcome: str, worth: str) -> str:
    return (
        '<responseCondition><responseIf><or><stringMatch caseSensitive="false">'
        f'<baseValue baseType="string">{value}</baseValue><variable identifier="R"/>'
        f'</stringMatch></or><setOutcomeValue identifier="{outcome}">{worth}</setOutcomeValue>'
        "</responseIf></responseCondition>"
    )


def test_further_forms_are_accepted_where_the_points_have_a_name() -> None:
    worth = '<sum><variable identifier="SCORE"/><variable identifier="EACH"/></sum>'
    item = _item(
        ("single", "string", _key("Hà Nội")),
        ENTRY,
        before='<templateDeclaration identifier="EACH"><defaultValue><value>1</value>'
        "</defaultValue></templateDeclaration>",
        marked=f"<responseProcessing>{_accepts('Thăng Long', 'SCORE', worth)}</responseProcessing>",
    )
    assert draft_of(item).body == Short((Accepted("Hà Nội"), Accepted("Thăng Long")))


def test_a_group_of_forms_that_is_summed_into_the_score_is_the_key() -> None:
    one = '<baseValue baseType="integer">1</baseValue>'
    summed = '<setOutcomeValue identifier="SCORE"><sum><variable identifier="GROUP_1"/></sum>'
    marked = f"{_accepts('táo', 'GROUP_1', one)}{_accepts('quả táo', 'GROUP_1', one)}{summed}"
    item = _item(
        ("single", "string", ""),
        ENTRY,
        marked=f"<responseProcessing>{marked}</setOutcomeValue></responseProcessing>",
    )
    assert draft_of(item).body == Short((Accepted("táo"), Accepted("quả táo")))


SIGNS = (
    '<choiceInteraction responseIdentifier="R"><simpleChoice identifier="A"><![CDATA[<p>Chi <b>bộ'
    '</b> &amp; tổ</p>]]></simpleChoice><simpleChoice identifier="B"><p>+ 5</p></simpleChoice>'
    '<simpleChoice identifier="C">-</simpleChoice></choiceInteraction>'
)


def test_a_passage_for_everybody_is_in_the_stem_and_one_for_markers_is_not() -> None:
    item = _item(
        ("single", "identifier", _key("A")),
        '<rubricBlock use="stimulus" view="candidate scorer"><p>Đoạn văn chung.</p></rubricBlock>'
        f'<p>Hỏi gì?</p><rubricBlock view="scorer"><p>Kín.</p></rubricBlock>{SIGNS}',
    )
    assert draft_of(item).stem == "Đoạn văn chung.\n\nHỏi gì?"


def test_hidden_markup_and_bare_signs_read_as_a_person_sees_them() -> None:
    draft = draft_of(_item(("single", "identifier", _key("A")), f"<p>Hỏi gì?</p>{SIGNS}"))
    assert [option.text for option in draft.options] == ["Chi **bộ** & tổ", "\\+ 5", "\\-"]
    report = question_report(ReadItem("", draft))
    assert [option["text"] for option in report["options"]] == ["Chi bộ & tổ", "+ 5", "-"]


def test_the_same_words_for_right_and_wrong_are_told_once() -> None:
    words = '<modalFeedback identifier="true" outcomeIdentifier="%s" showHide="show">Vì thế.%s'
    shown = "".join(words % (name, "</modalFeedback>") for name in ("F1", "F2"))
    item = _item(("single", "identifier", _key("A")), f"<p>Hỏi gì?</p>{SIGNS}", marked=shown)
    assert draft_of(item).explanation == "Vì thế."
