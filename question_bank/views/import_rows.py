"""What the preview of a file shows of each question: the file's words, and what was recognised."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from foundation.encodings import CONVERTERS, Encoding, decode
from question_bank import queries
from question_bank.models import ImportRow
from question_bank.rules.drafting import QuestionDraft
from question_bank.rules.importing import (
    NEAR_BANK,
    NEAR_FILE,
    Fate,
    needs_choice,
    twin_remark,
)
from question_bank.rules.item_json import from_json
from question_bank.rules.kinds import CHOSEN
from question_bank.rules.markup import as_html, as_line, plain, shown
from question_bank.rules.reading import ReadItem, Remark
from question_bank.rules.recognising.items import MARK_FROM, MARK_TO
from question_bank.rules.report import source_words
from question_bank.rules.sheet_words import cells_of
from question_bank.rules.signs import IN_FILE, SIGN_WORDS, TWO_MARKED

SHOWN = 120
LETTERS = "ABCDEFGHIJKLMNOPQRST"
_SIGNED = re.compile(f"{MARK_FROM}(.*?){MARK_TO}", re.DOTALL)


@dataclass(frozen=True)
class Reading:
    """The beginning of a file as one encoding shows it."""

    code: str
    name: str
    text: str
    is_chosen: bool = False


def readings(content: bytes, chosen: str = "") -> tuple[Reading, ...]:
    """Return the first lines of a file as each encoding shows them, none where all is plain.

    Args:
        content: the file.
        chosen: the code of the encoding a person chose; else the recognised one holds.
    """
    read = decode(content)
    if not read.is_converted and not chosen:
        return ()
    held = chosen or read.encoding.code
    choices = (Encoding.UTF_8, *CONVERTERS)
    return tuple(
        Reading(one.code, one.value, _beginning(decode(content, one).text), one.code == held)
        for one in choices
    )


def _beginning(text: str) -> str:
    rows = [line.strip() for line in text.splitlines() if line.strip()]
    return "\n".join(row[:SHOWN] for row in rows[:3])


@dataclass(frozen=True)
class ShownOption:
    """An answer to choose, as the preview shows it."""

    label: str
    html: str
    text: str
    is_right: bool
    signs: str


@dataclass(frozen=True)
class ShownRow:
    """A question of a file, as the preview shows it."""

    position: int
    place: str
    fate: Fate
    excerpt: tuple[tuple[tuple[str, bool], ...], ...]
    """Lines of the file, each of pieces with whether they carry a sign."""
    stem: str
    kind: str
    options: tuple[ShownOption, ...]
    parts: tuple[str, ...]
    """What a question of another kind holds, line by line."""
    key: str
    sign: str
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    topic: str
    source: str
    bound_to: str
    """The document of the register it will rest on; empty for one that is new there."""
    is_source_dropped: bool
    explanation: str
    needs_choice: bool
    all_marked: str
    choice: str
    is_left_out: bool
    other: str
    other_words: str


def sentence(remark: Remark) -> str:
    """Return a remark in the reader's language."""
    facts = {name: _(str(fact)) if fact else "" for name, fact in remark.facts.items()}
    return str(_(remark.message) % facts if facts else _(remark.message))


def shown_rows(
    rows: Sequence[ImportRow],
    words: Mapping[str, str],
    unit_ids: Collection[int],
    on: date,
    settled: Mapping[str, str],
) -> list[ShownRow]:
    """Return rows as the page shows them.

    Args:
        rows: one page of a file.
        words: public id → stem of the bank's questions that read (almost) the same.
        unit_ids: for whom the documents of the register hold or not.
        on: the day.
        settled: citation → the document a person chose for it, "" for none.
    """
    items = [from_json(row.place, row.item) for row in rows]
    cited = {one.draft.source.document for one in items if one.draft and one.draft.source}
    chosen = {one: queries.BoundSource(name) for one, name in settled.items()}
    bound = {**queries.bound_sources(cited, unit_ids, on), **chosen}
    return [_shown(row, item, words, bound, settled) for row, item in zip(rows, items, strict=True)]


