"""A line that names a source is taken apart, and bound to a document of the register."""

from datetime import date

import pytest

from question_bank.rules.binding import (
    OTHER_DAY,
    SEVERAL_NAMED,
    UNCLEAR,
    Binding,
    Register,
    Registered,
)
from question_bank.rules.citing import parted
from question_bank.rules.drafting import SourceDraft
from question_bank.services.starter import starter_files, starter_rows

CHARTER = "Điều lệ Đảng Cộng sản Việt Nam (Đại hội XI thông qua ngày 19/01/2011)"
RULES = "Quy định số 24-QĐ/TW ngày 30/7/2021 của BCHTW về thi hành Điều lệ Đảng"
ELECTIONS = "Quy chế bầu cử trong Đảng, ban hành kèm theo Quyết định số 190-QĐ/TW ngày 10/10/2024"
OLD_ELECTIONS = "Quy chế bầu cử trong Đảng kèm Quyết định 244-QĐ/TW ngày 09/6/2014"
EXAMPLE = "Quy định số 08-QĐi/TW ngày 25/10/2018 của BCHTW về trách nhiệm nêu gương"
NAMES = (CHARTER, RULES, ELECTIONS, OLD_ELECTIONS, EXAMPLE)


@pytest.mark.parametrize(
    ("line", "article", "document"),
    [
        (f"Điều 21 khoản 1, {CHARTER}", "Điều 21 khoản 1", CHARTER),
        ("Khoản 2, Điều 7 Quy định số 366-QĐ/TW", "Khoản 2, Điều 7", "Quy định số 366-QĐ/TW"),
        ("điểm a khoản 1 Điều 4 của Điều lệ Đảng.", "điểm a khoản 1 Điều 4", "Điều lệ Đảng"),
        ("Điều 4, khoản 1, khoản 2; Điều lệ Đảng", "Điều 4, khoản 1, khoản 2", "Điều lệ Đảng"),
        ("Điều 2, 3 và 4 Điều lệ Đảng", "Điều 2, 3 và 4", "Điều lệ Đảng"),
        ("Điều 12-14 Điều lệ Đảng", "Điều 12-14", "Điều lệ Đảng"),
        ("Điều 5, 24-QĐ/TW", "Điều 5", "24-QĐ/TW"),
        ("Điều 5 - 24-QĐ/TW", "Điều 5", "24-QĐ/TW"),
        ("Mục 1 điểm 1.1 a, Hướng dẫn 42-HD/BTCTW", "Mục 1 điểm 1.1 a", "Hướng dẫn 42-HD/BTCTW"),
        ("Phần mở đầu, Điều lệ Đảng", "Phần mở đầu", "Điều lệ Đảng"),
        ("Điều 5a Luật Cán bộ, công chức", "Điều 5a", "Luật Cán bộ, công chức"),
        ("Điều lệ Đảng, Điều 21 khoản 1", "Điều 21 khoản 1", "Điều lệ Đảng"),
        ("Điều lệ Đảng (Điều 21, khoản 1)", "Điều 21, khoản 1", "Điều lệ Đảng"),
        (f"{CHARTER}, Điều 21", "Điều 21", CHARTER),
        ("Quy định 24-QĐ/TW ngày 30/7/2021 Điều 5", "Điều 5", "Quy định 24-QĐ/TW ngày 30/7/2021"),
        ("Hồ Chí Minh toàn tập, tập 5, tr. 269", "tập 5, tr. 269", "Hồ Chí Minh toàn tập"),
    ],
)
def test_article_and_document_are_taken_apart(line: str, article: str, document: str) -> None:
    assert parted(SourceDraft(line)) == SourceDraft(document, article)


