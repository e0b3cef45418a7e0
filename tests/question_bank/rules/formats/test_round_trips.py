"""Questions written to a file and read back are the same, or the loss is said."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_bank.readers.word import read_word
from question_bank.rules.citing import with_source_apart
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.formats import remarks
from question_bank.rules.formats.aiken import read_aiken, write_aiken
from question_bank.rules.formats.gift.reading import read_gift
from question_bank.rules.formats.gift.writing import write_gift
from question_bank.rules.formats.moodle.reading import read_moodle
from question_bank.rules.formats.moodle.writing import write_moodle
from question_bank.rules.formats.qti.gathering import read_package
from question_bank.rules.formats.qti.package import Package
from question_bank.rules.formats.qti.packing import write_qti_2, write_qti_3
from question_bank.rules.formats.writing import Written, differences
from question_bank.rules.kinds import Kind
from question_bank.rules.normal import normalised
from question_bank.rules.reading import ReadItem
from question_bank.services.writers import write_docx
from tests.factories.drafts import BODIES, a_draft_of, drafts

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
TOPICS = {"charter": "Điều lệ Đảng"}


def _moodle(content: bytes) -> Sequence[ReadItem]:
    return read_moodle(fromstring(content)).items


def _qti(content: bytes) -> Sequence[ReadItem]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = tuple(archive.namelist())
        return read_package(Package(names, archive.read, lambda part: (fromstring(part), ""))).items


Write = Callable[[Sequence[QuestionDraft], dict[str, str]], Written]
Read = Callable[[bytes], Sequence[ReadItem]]
FORMATS: dict[str, tuple[Write, Read]] = {
    "gift": (write_gift, lambda content: read_gift(content.decode()).items),
    "aiken": (write_aiken, lambda content: read_aiken(content.decode()).items),
    "moodle": (write_moodle, _moodle),
    "qti 2.2": (write_qti_2, _qti),
    "qti 3.0": (write_qti_3, _qti),
    "docx": (write_docx, lambda content: [*map(with_source_apart, read_word(content).items)]),
}
WHOLE = [name for name in FORMATS if name not in ("gift", "aiken", "docx")]


@pytest.mark.parametrize("name", FORMATS)
@SLOW
@given(made=st.lists(drafts().map(normalised), min_size=1, max_size=3))
def test_what_a_file_loses_is_exactly_what_is_said(name: str, made: list[QuestionDraft]) -> None:
    write, read = FORMATS[name]
    written = write(made, TOPICS)
    items = list(read(written.content))
    left_out = {loss.number for loss in written.losses if loss.is_left_out}
    assert len(items) == len(made) - len(left_out)
    kept = [(n, draft) for n, draft in enumerate(made, start=1) if n not in left_out]
    for (number, before), item in zip(kept, items, strict=True):
        said = [loss.remark.message for loss in written.losses if loss.number == number]
        assert item.draft is not None
        assert differences(before, item.draft) == said


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PREDICTION])
def test_every_kind_comes_back_whole(name: str, kind: Kind) -> None:
    write, read = FORMATS[name]
    before = normalised(replace(a_draft_of(kind), explanation="Vì *thế*.", tags=("a", "id:7")))
    written = write([before], TOPICS)
    [item] = read(written.content)
    feedback = [loss for loss in written.losses if loss.remark.message != remarks.FEEDBACK_LOST]
    assert feedback == []
    assert item.topic == "Điều lệ Đảng"
    if not written.losses:
        assert item.draft == replace(before, topic_code="")


@pytest.mark.parametrize(
    "kind", [Kind.ONE, Kind.SEVERAL, Kind.TRUE_FALSE, Kind.SHORT, Kind.MATCHING]
)
def test_gift_holds_these_kinds_whole(kind: Kind) -> None:
    before = normalised(a_draft_of(kind))
    written = write_gift([before], TOPICS)
    assert written.losses == ()
    [item] = read_gift(written.content.decode()).items
    assert item.draft == replace(before, topic_code="")


@pytest.mark.parametrize("kind", [Kind.ORDERING, Kind.PREDICTION])
def test_kinds_gift_has_not_are_left_out_and_named(kind: Kind) -> None:
    written = write_gift([a_draft_of(kind), a_draft_of(Kind.ONE)], TOPICS)
    assert [(loss.number, loss.is_left_out) for loss in written.losses] == [(1, True)]
    assert len(read_gift(written.content.decode()).items) == 1


def test_aiken_holds_plain_questions_with_one_answer() -> None:
    written = write_aiken([a_draft_of(kind) for kind in Kind], TOPICS)
    assert {loss.number for loss in written.losses if loss.is_left_out} == set(
        range(1, len(Kind) + 1)
    ) - {1, 3}
    assert written.left_out == len(Kind) - 2
    assert [
        item.draft.kind for item in read_aiken(written.content.decode()).items if item.draft
    ] == [
        Kind.ONE,
        Kind.TRUE_FALSE,
    ]
    assert BODIES
