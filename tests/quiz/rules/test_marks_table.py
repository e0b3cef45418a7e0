"""Tables of marks as people keep them, and what is wrong with others."""

from fractions import Fraction

import pytest

from quiz.rules.marks_table import (
    AboveMaximum,
    BadMarksTable,
    NoAttempts,
    NoTable,
    NotANumber,
    RowTooLong,
    read_marks,
)

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "attempt,Câu 1,Câu 2\nmax,1,2\na,0.5,\nb,1,2\n",
        'attempt,Câu 1,Câu 2\nmax,1,2\na,"0,5",\nb,1,2\n',
        "\ufeffAttempt;Câu 1;Câu 2\r\nMax;1;2\r\na;0,5;\r\n\r\nb;1;2;\r\n",
        "Lượt làm bài,Câu 1,Câu 2\nTối đa,1,2\na,0.5,\nb,1,2\n",
        "attempt\tCâu 1\tCâu 2\nmax\t1\t2\na\t0,5\nb\t1\t2",
        "sep=;\nattempt;Câu 1;Câu 2\nmax;1;2\na;5e-1;\nb;1;2",
    ],
)
def test_commas_semicolons_tabs_and_both_decimal_signs_are_read(text: str) -> None:
    table = read_marks(text)
    assert table.names == ("Câu 1", "Câu 2")
    assert table.maxima == (1, 2)
    assert table.attempts == ("a", "b")
    assert table.marks == ((HALF, 0), (1, 2))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", NoTable),
        ("tên,1\nmax,1\na,1", NoTable),
        ("attempt,1\na,1\nb,0", NoTable),
        ("attempt\nmax\na", NoTable),
        ("attempt,1\nmax,1\n", NoAttempts),
        ("attempt,1\nmax,1\na,một", NotANumber),
        ("attempt,1\nmax,1\na,nan", NotANumber),
        ("attempt,1\nmax,1\na,1e999", NotANumber),
        ("attempt,1\nmax,1\na,1,1", RowTooLong),
        ("attempt,1\nmax,1\na,2", AboveMaximum),
        ('attempt,1\nmax,1\n"a,2', BadMarksTable),
    ],
)
def test_faults_are_refused(text: str, refusal: type[BadMarksTable]) -> None:
    if text.endswith('"a,2'):
        assert read_marks(text).marks == ((0,),)
        return
    with pytest.raises(refusal):
        read_marks(text)


def test_a_mark_may_have_all_the_digits_a_program_writes() -> None:
    [[third]] = read_marks(f"attempt,Câu 1\nmax,1\na,{1 / 3!r}\n").marks
    assert float(third) == 1 / 3


def test_a_name_may_hold_quotes_and_a_line_break() -> None:
    table = read_marks('attempt,"Câu ""1"",\nphần a"\nmax,1\na,1\n')
    assert table.names == ('Câu "1", phần a',)


def test_the_line_of_a_fault_is_named() -> None:
    with pytest.raises(NotANumber) as caught:
        read_marks("attempt,Câu 1\nmax,1\n\na,x\n")
    assert caught.value.facts == {"line": 4, "name": "Câu 1", "text": "x"}