@pytest.mark.parametrize(
    "line",
    [
        *NAMES,
        "Điều 9",
        "Điều 5 nói rằng",
        "Hướng dẫn thực hiện Chương VII",
        "Điều 3 Điều lệ Đảng; Điều 5 Quy định 24-QĐ/TW",
        "Điều lệ Đảng và Quy định số 24-QĐ/TW",
    ],
)
def test_what_has_no_article_or_several_documents_stays_whole(line: str) -> None:
    assert parted(SourceDraft(line)) == SourceDraft(line)


def test_no_document_of_the_starter_bank_is_taken_for_an_article_or_for_another_one() -> None:
    rows = [row for content in starter_files() for row in starter_rows(content)]
    names = dict.fromkeys(row["source"]["document"] for row in rows)
    register = Register()
    for id_, name in enumerate(names):
        assert parted(SourceDraft(name)) == SourceDraft(name)
        assert register.find(name) == Binding()
        register.add(Registered(id_, name))
    assert [register.find(name).source_id for name in names] == list(range(len(names)))


@pytest.mark.parametrize(
    ("citation", "name"),
    [
        ("Điều lệ Đảng", CHARTER),
        ("Điều lệ Đảng Cộng sản Việt Nam (thông qua ngày 19/01/2011)", CHARTER),
        ("ĐIỀU LỆ ĐẢNG CỘNG SẢN VIỆT NAM năm 2011", CHARTER),
        ("Điều lệ Đảng khóa XI", CHARTER),
        ("Quy định 24-QĐ/TW", RULES),
        ("Quy định số 24 - QĐ/TW, 30/07/2021", RULES),
        ("Quy định số 24-QĐ/TW năm 2021", RULES),
        ("Quyết định 190-QĐ/TW", ELECTIONS),
        ("Quy định 8-QĐ/TW", EXAMPLE),
    ],
)
def test_a_citation_means_one_document_beyond_doubt(citation: str, name: str) -> None:
    register = Register(Registered(id_, one) for id_, one in enumerate(NAMES))
    assert register.find(citation) == Binding(NAMES.index(name))


@pytest.mark.parametrize(
    ("citation", "doubt", "others"),
    [
        ("Quy định số 24-QĐ/TW ngày 01/8/2021", OTHER_DAY, (RULES,)),
        ("Quy định số 24-QĐ/TW (2022)", OTHER_DAY, (RULES,)),
        ("Quy chế bầu cử trong Đảng", UNCLEAR, (ELECTIONS, OLD_ELECTIONS)),
        ("Điều lệ Đảng và Quy định số 24-QĐ/TW", SEVERAL_NAMED, (CHARTER, RULES)),
    ],
)
def test_a_doubt_is_named_and_nothing_is_guessed(
    citation: str, doubt: str, others: tuple[str, ...]
) -> None:
    register = Register(Registered(id_, one) for id_, one in enumerate(NAMES))
    found = register.find(citation)
    assert (found.source_id, found.doubt) == (None, doubt)
    assert tuple(NAMES[one] for one in found.others) == others


@pytest.mark.parametrize(
    "citation", ["Điều lệ Đảng năm 2001", "Luật Cán bộ 2008", "Quy định 25-QĐ/TW", "Di chúc"]
)
def test_what_the_register_does_not_hold_is_new(citation: str) -> None:
    register = Register(Registered(id_, one) for id_, one in enumerate(NAMES))
    assert register.find(citation) == Binding()


def test_two_documents_of_one_number_are_told_apart_by_their_day_only() -> None:
    days = date(2016, 7, 25), date(2026, 7, 25)
    register = Register(Registered(day.year, f"Quy định {day:%Y}", "29-QĐ/TW", day) for day in days)
    assert register.find("Quy định 29-QĐ/TW") == Binding(doubt=UNCLEAR, others=(2016, 2026))
    assert register.find("Quy định 29-QĐ/TW ngày 25/7/2016") == Binding(2016)
    assert register.same("Quy định 29-QĐ/TW ngày 25/7/2016") == 2016
    assert register.same("Quy định 29-QĐ/TW") is None
