"""One row of a sheet or of a table becomes a question of any kind."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from foundation.errors import N_
from foundation.text import likeness_key, search_key
from question_bank.rules.columns import LETTERS, Columns, Role
from question_bank.rules.drafting import OptionDraft, QuestionDraft, faults, source_draft
from question_bank.rules.kinds import CHOSEN, Credit, Difficulty, Kind
from question_bank.rules.lettered_cells import OWN_LABEL, lettered, without_key, without_label
from question_bank.rules.levels import difficulty_of
from question_bank.rules.open_words import OPEN_WORDS
from question_bank.rules.reading import ReadItem, Remark
from question_bank.rules.sheet_words import BadCell, body_of, kind_named, read_shares
from question_bank.rules.sheet_writing import whole_draft
from question_bank.rules.signs import (
    COLUMN,
    DISAGREE,
    LEFT_OUT_POINTS,
    LOOKS,
    NO_ANSWER_IN_ROW,
    TWO_MARKED,
    UNKNOWN_LETTER,
)

PER_OPTION_WORDS = "Theo phương án"
WHOLE_WORDS = "Trọn câu"
BAD_DAY = N_("“%(text)s” is no day; write it as 01/07/2025.")
_PIECES = re.compile(r"\s*[,;&+/|\n]\s*|\s+và\s+")
TICKS = {"x", "v", "1", "✓", "✔", "√", "*", "dung", "true", "yes", "co", "d", "t"}
_TRUE, _FALSE = {"dung", "true", "d", "t", "yes"}, {"sai", "false", "s", "f", "no"}
_STARRED = re.compile(r"^\s*\*\s*|\s*(?:\*|✓|✔|√|\(\s*(?:x|đúng|đ)\s*\))\s*$", re.IGNORECASE)
_DAY = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s.*)?|(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?"
)


@dataclass(frozen=True)
class Row:
    """The cells of a row as text, and the signs on their letters by column."""

    where: str
    values: tuple[str, ...]
    marks: Mapping[int, frozenset[str]] = field(default_factory=dict)


def item_of_row(row: Row, columns: Columns) -> ReadItem | None:
    """Return the question of a row, or None where the row holds none."""
    stem = columns.text(row.values, Role.STEM)
    texts = [row.values[at].strip() if at < len(row.values) else "" for at in columns.options]
    if not columns.options:
        stem, texts = _together(row, columns, stem)
    if not stem and not any(texts):
        return None
    texts, told = (texts, "") if columns.options else without_key(texts)
    return _Reader(row, columns, stem, texts, told).item()


def _together(row: Row, columns: Columns, stem: str) -> tuple[str, list[str]]:
    """Return stem and options of a row that has all options in one cell, maybe that of the stem."""
    named = set(columns.roles.values())
    lead, texts = lettered(stem)
    if texts and lead:
        return lead, texts
    found = (lettered(cell)[1] for at, cell in enumerate(row.values) if at not in named)
    return stem, next((texts for texts in found if texts), [])


class _Reader:
    """Reads the cells of one row."""

    def __init__(
        self, row: Row, columns: Columns, stem: str, texts: list[str], told: str = ""
    ) -> None:
        self.row = row
        self.told = told
        self.columns = columns
        self.stem = stem
        self.texts = texts
        self.problems: list[Remark] = []
        self.signs: list[tuple[str, ...]] = []
        self.mark: str | None = None

    def cell(self, role: Role) -> str:
        """Return what the row holds for a role."""
        return self.columns.text(self.row.values, role)

    def item(self) -> ReadItem:
        """Return the question, with what keeps it out of the bank."""
        whole = whole_draft(self.cell(Role.DETAILS), self.row.values, self.cell(Role.TOPIC))
        draft = whole or self._kept(self._draft)
        if draft is not None and not self.problems:
            self.problems += [Remark(fault) for fault in faults(draft)]
        points = self.cell(Role.POINTS)
        labels = LETTERS[: len(draft.options)] if draft else ""
        return ReadItem(
            where=self.row.where,
            draft=draft,
            topic=self.cell(Role.TOPIC),
            mark=self.mark,
            labels=tuple(labels),
            signs=tuple(self.signs),
            problems=tuple(self.problems),
            notes=(Remark(LEFT_OUT_POINTS, {"points": points}),) if points else (),
            excerpt=" | ".join(value.strip() for value in self.row.values if value.strip())[:4000],
        )

    def _kept(self, read: Callable[[], QuestionDraft]) -> QuestionDraft | None:
        try:
            draft = read()
        except BadCell as error:
            self.problems.append(Remark(error.message, {"text": error.text}))
            return None
        return draft

    def _draft(self) -> QuestionDraft:
        kind = kind_named(self.cell(Role.KIND)) or self._open_kind()
        is_chosen = kind is None or kind in CHOSEN
        options = self._options(kind) if is_chosen else ()
        kind = kind if not is_chosen else self._chosen_kind(kind, options)
        credit, options = self._credit(options)
        return QuestionDraft(
            kind=kind or Kind.ONE,
            difficulty=difficulty_of(self.cell(Role.DIFFICULTY)) or Difficulty.UNDERSTANDING,
            topic_code="",
            stem=self.stem,
            options=options,
            source=source_draft(self.cell(Role.SOURCE), self.cell(Role.ARTICLE)),
            valid_from=_day(self.cell(Role.VALID_FROM)),
            valid_to=_day(self.cell(Role.VALID_TO)),
            explanation=self.cell(Role.EXPLANATION),
            body=None
            if kind is None or is_chosen
            else body_of(kind, self.texts, self.cell(Role.KEY)),
            credit=credit,
            tags=tuple(tag.strip() for tag in self.cell(Role.TAGS).split(";") if tag.strip()),
            name=self.cell(Role.NAME),
            group=self.cell(Role.GROUP),
        )

    def _open_kind(self) -> Kind | None:
        """Return that a question is answered in words: it says so, and offers nothing to choose."""
        key = self.cell(Role.KEY)
        is_choice = any(self.texts) or len(key) == 1 or bool(self._truths(None))
        return Kind.ESSAY if OPEN_WORDS.match(self.stem) and not is_choice else None

    def _options(self, kind: Kind | None) -> tuple[OptionDraft, ...]:
        texts = list(self.texts)
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            texts = self._truths(kind)
        starred = {at for at, text in enumerate(texts) if _STARRED.search(text)}
        if len(starred) == len(texts):
            starred = set()
        texts = [_STARRED.sub("", text) if at in starred else text for at, text in enumerate(texts)]
        if all(OWN_LABEL.match(text) for text in texts):
            texts = [without_label(text) for text in texts]
        right = self._right(texts, starred)
        return tuple(OptionDraft(text, at in right) for at, text in enumerate(texts))

    def _truths(self, kind: Kind | None) -> list[str]:
        """Return the two answers of a statement, where the row is one."""
        key = search_key(self.cell(Role.KEY)).strip(" .")
        has_columns = {Role.TRUE, Role.FALSE} <= set(self.columns.roles)
        is_judged = kind is Kind.TRUE_FALSE or has_columns or key in _TRUE | _FALSE
        return ["Đúng", "Sai"] if is_judged else []

    def _right(self, texts: list[str], starred: set[int]) -> set[int]:
        """Return which answers are right by the column, by stars or by the look of the cells."""
        found: dict[str, set[int]] = {}
        if named := self._named(texts):
            found[COLUMN] = named
        if starred:
            found["star"] = starred
        looks = self._looks(len(texts))
        self.signs = [tuple(sorted(s for s in looks if at in looks[s])) for at in range(len(texts))]
        if not named and not starred:
            found |= looks
        choices = {frozenset(chosen) for chosen in found.values()}
        if len(choices) == 1:
            self.mark = next(iter(found))
            return set(choices.pop())
        if texts and not self.problems:
            self.problems.append(Remark(DISAGREE if choices else NO_ANSWER_IN_ROW))
        return set()

    def _named(self, texts: list[str]) -> set[int]:
        if {Role.TRUE, Role.FALSE} <= set(self.columns.roles):
            ticked = [search_key(self.cell(role)) in TICKS for role in (Role.TRUE, Role.FALSE)]
            return {at for at, is_ticked in enumerate(ticked) if is_ticked}
        key = self.cell(Role.KEY) or self.told
        if not key or not texts:
            return set()
        whole = _place(key, texts)
        places = {whole} if whole is not None else {_place(p, texts) for p in _pieces(key)}
        if None in places:
            self.problems.append(Remark(UNKNOWN_LETTER))
            return set()
        return {place for place in places if place is not None}

    def _looks(self, count: int) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for sign in LOOKS:
            marked = {
                at
                for at in range(count)
                if at < len(self.columns.options)
                for name in self.row.marks.get(self.columns.options[at], ())
                if name.partition(":")[0] == sign
            }
            if 0 < len(marked) < count:
                found[sign] = marked
        return found

    def _chosen_kind(self, kind: Kind | None, options: tuple[OptionDraft, ...]) -> Kind:
        right = sum(option.is_right for option in options)
        if {search_key(option.text).strip(" .") for option in options} == {"dung", "sai"}:
            return Kind.TRUE_FALSE
        if right > 1:
            if kind is Kind.ONE or (kind is None and self.mark != COLUMN):
                self.problems.append(Remark(TWO_MARKED))
            return Kind.SEVERAL
        return Kind.ONE if kind in (None, Kind.TRUE_FALSE) or right == 1 else Kind(kind)

    def _credit(self, options: tuple[OptionDraft, ...]) -> tuple[Credit, tuple[OptionDraft, ...]]:
        cell = self.cell(Role.CREDIT)
        folded = search_key(cell)
        if not folded or folded == search_key(WHOLE_WORDS):
            return Credit.ALL_OR_NOTHING, options
        if folded == search_key(PER_OPTION_WORDS):
            return Credit.PER_OPTION, options
        shares = read_shares(cell)
        return Credit.SHARES, tuple(
            OptionDraft(one.text, one.is_right, shares.get(LETTERS[at], Fraction(0)))
            for at, one in enumerate(options)
        )


def _pieces(key: str) -> list[str]:
    pieces = [piece for piece in _PIECES.split(key.strip(" .")) if piece]
    if len(pieces) == 1 and re.fullmatch(r"[A-J]{2,8}", pieces[0]):
        return list(pieces[0])
    if all(re.fullmatch(r"[A-Ja-j](\s+[A-Ja-j])+", piece) for piece in pieces):
        return [letter for piece in pieces for letter in piece.split()]
    return pieces


def _place(named: str, texts: list[str]) -> int | None:
    """Return which answer a cell names: by letter, by its own words, or by number from 1."""
    word = re.sub(r"^(?:phương án|đáp án|câu|ý|option)\s+", "", named.strip(), flags=re.IGNORECASE)
    plain = word.strip(" .)(").upper()
    key = likeness_key(named)
    alike = [at for at, text in enumerate(texts) if likeness_key(text) == key and key]
    if len(plain) == 1 and plain in LETTERS[: len(texts)]:
        return LETTERS.index(plain)
    if alike:
        return alike[0]
    folded = search_key(named).strip(" .")
    if len(texts) == 2 and folded in _TRUE | _FALSE and likeness_key(texts[0]) == "đung\u0301":
        return 0 if folded in _TRUE else 1
    if plain.removesuffix(".0").isdecimal() and 1 <= int(plain.removesuffix(".0")) <= len(texts):
        return int(plain.removesuffix(".0")) - 1
    labelled = re.match(r"([A-Ja-j])\s*[.)]\s*\S", named.strip())
    if labelled and labelled.group(1).upper() in LETTERS[: len(texts)]:
        return LETTERS.index(labelled.group(1).upper())
    return None


def _day(text: str) -> date | None:
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise BadCell(BAD_DAY, text)
        day, month, year, *iso = found.groups()
        return date(int(year), int(month), int(day)) if day else date(*map(int, iso))
    except ValueError:
        raise BadCell(BAD_DAY, text) from None