def _shown(
    row: ImportRow,
    item: ReadItem,
    words: Mapping[str, str],
    bound: Mapping[str, queries.BoundSource],
    settled: Mapping[str, str],
) -> ShownRow:
    draft = item.draft
    digests = dict(row.item["pictures"])
    marked = [label for label, signs in zip(item.labels, item.signs, strict=False) if signs]
    is_two = any(problem.message == TWO_MARKED for problem in item.problems)
    other = row.twin or str((row.near or {}).get("key", ""))
    source = draft.source if draft else None
    register = bound[source.document] if source else queries.BoundSource()
    looks = [register.remark] if register.remark else []
    return ShownRow(
        position=row.position,
        place=row.place,
        fate=Fate[row.fate.upper()],
        excerpt=_lines(item.excerpt),
        stem=_with_pictures(as_html(draft.stem, digests)) if draft else "",
        kind=_(draft.kind) if draft else "",
        options=_options(item, digests),
        parts=_parts(draft),
        key=", ".join(option.label for option in _options(item, digests) if option.is_right),
        sign=_(SIGN_WORDS.get(item.mark, IN_FILE)) if item.mark else "",
        problems=tuple(map(sentence, item.problems)),
        notes=tuple(sentence(note) for note in [*item.notes, *looks, *_near(row)]),
        topic=item.topic,
        source=source_words(draft) if draft else "",
        bound_to=register.name,
        is_source_dropped=source is not None and settled.get(source.document) == "",
        explanation=plain(draft.explanation) if draft else "",
        needs_choice=needs_choice(item),
        all_marked=",".join(marked) if is_two and len(marked) > 1 else "",
        choice=row.choice,
        is_left_out=row.is_left_out,
        other="" if other.startswith("#") else other,
        other_words=plain(words.get(other, "")),
    )


def _with_pictures(html: str) -> str:
    return shown(html, url_for(".picture", digest="x").removesuffix("x"))


def _options(item: ReadItem, digests: Mapping[str, str]) -> tuple[ShownOption, ...]:
    if item.draft is None:
        return ()
    labels = item.labels if len(item.labels) == len(item.draft.options) else LETTERS
    signs = [*item.signs, *([()] * len(item.draft.options))]
    return tuple(
        ShownOption(
            label,
            _with_pictures(as_line(option.text, digests)),
            plain(option.text),
            option.is_right,
            ", ".join(_(SIGN_WORDS.get(sign, sign)) for sign in on_it),
        )
        for label, option, on_it in zip(labels, item.draft.options, signs, strict=False)
    )


def _parts(draft: QuestionDraft | None) -> tuple[str, ...]:
    if draft is None or draft.kind in CHOSEN or draft.body is None:
        return ()
    cells, key = cells_of(draft.body)
    return (*map(plain, cells), *([plain(key)] if key else []))


def _near(row: ImportRow) -> list[Remark]:
    near = row.near or {}
    is_other_key = bool(near.get("is_other_key"))
    if row.twin.startswith("#") or is_other_key:
        return [twin_remark(row.twin, is_other_key=is_other_key)]
    if row.near is None:
        return []
    key = str(row.near["key"])
    message = NEAR_FILE if key.startswith("#") else NEAR_BANK
    return [Remark(message, {"percent": row.near["percent"], "other": key.removeprefix("#")})]


def _lines(excerpt: str) -> tuple[tuple[tuple[str, bool], ...], ...]:
    return tuple(_pieces(line) for line in excerpt.splitlines())


def _pieces(line: str) -> tuple[tuple[str, bool], ...]:
    pieces = _SIGNED.split(line)
    return tuple((text, at % 2 == 1) for at, text in enumerate(pieces) if text)
