"""Numbers through a term or a year: none twice, no gap, across New Year and congresses."""

import threading
from datetime import date, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from foundation.db import transactional
from foundation.documents import services
from foundation.documents.numbering import (
    DocumentNumber,
    Numbering,
    TermDates,
    read_number,
    term_period,
)
from foundation.documents.services.counters import TermMissing, period_of, take_numbers
from foundation.documents.wording import masked, vietnamese_day, vietnamese_days
from tests.factories import organisation as make
from tests.factories.documents import THEN, a_document, a_document_draft

words = st.text("ABCĐGHUĂ", min_size=1, max_size=8)


@given(words, words, st.integers(1, 9999), st.sampled_from(list(Numbering)))
def test_a_printed_number_can_be_read_back(
    sign: str, series: str, sequence: int, numbering: Numbering
) -> None:
    number = DocumentNumber(numbering, series, sign, "2026", sequence)
    assert int(read_number(numbering, str(number))["sequence"]) == sequence


def test_party_and_state_write_a_number_each_in_its_manner() -> None:
    party = DocumentNumber(Numbering.PARTY, "BC", "TTCT", "2025-2030", 48)
    state = DocumentNumber(Numbering.STATE, "BC", "TTCT", "2026", 1)
    assert (party.heading, state.heading) == ("Số 48-BC/TTCT", "Số: 01/BC-TTCT")
    assert str(DocumentNumber(Numbering.REGISTER, "GCN", "", "2026", 247)) == "0247/2026"


def test_days_are_written_as_offices_write_them() -> None:
    assert vietnamese_day(date(2026, 2, 3)) == "ngày 03 tháng 02 năm 2026"
    assert vietnamese_day(date(2026, 9, 12)) == "ngày 12 tháng 9 năm 2026"
    both = vietnamese_days(date(2026, 11, 18), date(2026, 12, 4))
    assert both == "từ ngày 18 tháng 11 đến ngày 04 tháng 12 năm 2026"


def test_a_term_begins_on_the_day_after_the_congress() -> None:
    terms = [TermDates("2025-2030", date(2025, 8, 1), date(2030, 8, 1))]
    assert term_period(date(2025, 8, 1), terms) == "2025-2030"
    assert term_period(date(2025, 7, 31), terms) is None


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2060, 1, 1)), min_size=1, max_size=6, unique=True),
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
)
def test_a_day_lies_in_one_term_at_most_and_in_none_before_the_first(
    begins: list[date], day: date
) -> None:
    begins = sorted(begins)
    terms = [
        TermDates(f"term {place}", since, until)
        for place, (since, until) in enumerate(zip(begins, [*begins[1:], None], strict=True))
    ]
    held = [term.name for term in terms if term.holds(day)]
    assert len(held) == (day >= begins[0])
    assert term_period(day, terms) == (held[0] if held else None)


@pytest.mark.parametrize(("name", "shown"), [("Giàng A Páo", "Giàng A P***"), ("Dê", "D***")])
def test_a_name_is_partly_hidden(name: str, shown: str) -> None:
    assert masked(name) == shown


@transactional
def _report(unit_id: int, numbering: Numbering, day: date) -> str:
    period = period_of(numbering, unit_id, day)
    sequence = take_numbers(unit_id, "BC", period)
    return DocumentNumber(numbering, "BC", "TTCT", period, sequence).heading


def test_worked_case_8_numbering_across_new_year(app: Flask) -> None:
    committee = make.a_unit("Đảng ủy xã Mù Cang Chải")
    centre = make.a_unit("Trung tâm Chính trị", level="grassroots", parent=committee).id
    services.begin_term(committee.id, "2025-2030", date(2025, 7, 31), actor_id=None, at=THEN)
    for _ in range(46):
        _report(centre, Numbering.PARTY, date(2025, 12, 1))
    assert _report(centre, Numbering.PARTY, date(2025, 12, 31)) == "Số 47-BC/TTCT"
    assert _report(centre, Numbering.STATE, date(2025, 12, 31)) == "Số: 01/BC-TTCT"
    certificates = [
        services.issue(
            a_document_draft(centre, issued_on=date(year, 12, 31)), actor_id=None, at=THEN
        ).number_text
        for year in (2025, 2025, 2026)
    ]
    assert certificates == ["0001/2025", "0002/2025", "0001/2026"]
    assert _report(centre, Numbering.PARTY, date(2026, 1, 5)) == "Số 48-BC/TTCT"
    assert _report(centre, Numbering.STATE, date(2026, 1, 5)) == "Số: 01/BC-TTCT"
    services.begin_term(committee.id, "2030-2035", date(2030, 6, 14), actor_id=None, at=THEN)
    assert _report(centre, Numbering.PARTY, date(2030, 6, 14)) == "Số 49-BC/TTCT"
    assert _report(centre, Numbering.PARTY, date(2030, 6, 15)) == "Số 01-BC/TTCT"


def test_a_party_paper_without_a_term_gets_no_number(app: Flask) -> None:
    unit = make.a_unit()
    with pytest.raises(TermMissing):
        period_of(Numbering.PARTY, unit.id, date(2026, 1, 5))


def test_numbers_run_without_gaps_when_many_are_issued_at_once(app: Flask) -> None:
    unit_id = make.a_unit().id
    issued: list[int] = []

    def issue_five() -> None:
        with app.app_context():
            issued.extend(a_document(unit_id).number for _ in range(5))

    threads = [threading.Thread(target=issue_five) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(issued) == list(range(1, 31))


def test_a_rolled_back_transaction_leaves_no_gap(app: Flask, at: datetime) -> None:
    unit_id = make.a_unit().id

    @transactional
    def fails() -> None:
        a_document(unit_id)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert a_document(unit_id).number == 1
